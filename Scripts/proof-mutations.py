#!/usr/bin/env python3
"""Random changes of certificates of proofs, before both checkers and Coq.

    python3 Scripts/proof-mutations.py [--mutants 100] [--seed 1] [--coq 0] [--keep FOLDER] [FILE.json ...]

Each certificate (those in Recheck/tests/proofs where none are named) is changed so many times: numbers, names, references,
rules, nodes from elsewhere, the witness, sizes, the claim and its hash, bytes of the file. The product ProofMutants, which is
the code of `ssmproof replay` in one process, and Recheck have to give the same verdict on each: accepted, with as many steps;
rejected; or no certificate. A change that leaves a valid proof may be accepted. Of what both accept, `--coq` of each
certificate that state something else to Coq than the original are compiled there. A changed claim that is accepted, with
its own hash, is another theorem, which `ssmproof check` has to fail to refute, and Coq to accept.

Both check only what a change may matter to (Recheck/tests/mutations/snapshots.py, Benchmarks/Sources/ProofMutants), and
--whole of them are checked in the ordinary way as well. Exit status 1 at any fault; those are kept in the folder.
"""

import argparse
import glob
import json
import os
import random
import re
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "Recheck"))

import certificate as certificates
import recheck
from language.errors import FileError
from mutants import coq
from mutants.answers import Answers, each
from mutants.claims import refuted
from tests.mutations import raw
from tests.mutations.mutator import Mutator
from tests.mutations.snapshots import Snapshots

BATCH, RAW, SECONDS = 100, 0.02, 60


class Mutant:
    """A changed certificate: a JSON value, or the bytes of what may be none."""

    def __init__(self, number, base, value, data):
        self.number, self.base, self.value = number, base, value
        self.data = json.dumps(value).encode() if data is None else data

    def is_near(self):
        """Whether only its proof and its witness may differ from the base's."""
        return self.value is not None and list(self.value) == list(self.base) and all(
            self.value[key] is self.base[key] for key in self.base if key not in ("definitions", "stages", "witness"))

    def has_another_claim(self):
        try:
            return certificates.parsed(self.data).get("claim") != self.base["claim"]
        except FileError:
            return False

    def says_another(self):
        """Whether it is about other sizes or another claim."""
        return any(self.value[key] != self.base[key] for key in ("claim", "sizes", "theorem"))


