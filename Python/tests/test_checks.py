"""check, decide and decide_many against the program."""

import unittest
from fractions import Fraction

from ssmproof import Bounds, ExactComplex, Instance, check, decide, decide_many

from .support import CONTRACTION, FALSE, MEAN, ProgramCase, ssmproof

EQUALITY = {"A": [["1/2"]] * 3, "D": [["1/2"]] * 3, "b": [[0], [1], [1]]}


class Checking(ProgramCase):
    def test_a_refutation(self):
        report = check(CONTRACTION, name="contraction_strict", instances=300)
        (found,) = report
        self.assertEqual((found.verdict, found.expected, found.as_expected), ("refuted", "refuted", True))
        self.assertTrue(report.as_expected)
        self.assertEqual(found.counterexample.instance.sizes, {"T": 2, "N": 1})
        self.assertEqual(found.counterexample.failing.left, found.counterexample.failing.right)
        self.assertEqual(found.suggestion.kind, "relation")
        again = decide(CONTRACTION, found.counterexample.instance, name="contraction_strict")
        self.assertEqual((again.verdict, again.roads), ("violated", 2))
        self.assertIs(report["contraction_strict"], found)
        with self.assertRaises(KeyError):
            report["contraction"]

    def test_a_survivor(self):
        found = check(str(CONTRACTION), name="contraction", instances=50, seed=2, prove=False)[0]
        self.assertEqual(
            (found.verdict, found.counterexample, found.ended_by), ("survived", None, "instances")
        )
        self.assertEqual((found.counts.tried, found.counts.held), (50, 50))
        self.assertEqual(found.smallest_margin, Fraction(0))
        self.assertNotIn("proved", str(found))

    def test_a_text(self):
        found = check(FALSE)[0]
        self.assertEqual((found.verdict, found.file), ("refuted", "<claim>"))
        found = check("theorem a real x conclude x^2 >= 0 end", instances=20)[0]
        self.assertEqual((found.verdict, found.covers, found.proof_steps), ("proved", "for all values", 1))
        self.assertRegex(str(found), "proved +for all values, in 1 step")

    def test_a_repair(self):
        claim = """
        theorem gates
          size T >= 1
          index t in 1..T
          real A[t] in [0, 1], D[t] in [0, 1], b[t] in [-1, 1]
          let h[0] = 0
          let h[t] = A[t]*h[t-1] + D[t]*b[t]
          conclude abs(h[T]) <= 1
        end
        """
        suggestion = check(claim, repair=True)[0].suggestion
        self.assertEqual((suggestion.item, suggestion.covers), ("assume A[t] + D[t] <= 1", "for all T >= 1"))
        self.assertIn("(proved for all T >= 1, in ", str(suggestion))
        self.assertEqual(check(suggestion.claim, instances=200)["gates_repaired"].verdict, "proved")
        self.assertIsNone(check(claim)[0].suggestion.covers)

    def test_a_text_that_imports(self):
        channel = "use channel real A[t] in [0, 1] real D[t] in [0, 1 - A[t]] use channel_contracts"
        text = f'import "Theorems/Shared/recurrences.claim" theorem a {channel} end'
        self.assertEqual(check(text, instances=20, prove=False)[0].verdict, "survived")
        self.assertTrue(decide(text, {"A": [0.5, 0.25], "D": [0.5, 0.5], "b": [-1, 1]}).holds)
        self.assertEqual(check(text, model={"A": [0.5, 0.25]}, instances=20, prove=False)[0].verdict, "survived")

    def test_long_numbers(self):
        found = check("theorem a real x in [10^5000/3, 10^5000] conclude x < 10^5000/2 end")[0]
        self.assertGreaterEqual(found.counterexample.instance["x"], Fraction(10**5000, 2))
        self.assertTrue(
            decide("theorem a real x conclude x < 10^5000/2 end", {"x": Fraction(10**5000, 3)}).holds
        )

    def test_several_paths(self):
        report = check([CONTRACTION, "Theorems/cutoff.claim"], instances=3, prove=False)
        self.assertGreater(len(report), 16)
        self.assertIn("cutoff", report[-1].file)

    def test_sizes(self):
        report = check(MEAN, sizes={"T": (2, 3)}, instances=10, prove=False)
        self.assertEqual(report[0].verdict, "survived")
        self.assertIn("--sizes T=2..3", report.command)

    def test_a_certificate_is_saved_and_replayed(self):
        check(FALSE, save=self.folder / "saved")
        replayed = ssmproof.replay(self.folder / "saved")
        self.assertEqual([each.verdict for each in replayed], ["accepted"])
        self.assertTrue(replayed.all_accepted)
        self.assertIn("square", str(replayed))
        self.assertIn("<td", replayed._repr_html_())


