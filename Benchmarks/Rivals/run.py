"""Who is first to a counterexample: python run.py SSMPROOF THEOREMS; a table in Markdown.

One process at a time, at most LIMIT seconds each. A time is the processor's for the whole process, start included,
for ssmproof and rivals alike, which on an idle core is the time that passes; in brackets a rival's own without
the interpreter's start and the imports. What a rival finds counts when fractions confirm it.
"""

import importlib.metadata
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from claims import CLAIMS

LIMIT = 20
TOOLS = ("z3", "z3-nlsat", "z3-qfnra", "hypothesis")
HERE = os.path.dirname(os.path.abspath(__file__))


def timed(command):
    """(seconds of the processor, seconds of the clock, standard output, standard error) of a process; None
    where it takes longer than the limit."""
    def limited():
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=tempfile.gettempdir(), preexec_fn=limited)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode < 0:    # ended by the limit's signal
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock, done.stdout, done.stderr


def ours(program, theorems, claim):
    """(seconds of the processor, of the clock), or None."""
    done = timed([program, "check", os.path.join(theorems, claim.file), "--claim", claim.name, "--format", "json"])
    if done is None:
        return None
    seconds, clock, out, error = done
    if not out:
        sys.exit(f"{claim.name}: {error.strip()}")
    return (seconds, clock) if json.loads(out)["claims"][0]["verdict"] == "refuted" else None


def rival(tool, claim):
    """(seconds of the processor, of the clock, of the processor without start and imports), or None."""
    done = timed([sys.executable, os.path.join(HERE, "rival.py"), tool, claim.name])
    if done is None:
        return None
    seconds, clock, out, error = done
    if not out:
        if error:
            sys.exit(f"{tool}, {claim.name}: {error.strip()}")
        return None
    found = json.loads(out)
    if not claim.violated({name: Fraction(value) for name, value in found["values"].items()}):
        sys.exit(f"{tool}, {claim.name}: {found['values']} is no counterexample")
    return seconds, clock, found["seconds"]


def shown(result):
    if result is None:
        return "-"
    return f"{result[0]:.3f}" + (f" ({result[2]:.3f})" if len(result) > 2 else "")


def main(program, theorems):
    rows, first, by_the_clock, without_start = [], 0, 0, 0
    for claim in CLAIMS:
        mine = ours(program, theorems, claim)
        theirs = [rival(tool, claim) for tool in TOOLS]
        rows.append([claim.file, claim.name, shown(mine), *map(shown, theirs)])
        print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
        if mine is not None:
            found = [their for their in theirs if their]
            first += all(mine[0] < their[0] for their in found)
            by_the_clock += all(mine[1] < their[1] for their in found)
            without_start += all(mine[0] < their[2] for their in found)
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"ssmproof {version}, Z3 {importlib.metadata.version('z3-solver')}, "
          f"Hypothesis {importlib.metadata.version('hypothesis')}, Python {sys.version.split()[0]}\n")
    print("| file | claim | ssmproof |", " | ".join(TOOLS), "|")
    print("|---|---|" + "--:|" * (1 + len(TOOLS)))
    for row in rows:
        print("|", " | ".join(row), "|")
    print(f"\nFirst on {first} of {len(CLAIMS)}, by the clock too on {by_the_clock}; on {without_start} where the rivals' start and "
          "imports are not counted, and ours is.")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