class Run:
    def __init__(self, options, files):
        self.options, self.files = options, {path: parsed(path) for path in files}
        self.mutator, self.answers = Mutator(options.seed, self.files.values()), Answers(options.mutants_program)
        self.made, self.counts, self.faults, self.whole, self.near = [], {}, 0, 0, 0
        self.told_apart, self.left_open, self.accepted, self.distinct, self.seen, self.others = 0, 0, 0, 0, 0, []

    def fault(self, name, mutant, text):
        self.faults += 1
        print(f"{name}, mutant {mutant.number}: {text}", flush=True)
        if self.options.keep:
            with open(os.path.join(self.options.keep, f"{name}.{mutant.number}.json"), "wb") as file:
                file.write(mutant.data)

    def certificate(self, path, end):
        """All mutants of a certificate, or those that are made before the end."""
        name, base = re.sub(r"\W", "_", os.path.basename(path).removesuffix(".json").removesuffix(".proof")), self.files[path]
        # So that they are the same whatever became of those before.
        self.random = self.mutator.random = random.Random(f"{self.options.seed} {name}")
        snapshots, data = Snapshots(base, SECONDS), json.dumps(base).encode()
        status, steps, reason = self.answers.set_base(data)
        if (status, steps) != (0, snapshots.steps):
            raise SystemExit(f"{path}: recheck.py accepts it in {snapshots.steps} steps, replay: {status} {steps} {reason}")
        numbers = {(key, id(item)): number for key, items in parts(base).items() for number, item in enumerate(items)}
        texts = _Texts(self.text(data), self.random, self.options.coq)
        self.made.append(0)
        for first in range(0, self.options.mutants, BATCH):
            if end is not None and time.monotonic() > end:
                break
            batch = [self.mutant(base, number) for number in range(first, min(first + BATCH, self.options.mutants))]
            self.made[-1] += len(batch)
            accepted = self.compared(name, batch, snapshots, numbers)
            self.accepted += len(accepted)
            accepted = [mutant for mutant in accepted if texts.may_be_new(mutant)]
            self.answers.send([("coq", mutant.data) for mutant in accepted])
            for mutant in accepted:
                texts.add(mutant, self.answers.text())
        self.distinct += len(texts.seen) - 1
        if texts.chosen:
            self.seen += len(texts.chosen)
            for number in coq.refused([text for _, text in texts.chosen], self.options.keep or self.options.folder, name):
                self.fault(name, texts.chosen[number][0], "both accept it, and Coq does not")

    def text(self, data):
        self.answers.send([("coq", data)])
        return self.answers.text()

    def mutant(self, base, number):
        if self.random.random() < RAW:
            return Mutant(number, base, None, raw.changed(base, self.random))
        return Mutant(number, base, self.mutator.mutant(base), None)

    def compared(self, name, batch, snapshots, numbers):
        """The mutants that both accept."""
        orders, whole = [], []
        for mutant in batch:
            changed = encoded(mutant, numbers) if mutant.is_near() else None
            orders.append(("whole", mutant.data) if changed is None else ("parts", changed))
            whole.append(mutant.is_near() and self.random.random() < self.options.whole)
        orders += [("whole", mutant.data) for mutant, also in zip(batch, whole) if also]
        self.answers.send(orders)
        ours = [snapshots.verdict(mutant.value) if mutant.is_near() else ordinary(mutant) for mutant in batch]
        ours += [ordinary(mutant) for mutant, also in zip(batch, whole) if also]
        theirs = each(self.answers, orders)
        all_mutants = batch + [mutant for mutant, also in zip(batch, whole) if also]
        near = {id(mutant): pair for mutant, *pair in zip(batch, ours, theirs)}
        for place, (mutant, our, their) in enumerate(zip(all_mutants, ours, theirs)):
            if isinstance(their, Exception):
                self.fault(name, mutant, f"replay: {their}; recheck.py: {our}")
                continue
            if place >= len(batch):
                self.whole += 1
                if [our[:2], their[:2]] != [verdict[:2] for verdict in near[id(mutant)]]:
                    self.fault(name, mutant, f"checked whole: {our}, {their}; from snapshots: {near[id(mutant)]}")
                continue
            self.near += mutant.is_near()
            self.counts[our[0]] = self.counts.get(our[0], 0) + 1
            if 3 in (our[0], their[0]) and our[0] != their[0]:
                self.left_open += 1
            elif our[:2] != their[:2] and 0 not in (our[0], their[0]) and mutant.has_another_claim():
                # What is no theorem of the language, and what is one and has no such proof.
                self.told_apart += 1
            elif our[:2] != their[:2]:
                self.fault(name, mutant, f"recheck.py: {our}; replay: {their}")
        found = [mutant for mutant, our, their in zip(batch, ours, theirs)
                 if not isinstance(their, Exception) and our[0] == their[0] == 0]
        for mutant in found:
            if mutant.value is None:
                mutant.value = certificates.parsed(mutant.data)
            if mutant.value["sha256"] != certificates.hash_of(mutant.value["claim"]):
                self.fault(name, mutant, "accepted with another claim than that of its hash")
            if mutant.says_another():
                self.others.append((name, mutant))
        return found


class _Texts:
    """What mutants state to Coq; a sample of those that say something else than the base, and each other theorem."""

    def __init__(self, base, source, most):
        self.seen, self.random, self.most = {base}, source, most
        self.chosen, self.values = [], set()

    def may_be_new(self, mutant):
        """Whether its claim, sizes and proof are none that came before, whatever the order of members."""
        value = json.dumps([mutant.value.get(key) for key in ("claim", "sizes", "lets", "definitions", "stages")], sort_keys=True)
        if value in self.values:
            return False
        self.values.add(value)
        return True

    def add(self, mutant, text):
        if not text or text in self.seen:
            return
        self.seen.add(text)
        count = len(self.seen) - 1
        if len(self.chosen) < self.most:
            self.chosen.append((mutant, text))
        elif self.most and (mutant.says_another() or self.random.randrange(count) < self.most):
            self.chosen[self.random.randrange(self.most)] = mutant, text


