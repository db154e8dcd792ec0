"""Draws of the study, judged again by hand: every verdict, tightness and margin at 60 digits, and every figure of a small run.

    SSMPROOF=.build/release/ssmproof python3 -m unittest discover -s Examples/random-models

Standard library only. Without SSMPROOF the program of .build/release or .build/debug is asked.
"""

import csv
import json
import math
import os
import pathlib
import subprocess
import unittest
from decimal import Decimal
from fractions import Fraction

import reference
import study

DRAWS = 40
# Errors of 60-digit arithmetic, relative; enclosures are wider.
SLACK = Decimal(10) ** -45
TESTED = [(theorem, file, n and min(n, 8 if "legs" in theorem else 3)) for theorem, file, n in study.CASES]


def program():
    for place in [os.environ.get("SSMPROOF"), study.ROOT / ".build/release/ssmproof", study.ROOT / ".build/debug/ssmproof"]:
        if place and pathlib.Path(place).exists():
            return str(place)
    return None


def decimal(text):
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def run(theorem, file, sizes, draws, kind, *more):
    command = [program(), "sample", f"Theorems/random/{file}.claim", "--claim", theorem, "--sizes", sizes]
    command += ["--draws", str(draws), "--format", kind, *more]
    done = subprocess.run(command, cwd=study.ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


@unittest.skipUnless(program(), "the program is not built")
class StudyTests(unittest.TestCase):
    def enclosed(self, bounds, value, what):
        self.assertIsNotNone(bounds, what)
        low, high = bounds
        room = abs(value) * SLACK
        if low is not None:
            self.assertLessEqual(decimal(low), value + room, what)
        if high is not None:
            self.assertGreaterEqual(decimal(high), value - room, what)

    def figures(self, figures, numbers, what):
        """All figures of numbers that are known to 50 digits."""
        self.assertEqual(figures["count"], len(numbers), what)
        self.assertEqual(figures["open"], 0, what)
        if not numbers:
            self.assertIsNone(figures["mean"], what)
            return
        numbers = sorted(numbers)
        count = len(numbers)
        mean = sum(numbers) / count
        self.enclosed(figures["minimum"], numbers[0], f"{what}, minimum")
        self.enclosed(figures["maximum"], numbers[-1], f"{what}, maximum")
        self.enclosed(figures["mean"], mean, f"{what}, mean")
        if count > 1:
            variance = sum((x - mean) ** 2 for x in numbers) / (count - 1)
            self.enclosed(figures["standard_error"], (variance / count).sqrt(), f"{what}, standard error")
        for quantile in figures["quantiles"]:
            rank = max(1, math.ceil(Fraction(quantile["share"]) * count))
            self.enclosed(quantile["value"], numbers[rank - 1], f"{what}, quantile {quantile['share']}")
        self.assertEqual(sum(bar["count"] for bar in figures["histogram"]), count, what)

    def probability(self, bounds, hits, count, what):
        """Clopper and Pearson's bounds at 95 %, exactly: outside them so many hits are rarer than 1/40."""
        def at_least(k, p):
            return sum(math.comb(count, j) * p**j * (1 - p) ** (count - j) for j in range(k, count + 1))
        low, high = map(Fraction, bounds)
        rare, near = Fraction(1, 40), Fraction(1, 10**6)
        if hits > 0:
            self.assertLessEqual(at_least(hits, low), rare, what)
            self.assertGreater(at_least(hits, low + near), rare, what)
        else:
            self.assertEqual(low, 0, what)
        if hits < count:
            self.assertLessEqual(1 - at_least(hits + 1, high), rare, what)
            self.assertGreater(1 - at_least(hits + 1, high - near), rare, what)
        else:
            self.assertEqual(high, 1, what)

    def judged(self, theorem, file, sizes):
        lines = [json.loads(line) for line in run(theorem, file, sizes, DRAWS, "jsonl").splitlines()]
        self.assertEqual([line["draw"] for line in lines], list(range(DRAWS)))
        ratios, margins = [], []
        for line in lines:
            what = f"{theorem} at {sizes}, draw {line['draw']}"
            met, left, right = reference.sides(theorem, line["values"], line["sizes"])
            if not met:
                self.assertEqual(line["verdict"], "vacuous", what)
                self.assertEqual(line["tightness"], [None], what)
                continue
            self.assertEqual(line["verdict"], "holds" if left <= right + right * SLACK else "violated", what)
            self.enclosed(line["margin"][0], right - left, f"{what}, margin")
            margins.append(right - left)
            if right > 0:
                self.enclosed(line["tightness"][0], left / right, f"{what}, tightness")
                ratios.append(left / right)
            else:
                self.assertEqual(line["tightness"], [None], what)
        return ratios, margins

    def test_every_draw_and_every_figure(self):
        for theorem, file, states in TESTED:
            for length in (2, 9):
                sizes = f"T={length}" + (f",N={states}" if states else "")
                with self.subTest(theorem=theorem, sizes=sizes):
                    ratios, margins = self.judged(theorem, file, sizes)
                    group = json.loads(run(theorem, file, sizes, DRAWS, "json"))["claims"][0]["groups"][0]
                    what = f"{theorem} at {sizes}"
                    self.figures(group["comparisons"][0]["tightness"], ratios, f"{what}, tightness")
                    self.figures(group["comparisons"][0]["margin"], margins, f"{what}, margin")
                    self.assertEqual(group["comparisons"][0]["tightness"]["without"], len(margins) - len(ratios), what)
                    self.assertEqual(group["held"] + group["violated"], len(margins), what)
                    self.probability(group["probability_met"], len(margins), DRAWS, f"{what}, met")
                    if margins:
                        self.probability(group["probability_violated"], group["violated"], len(margins), what)

    def test_long_sequences(self):
        """A few draws where rounding would tell: 300 tokens."""
        for theorem, file, states in [("s4d_real_gaussian", "contraction", 2), ("mamba_influence", "influence", None)]:
            text = run(theorem, file, "T=300" + (f",N={states}" if states else ""), 4, "jsonl")
            for line in map(json.loads, text.splitlines()):
                met, left, right = reference.sides(theorem, line["values"], line["sizes"])
                self.assertTrue(met)
                self.enclosed(line["tightness"][0], left / right, f"{theorem}, T = 300")

    def test_the_tables_are_those_of_the_program(self):
        """The rows of results.csv at T = 4 and 16, and the tables of the README, which are made of it."""
        with open(study.HERE / "results.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {(row["theorem"], row["T"]): row for row in rows}
        self.assertEqual(len(rows), len(study.CASES) * len(study.LENGTHS))
        for theorem, file, states in study.CASES:
            for group in study.sample(theorem, file, states, [4, 16], study.DRAWS, program=program()):
                row = {name: str(value) for name, value in study.row(theorem, group).items()}
                self.assertEqual(found[theorem, row["T"]], row)
        page = (study.HERE / "README.md").read_text()
        self.assertEqual(study.fill(page, study.tables(rows)), page, "study.py makes the tables again")


if __name__ == "__main__":
    unittest.main()
