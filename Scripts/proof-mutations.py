#!/usr/bin/env python3
"""Random changes of certificates of proofs, before both checkers.

    python3 Scripts/proof-mutations.py [--mutants 1000] [--seed 1] [--program PATH] [--keep FOLDER] [FILE.json ...]

Numbers, names, signs and nodes of the certificates (those in Recheck/tests/proofs where none are named) are changed at
random; the claim stays. `ssmproof replay` and Recheck/recheck.py have to agree on each: both accept it, or neither does.
A change that leaves a valid proof may be accepted. Exit status 1 where they disagree, or where one of them crashes.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "Recheck"))

import recheck
from tests.proof_mutations import Mutator


def main(arguments):
    parser = argparse.ArgumentParser(description="Changes certificates of proofs, and compares both checkers.")
    parser.add_argument("files", nargs="*", metavar="FILE.json")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/release/ssmproof"))
    parser.add_argument("--keep", help="a folder for those on which the checkers disagree")
    options = parser.parse_args(arguments)
    files = options.files or sorted(glob.glob(os.path.join(ROOT, "Recheck/tests/proofs/*.json")))
    values = []
    for path in files:
        with open(path, encoding="utf-8") as file:
            values.append(json.load(file))
    mutator, counts, faults = Mutator(options.seed), {}, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "mutant.json")
        for number in range(options.mutants):
            mutant = mutator.mutant(values[number % len(values)])
            with open(path, "w", encoding="utf-8") as file:
                json.dump(mutant, file)
            status, line = recheck.report(path, 60)
            found = subprocess.run([options.program, "replay", path], capture_output=True, text=True, timeout=120)
            counts[status, found.returncode] = counts.get((status, found.returncode), 0) + 1
            if (status == 0) != (found.returncode == 0) or found.returncode not in (0, 1, 2, 3):
                faults += 1
                print(f"mutant {number} of {mutant['theorem']}: recheck.py: {line}\n  replay ({found.returncode}): "
                      f"{(found.stdout + found.stderr).strip()[:500]}", flush=True)
                if options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    with open(os.path.join(options.keep, f"{number}.json"), "w", encoding="utf-8") as file:
                        json.dump(mutant, file)
    accepted = sum(count for (status, _), count in counts.items() if status == 0)
    print(f"{options.mutants} changed certificates: {accepted} accepted by recheck.py, {faults} on which the two disagree")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(recheck.with_deep_stack(lambda: main(sys.argv[1:])))