def parsed(path):
    with open(path, "rb") as file:
        return certificates.parsed(file.read())


def parts(value):
    return {"definitions": value["definitions"],
            **{key: [item for stage in value["stages"] for item in stage[key]] for key in ("lemmas", "goals")}}


def encoded(mutant, numbers):
    """The proof, with numbers in the place of parts of the base; None where it has no such shape, or another witness."""
    value = mutant.value

    def short(key, items):
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise TypeError
        return [numbers.get((key, id(item)), item) for item in items]

    if value["witness"] is not mutant.base["witness"]:
        return None
    try:
        stages = value["stages"]
        if not isinstance(stages, list) or any(set(stage) != {"lemmas", "goals"} for stage in stages):
            return None
        return json.dumps({"definitions": short("definitions", value["definitions"]), "stages": [
            {key: short(key, stage[key]) for key in ("lemmas", "goals")} for stage in stages]}).encode()
    except TypeError:
        return None


def ordinary(mutant):
    """(exit status, steps, reason) of recheck.py."""
    status, line = recheck.judged(lambda: certificates.parsed(mutant.data), "mutant", SECONDS)
    return status, int(re.search(r"([0-9]+) steps?$", line).group(1)) if status == 0 else 0, line


def main(arguments):
    parser = argparse.ArgumentParser(description="Changes certificates of proofs, and compares both checkers.")
    parser.add_argument("files", nargs="*", metavar="FILE.json")
    parser.add_argument("--mutants", type=int, default=100, help="of each certificate (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="make fewer where the time is not enough; each has its share of it")
    parser.add_argument("--whole", type=float, default=0.02, help="checked without snapshots as well (default: %(default)s)")
    parser.add_argument("--coq", type=int, default=0, metavar="N", help="of each certificate so many before coqc")
    parser.add_argument("--claims", type=int, default=5, metavar="N", help="so many changed claims before the search")
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/release/ssmproof"))
    parser.add_argument("--mutants-program", default=os.path.join(ROOT, ".build/release/ProofMutants"))
    parser.add_argument("--progress", action="store_true", help="a line for each certificate on standard error")
    parser.add_argument("--keep", help="a folder for those with which something is wrong, and for Coq's files")
    options = parser.parse_args(arguments)
    files = options.files or sorted(glob.glob(os.path.join(ROOT, "Recheck/tests/proofs/*.json")))
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as options.folder:
        run = Run(options, files)
        for place, path in enumerate(files):
            now = time.monotonic()
            left = None if options.seconds is None else (start + options.seconds - now) / (len(files) - place)
            run.certificate(path, None if left is None else now + left)
            if options.progress:
                print(f"{path}: {run.made[-1]} changed; {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
        run.answers.close()
        claims = [mutant.value["claim"] for _, mutant in run.others if mutant.value["claim"] != mutant.base["claim"]]
        random.Random(options.seed).shuffle(claims)
        false, searched = refuted(options.program, claims[:options.claims], options.folder)
        for name, mutant in run.others:
            if mutant.value["claim"] in false:
                run.fault(name, mutant, "it is proved, and refuted")
    count = sum(run.counts.values())
    each_ = f"{min(run.made)} of each" if min(run.made) == max(run.made) else f"{min(run.made)} to {max(run.made)} of each"
    print(f"{count} changed certificates, {each_} of {len(files)}, seed {options.seed}: "
          f"{run.counts.get(0, 0)} accepted, {run.counts.get(1, 0)} rejected, {run.counts.get(2, 0)} no certificates, "
          f"{run.counts.get(3, 0)} undecided")
    print(f"{run.near} checked from snapshots, {run.whole} of them whole as well; "
          f"{run.left_open} left open by one checker alone, {run.told_apart} refused for their claim by one, for their proof by the other")
    print(f"of {run.accepted} accepted {run.distinct} state something else to Coq, which saw {run.seen}; {len(run.others)} are "
          f"about other sizes or another claim; {searched} such claims before the search, {len(false)} refuted")
    print(f"{run.faults} faults; {time.monotonic() - start:.0f} s")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(recheck.with_deep_stack(lambda: main(sys.argv[1:])))