class Deciding(ProgramCase):
    def test_holds_with_both_sides(self):
        found = decide(CONTRACTION, EQUALITY, name="contraction")
        self.assertTrue(found.holds)
        self.assertEqual(found.instance.sizes, {"T": 3, "N": 1})
        self.assertEqual((found.comparison.left, found.comparison.right), (Fraction(3, 4), Fraction(3, 4)))
        self.assertEqual((found.margin, found.comparison.tightness), (0, 1.0))

    def test_every_verdict(self):
        claim = "theorem a real x real y in [0, 1] conclude x/y <= 1 end"
        for values, verdict in {
            (1, 1): "holds",
            (2, 1): "violated",
            (1, 0): "undefined",
            (1, 2): "vacuous",
        }.items():
            self.assertEqual(decide(claim, dict(zip("xy", values))).verdict, verdict)

    def test_states_and_values_that_are_never_drawn(self):
        claim = """
        theorem a
          size T >= 1
          index t in 1..T
          real x[t] ~ exponential(1)
          let h[0] = 0
          let h[t] = h[t-1]/2 + sqrt(2)*x[t]
          conclude h[t] >= -1/8
        end
        """
        (found,) = check(claim)
        self.assertEqual(found.verdict, "refuted")
        text = str(found)
        self.assertIn("is never drawn by its distribution exponential(1)", text)
        self.assertRegex(text, r"states +h\[1\] = -[0-9.]+\.\.-[0-9.]+")

    def test_why_nothing_is_said(self):
        claim = "theorem a real x real y in [0, 1] assume x < 1/3 conclude x/y <= 1 end"
        self.assertIn("the domain y in [0, 1] fails: 3/2 <= 1 is false", decide(claim, {"x": 0, "y": 1.5}).reason)
        self.assertIn("x < 1/3 fails", decide(claim, {"x": 1, "y": 1}).reason)
        self.assertIn("division by zero", decide(claim, {"x": 0, "y": 0}).reason)
        empty = "theorem a size T >= 0 index t in 1..T real x[t] conclude max(t: x[t]) <= 1 end"
        self.assertIn("empty", decide(empty, {"T": 0, "x": []}).reason)

    def test_bounds_of_sides(self):
        found = decide("theorem a real x conclude exp(x) <= 3 end", {"x": 1})
        self.assertIsInstance(found.comparison.left, Bounds)
        self.assertIn(Fraction("2.718281828459045235"), found.comparison.left)
        self.assertAlmostEqual(found.comparison.margin, 0.281718171540955)

    def test_a_side_beyond_all_exponents(self):
        found = decide("theorem a real x conclude 0 < exp(-x) end", {"x": 10**7})
        self.assertEqual((found.verdict, found.comparison.right.lower), ("holds", 0))

    def test_complex_values(self):
        claim = "theorem a index t in 1..2 complex z[t] conclude abs(z[t]) <= 1 end"
        found = decide(claim, {"z": [0.6 + 0.8j, {"re": "3/5", "im": "4/5"}]})
        self.assertEqual(
            found.verdict, "holds" if abs(Fraction(0.6)) ** 2 + Fraction(0.8) ** 2 <= 1 else "violated"
        )
        self.assertEqual(found.instance["z"][1], ExactComplex(Fraction(3, 5), Fraction(4, 5)))

    def test_an_instance_file(self):
        found = decide(CONTRACTION, "Examples/instances/contraction-equality.json", name="contraction")
        self.assertTrue(found.holds)
        found.instance.save(self.folder / "again.json")
        self.assertEqual(Instance.load(self.folder / "again.json"), found.instance)

    def test_a_stream(self):
        stream = ({"x": Fraction(k, 4)} for k in range(9))
        verdicts = [each.verdict for each in decide_many(FALSE, stream, at_once=4)]
        self.assertEqual(verdicts, ["holds"] * 5 + ["violated"] * 4)

    def test_a_stream_is_read_as_it_is_asked_for(self):
        taken = []

        def endless():
            while True:
                taken.append(len(taken))
                yield {"x": 0}

        decisions = decide_many(FALSE, endless(), at_once=3)
        self.assertTrue(next(decisions).holds)
        self.assertEqual(len(taken), 3)

    def test_a_fault_in_a_stream_is_named(self):
        stream = [{"x": 0}, {"x": 1}, {"x": float("nan")}]
        self.error("instance 3", lambda: list(decide_many(FALSE, stream)))
        self.error("instance 3", lambda: list(decide_many(FALSE, stream, at_once=1)))
        wrong = [Instance({}, {"x": 0}), Instance({}, {"y": 0})]
        self.assertEqual(list(decide_many(FALSE, [])), [])
        found = self.error("instance 2", lambda: list(decide_many(FALSE, wrong)))
        self.assertEqual((found.file, found.line), ("<instance>", None))


