"""Certificates of proofs: stored ones are accepted, forgeries against each rule's side conditions are not."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from tests.helpers import HERE, recheck
from tests.mutations.mutator import Mutator
from tests.mutations.snapshots import Snapshots
from tests.stored_proofs import all_stored_proofs, forgeries, shapes, stored_proof

COMMAND = os.path.join(os.path.dirname(HERE), "recheck.py")
MUTANTS = 1500


def outcomes(values):
    """For each certificate the number of steps, or the class of what is raised, and why."""
    def one(value):
        try:
            return recheck.recheck_proof(value), ""
        except (recheck.Rejected, recheck.Undecided, recheck.FileError, recheck.ClaimError) as error:
            return type(error).__name__, str(error)
    return recheck.with_deep_stack(lambda: [one(value) for value in values])


class Proofs(unittest.TestCase):
    def test_stored_proofs_are_accepted(self):
        names = all_stored_proofs()
        self.assertGreaterEqual(len(names), 17)
        for name, (steps, why) in zip(names, outcomes(map(stored_proof, names))):
            with self.subTest(name):
                self.assertIsInstance(steps, int, why)
                self.assertGreater(steps, 0)

    def test_forgeries_are_refused(self):
        found = list(forgeries())
        self.assertGreaterEqual(len(found), 90)
        for (name, against, value), (kind, why) in zip(found, outcomes(value for _, _, value in found)):
            with self.subTest(name, against=against):
                self.assertIn(kind, ("FileError",) if against == "a size lies in its range" else ("Rejected", "ClaimError"), why)
                self.assertNotEqual(value, stored_proof(name))

    def test_the_example_of_the_page(self):
        with open(os.path.join(os.path.dirname(os.path.dirname(HERE)), "Documentation", "proofs.md"), encoding="utf-8") as file:
            lines = [line[4:] for line in file.read().splitlines() if line.startswith("    ")]
        text = "\n".join(lines[lines.index("{"):lines.index("}") + 1])
        self.assertEqual(json.loads(text), stored_proof("halving"))

    def test_every_rule_is_used(self):
        used = set()

        def visit(item):
            if isinstance(item, dict):
                used.add(next(iter(item), None))
            for inner in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
                visit(inner)

        for name in all_stored_proofs():
            visit(stored_proof(name)["stages"])
        from proofs.rules import _RULES
        self.assertEqual(set(_RULES) - used, set())

    def test_what_is_wrong_is_told_from_what_is_no_certificate(self):
        found = list(shapes())
        self.assertGreaterEqual(len(found), 55)
        statuses = recheck.with_deep_stack(lambda: [recheck.judged(lambda: value, "", 60) for _, _, value in found])
        for (says, wanted, _), (status, line) in zip(found, statuses):
            with self.subTest(says):
                self.assertEqual(status, wanted, line)

    def test_mutants_end_in_a_verdict(self):
        bases = [stored_proof(name) for name in all_stored_proofs()]
        mutator = Mutator(1, bases)
        kinds = [kind for kind, _ in outcomes([mutator.mutant(bases[k % len(bases)]) for k in range(MUTANTS)])]
        accepted = sum(isinstance(kind, int) for kind in kinds)
        # Some change nothing that matters: a factor of both sides, a name, what is not used.
        self.assertLess(accepted, MUTANTS // 4)
        self.assertGreater(kinds.count("Rejected"), MUTANTS // 4)
        self.assertGreater(kinds.count("FileError"), 0)

    def test_snapshots_give_the_verdict_of_the_ordinary_road(self):
        bases = [stored_proof(name) for name in all_stored_proofs()]
        mutator = Mutator(2, bases)

        def pairs():
            for base in bases:
                snapshots = Snapshots(base, 60)
                for mutant in (mutator.mutant(base) for _ in range(60)):
                    if list(mutant) == list(base) and all(mutant[key] is base[key] for key in base
                                                          if key not in ("definitions", "stages", "witness")):
                        yield mutant, snapshots.verdict(mutant), recheck.judged(lambda: mutant, "", 60)

        found = recheck.with_deep_stack(lambda: list(pairs()))
        self.assertGreater(len(found), 900)
        for mutant, (status, steps, reason), (ordinary, line) in found:
            self.assertEqual(status, ordinary, (reason, line))
            if status == 0:
                self.assertIn(f"proved, {steps} step", line)
        self.assertGreater(sum(status == 0 for _, (status, _, _), _ in found), 60)

    def test_a_changed_claim_fails_its_hash(self):
        for name in all_stored_proofs():
            value = stored_proof(name)
            value["claim"] = value["claim"].replace("conclude", "conclude  ", 1)
            with self.subTest(name):
                self.assertEqual(outcomes([value])[0], ("Rejected", "the claim's SHA-256 is another one"))


class Command(unittest.TestCase):
    def run_on(self, value):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "case.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
            found = subprocess.run([sys.executable, COMMAND, path], capture_output=True, text=True, timeout=120)
        return found.returncode, found.stdout, found.stderr.replace(path, "FILE")

    def test_lines(self):
        good = stored_proof("squares")
        self.assertEqual(self.run_on(good), (0, "accepted  squares: proved, 2 steps\n", ""))
        good["stages"][0]["goals"].pop()
        self.assertEqual(self.run_on(good), (1, "rejected  squares: the whole: a stage has other numbers of goals\n", ""))
        self.assertEqual(self.run_on(stored_proof("influence"))[:2], (0, "accepted  influence: proved, 1 step\n"))

    def test_unreadable(self):
        good = stored_proof("squares")
        for change in ({"stages": 1}, {"stages": [1]}, {"more": 1}, {"sizes": {"T": True}}, {"definitions": [{}]},
                       {"stages": [{"lemmas": [], "goals": [{"proof": {"unknown": 1}}, {"proof": {}}]}]},
                       {"witness": {"sizes": {}, "values": {"x": "a", "y": "1"}}}, {"witness": 7}):
            with self.subTest(str(change)):
                status, out, error = self.run_on({**good, **change})
                self.assertEqual((status, out, error.count("\n")), (2, "", 1))
                self.assertTrue(error.startswith("FILE: "), error)


if __name__ == "__main__":
    unittest.main()
