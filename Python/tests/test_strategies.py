"""The Hypothesis strategy, where Hypothesis is there."""

import unittest
from fractions import Fraction

from .support import CONTRACTION, ProgramCase, ssmproof
from .test_declarations import SHAPES

try:
    import hypothesis
    from hypothesis import given, settings
    from hypothesis import strategies as st

    from ssmproof import strategies
    from ssmproof.testing import ClaimFailed, assert_holds
except ImportError:
    hypothesis = None


@unittest.skipIf(hypothesis is None, "Hypothesis is not installed")
class Strategies(ProgramCase):
    def drawn(self, strategy, examples=40):
        found = []

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @given(strategy)
        def collect(instance):
            found.append(instance)

        collect()
        return found

    def test_domains_are_respected(self):
        found = self.drawn(strategies.instances(SHAPES, sizes={"M": (0, 4), "T": (2, 4)}))
        self.assertGreater(len(found), 20)
        for each in found:
            a, n = each["a"], each["N"]
            self.assertTrue(all(0 <= x < 1 for x in a))
            self.assertEqual([len(row) for row in each["tri"]], list(range(1, each["T"] + 1)))
            self.assertTrue(all(x <= max(a) for x in each["w"]))
            self.assertEqual(len(each["w"]), 2 * n + 1)
            self.assertLessEqual(-4, each["v"])
            self.assertTrue(each["v"] ** 2 <= 2 or each["v"] < 0 if n == 1 else each["v"] <= Fraction(1, 2))
            self.assertTrue(all(x > sum(a[1:]) / 2 for x in each["u"]))
            self.assertEqual(len(each["u"]), min(each["M"], 3))

    def test_ends_and_doubles_are_drawn(self):
        values = [
            each["x"]
            for each in self.drawn(
                strategies.instances("theorem a real x in [1/3, 2/3] conclude x < 1 end"), 200
            )
        ]
        self.assertIn(Fraction(1, 3), values)
        self.assertIn(Fraction(2, 3), values)
        self.assertTrue(any(each.denominator > 1 << 20 for each in values))
        self.assertTrue(any(1 < each.denominator < 64 for each in values))

    def test_open_and_half_open_domains(self):
        claim = "theorem a real p > 0, n < -1/7, o in (0, 1/1000), z >= 5/3 conclude p > n end"
        for each in self.drawn(strategies.instances(claim)):
            self.assertTrue(
                each["p"] > 0 and each["n"] < Fraction(-1, 7) and 0 < each["o"] < Fraction(1, 1000)
            )
            self.assertGreaterEqual(each["z"], Fraction(5, 3))

    def test_ends_that_are_rounded_lie_inside(self):
        found = self.drawn(strategies.instances("theorem a real x in [sqrt(2), sqrt(3)] conclude x > 0 end"))
        self.assertTrue(all(2 <= each["x"] ** 2 <= 3 for each in found))
        self.assertTrue(any(each["x"] ** 2 < 2 + Fraction(1, 10**9) for each in found))
        self.assertTrue(any(each["x"] ** 2 > 3 - Fraction(1, 10**9) for each in found))

    def test_the_program_agrees(self):
        name = "contraction_initial_state"
        found = self.drawn(strategies.instances(CONTRACTION, name, sizes={"T": (1, 3)}), 25)
        verdicts = {each.verdict for each in ssmproof.decide_many(CONTRACTION, found, name=name)}
        self.assertLessEqual(verdicts, {"holds", "vacuous"})

    def test_hypotheses_are_met_if_one_asks(self):
        claim = "theorem a real x in [0, 1], y in [0, 1] assume x + y <= 1 conclude x <= 1 - y end"
        for each in self.drawn(strategies.instances(claim, hypotheses=True), 12):
            self.assertLessEqual(each["x"] + each["y"], 1)

    def test_a_violation_is_found_and_shrunk(self):
        claim = "theorem a size T >= 1 index t in 1..T real x[t] in [0, 4] conclude sum(t: x[t]) <= 3 end"

        @settings(max_examples=60, deadline=None, database=None, derandomize=True)
        @given(strategies.instances(claim, sizes={"T": (1, 3)}))
        def fails(instance):
            assert_holds(claim, instance)

        with self.assertRaises(ClaimFailed) as raised:
            fails()
        self.assertEqual(raised.exception.instance.sizes, {"T": 1})
        self.assertIn("right 3", str(raised.exception))

    def test_strategies_of_ones_own(self):
        claim = "theorem a index t in 1..2 real x[t], y in [x[1], x[2]] conclude y <= x[2] end"
        own = {"x": st.sampled_from([0.25, 0.5])}
        for each in self.drawn(strategies.instances(claim, values=own), 20):
            self.assertLessEqual(set(each["x"]), {Fraction(1, 4), Fraction(1, 2)})
            self.assertTrue(each["x"][0] <= each["y"] <= each["x"][1])

    def test_complex_variables(self):
        claim = "theorem a complex z conclude abs(z) >= 0 end"
        self.assertTrue(any(each["z"].im != 0 for each in self.drawn(strategies.instances(claim), 20)))

    def test_bad_arguments(self):
        self.error("no size 'Q'", lambda: strategies.instances(SHAPES, sizes={"Q": 1}))
        self.error("no variable 'Q'", lambda: strategies.instances(SHAPES, values={"Q": st.just(1)}))
        self.error("has no values 1..12", lambda: strategies.instances(SHAPES, sizes={"T": (1, 12)}))


if __name__ == "__main__":
    unittest.main()