class Fixing(ProgramCase):
    """`model`: some variables have values, the search runs over the others."""

    def test_the_rest_is_searched(self):
        claim = "theorem a real x in [0, 2], y in [0, 1] conclude x*y <= 1 end"
        self.assertEqual(check(claim, model={"x": 1.0}, instances=200, prove=False)[0].verdict, "survived")
        found = check(claim, model={"x": 1.5}, instances=200)[0]
        self.assertEqual(found.verdict, "refuted")
        self.assertEqual(set(found.counterexample.instance.values), {"y"})

    def test_the_domain_stays_a_hypothesis(self):
        claim = "theorem a real x in [0, 1), y in [0, x] conclude y < 1 end"
        self.assertEqual(check(claim, model={"x": 1}, instances=20)[0].verdict, "undecided")
        self.assertEqual(check(claim, model={"y": 1}, instances=20)[0].verdict, "undecided")
        claim = "theorem a real x in (0, 1), y in [0, 1] conclude x*y >= 0 end"
        self.assertEqual(check(claim, model={"x": 0}, instances=20)[0].verdict, "undecided")

    def test_a_theorem_that_is_used_keeps_its_conclusion(self):
        base = "theorem base real x in [0, 1] expect refuted conclude x < 0 end "
        text = base + "theorem a use base real y in [0, 1] conclude x*y <= 1 end"
        self.assertEqual(check(text, name="a", model={"x": 1}, instances=20, prove=False)[0].verdict, "survived")

    def test_families_indices_and_sizes(self):
        gates = [[0.5, 0.25], [0.125, 0.5]]
        found = check(CONTRACTION, name="contraction", model={"A": gates, "D": gates}, instances=60, prove=False)[0]
        self.assertEqual((found.verdict, found.counts.tried), ("survived", 60))
        self.assertGreater(found.counts.held, 20)

    def test_complex_values_keep_their_form(self):
        # The square root of -1 as a complex number is i; of a real number it would be undefined.
        claim = "theorem a complex z real y in [0, 1] conclude abs(sqrt(z)) <= 1 + y end"
        self.assertEqual(check(claim, model={"z": -1}, instances=20, prove=False)[0].verdict, "survived")

    def test_an_end_of_a_domain_with_a_condition(self):
        claim = "theorem a real c in [0, 1], x in [if c < 1/2 then 0 else 1, 2] conclude x >= c end"
        self.assertEqual(check(claim, model={"x": 1.25}, instances=50, prove=False)[0].verdict, "survived")


class Showing(ProgramCase):
    def test_text(self):
        text = str(decide(CONTRACTION, EQUALITY, name="contraction"))
        self.assertIn("holds  contraction", text)
        self.assertIn("closest   3/4 <= 3/4", text)
        self.assertIn("A = [[1/2], [1/2], [1/2]]", text)

    def test_html_is_escaped(self):
        claim = 'theorem a source "<script>alert(1)</script>" real x in [0, 2] conclude x < 2 end'
        for found in (check(claim), check(claim)[0], decide(claim, {"x": 2}), check(claim)[0].counterexample):
            html = found._repr_html_()
            self.assertNotIn("<script", html)
            self.assertIn("<table", html)
        self.assertIn("&lt;script", check(claim)._repr_html_())

    def test_long_values_are_shortened(self):
        found = Instance({"T": 100}, {"x": list(range(100))})
        self.assertIn("... 92 more", str(found))
        self.assertEqual(eval(repr(found), {"Instance": Instance}), found)


if __name__ == "__main__":
    unittest.main()
