"""sample: random models and their statistics."""

import statistics
import unittest
from fractions import Fraction

from ssmproof import Bounds, decide_many, sample

from .support import ProgramCase, ssmproof

GATED = """
theorem gated "One gated channel"
  size T >= 1
  index t in 1..T
  real a in [0, 1) ~ uniform(1/2, 1)
  real x[t] ~ normal(0, 1)
  let h[0] = 0
  let h[t] = a*h[t-1] + (1 - a)*x[t]
  conclude max(t: abs(h[t])) <= max(t: abs(x[t]))
end
"""


class Sampling(ProgramCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        try:
            sample(GATED, draws=1)
        except ssmproof.ProgramTooOld as error:
            raise unittest.SkipTest(str(error)) from None

    def test_statistics_are_those_of_the_draws(self):
        found = sample(GATED, draws=80, seed=5, sizes={"T": [2, 7]}, measure="max(t: abs(x[t]))", by="a")
        self.assertEqual(found.seed, 5)
        draws = list(found.draws())
        self.assertEqual(len(draws), 160)
        for group in found["gated"].groups:
            own = [each for each in draws if each.instance.sizes == group.sizes]
            self.assertEqual((group.draws, group.held, len(own)), (80, 80, 80))
            tightness = [float(each.tightness[0]) for each in own]
            self.assertAlmostEqual(float(group.tightness.mean), statistics.fmean(tightness), places=9)
            self.assertAlmostEqual(float(group.tightness.minimum), min(tightness), places=12)
            self.assertAlmostEqual(float(group.tightness.maximum), max(tightness), places=12)
            self.assertAlmostEqual(float(group.tightness.median), sorted(tightness)[39], places=2)
            self.assertEqual(sum(each.count for each in group.tightness.histogram), 80)
            self.assertEqual(group.measures[0].text, "max(t: abs(x[t]))")
            self.assertEqual(sum(part.draws for part in group.parts), 80)
            self.assertEqual((group.by, group.parts[0].by), (None, "a"))
            comparison = group.comparisons[0]
            self.assertAlmostEqual(
                float(own[comparison.tightest_draw].tightness[0]), max(tightness), places=12
            )

    def test_draws_are_exact_instances(self):
        found = sample(GATED, draws=12, seed=1, sizes="T=3")
        draws = list(found.draws())
        decided = decide_many(GATED, [each.instance for each in draws])
        for draw, decision in zip(draws, decided):
            self.assertEqual(draw.verdict, decision.verdict)
            self.assertAlmostEqual(float(draw.tightness[0]), decision.comparison.tightness, places=12)
            left = right = state = Fraction(0)
            for value in draw.instance["x"]:
                state = draw.instance["a"] * state + (1 - draw.instance["a"]) * value
                left, right = max(left, abs(state)), max(right, abs(value))
            self.assertIn(left / right, draw.tightness[0])
            self.assertIn(right - left, draw.margin[0])

    def test_draws_can_be_left_early(self):
        draws = sample(GATED, draws=2000, seed=1, sizes="T=3").draws()
        self.assertEqual(next(draws).number, 0)
        draws.close()

    def test_what_no_draw_meets_is_noted(self):
        text = "theorem a real x ~ uniform(0, 1) assume x > 2 conclude x < 3 end"
        (group,) = sample(text, draws=9)["a"].groups
        self.assertIn("none of the 9 draws meets the hypotheses", group.note)
        self.assertIn(group.note.split(";")[0], " ".join(str(sample(text, draws=9)).split()))
        self.assertIsNone(sample(GATED, draws=9, sizes="T=2")["gated"].groups[0].note)

    def test_the_same_seed_draws_the_same(self):
        first, second = (sample(GATED, draws=20, seed=9, sizes={"T": 2})[0].groups for _ in range(2))
        self.assertEqual(first, second)

    def test_probabilities(self):
        claim = "theorem a real x ~ uniform(0, 1) assume x < 1/2 conclude x < 1/4 end"
        group = sample(claim, draws=1000, seed=2)[0].groups[0]
        self.assertIsInstance(group.probability_met, Bounds)
        self.assertIn(Fraction(1, 2), group.probability_met)
        self.assertIn(Fraction(1, 2), group.probability_violated)
        self.assertEqual(group.held + group.violated + group.hypotheses_not_met, 1000)
        none = sample("theorem a real x in [1, 2] assume x < 0 conclude x < 1 end", draws=5, seed=2)[
            0
        ].groups[0]
        self.assertIsNone(none.probability_violated)
        self.assertIsNone(none.tightness.mean)
        self.assertEqual(str(none.tightness), "no values")

    def test_files(self):
        sample(
            GATED, draws=10, seed=1, sizes={"T": 2}, save=self.folder / "saved", plot=self.folder / "plot.svg"
        )
        self.assertIn("<svg", (self.folder / "plot.svg").read_text())
        saved = sorted((self.folder / "saved").iterdir())
        self.assertTrue(saved)
        for path in saved:
            self.assertTrue(ssmproof.decide(GATED, path).holds)

    def test_shown(self):
        found = sample(GATED, draws=50, seed=1, sizes={"T": [2, 4]}, by="a")
        text, html = str(found), found._repr_html_()
        self.assertIn("T = 4", text)
        self.assertIn("a in 0.", text)
        self.assertIn("normal(0, 1)", text)
        self.assertRegex(text, r"tightness +least .*, greatest .*\n +median .*\n +mean .*, standard error ")
        self.assertLessEqual(max(map(len, text.splitlines())), 90)
        self.assertEqual(html.count("<tr>"), 1 + sum(1 + len(group.parts) for group in found[0].groups))

    def test_bad_input(self):
        text = "theorem a\n  real x ~ normall(0, 1)\n  conclude x < 1\nend"
        found = self.error("normal", lambda: sample(text))
        self.assertEqual((found.file, found.line), ("<claim>", 2))
        self.error("", lambda: sample(GATED, measure="y"))
        self.error("", lambda: sample(GATED, where="a <"))
        self.error("", lambda: sample(GATED, until="soon"))
        self.error("", lambda: sample(GATED, draws=0))


if __name__ == "__main__":
    unittest.main()
