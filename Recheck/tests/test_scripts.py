"""Proofs of claims: read along their grammar, and of no account."""

import unittest

from tests.helpers import decide
from language.errors import ClaimError
from language.parser import parse
from language.theorem import theorem_named

ITEMS = "size T >= 1 index s, t in 1..T real a[t] in [0, 1], x let h[0] = 0 let h[t] = a[t]*h[t-1] conclude x <= 1"

ACCEPTED = (
    "", "let top = max(t: a[t])", "let Q[s,t] = prod(k in s+1..t: a[k])",
    "lemma L: x <= 1", "lemma L': x <= 1 because a", "lemma L for t in 0..T: h[t] <= 1 by induction on t",
    "lemma L for t in 0..T, s in 0..t: h[t] <= h[s] by induction on t from s because a, h",
    "lemma L for j >= 0, k in 0..j, t: x^j <= x^k", "lemma L for t in 0..T assume x >= 0 and t > s: h[t] <= 1",
    "have x <= 1", "have L: x <= 1", "have x <= 1 by cases x <= 1, not (s <= t) because a", "have x^2 >= 0 by squares",
    "have x^2 >= 0 by squares of x - 1, (x + 1)", "have x <= 1 by contradiction",
    "by contradiction", "because a", "by cases s <= t because a, h", "have x <= 1 conclude because a",
    "have x <= 1 because a by contradiction because h", "have forall k in 1..T: a[k] <= 1 by contradiction",
    # Words of proofs as names.
    "let for = 1 lemma for for on in 1..T: for <= on because h have by: for <= 1 by cases for = 1 because for by squares because by",
    "lemma lemma: x <= 1 let have = 1 have have = 1 because lemma lemma L: x <= 1 because lemma have L': have <= 2",
)

REFUSED = (
    "x <= 1", "lemma: x <= 1", "lemma L x <= 1", "lemma L[t]: h[t] <= 1", "lemma L for t in 0..T h[t] <= 1",
    "lemma L for t in 0..T, t in 1..T: h[t] <= 1", "lemma L for t > 0: h[t] <= 1", "let g(u) = u", "let g[0] = 1",
    "let g[t,t] = 1", "let g[t+1] = 1", "have", "have x + 1", "have x <= 1 by", "have x <= 1 by magic",
    "have x <= 1 by induction", "have x <= 1 by induction on t, s", "have x <= 1 because", "have x <= 1 because a and h",
    "have x <= 1 because h[t]", "have x <= 1 by squares x", "have x <= 1 by cases x", "conclude x <= 1", "assume x <= 1",
    "by contradiction have x <= 1", "by contradiction by contradiction", "because a because h", "have x <= 1, have x <= 2",
    "lemma L for s, t with s <= t: h[s] <= 1", "lemma L assume x: x <= 1",
)


class Scripts(unittest.TestCase):
    def test_accepted(self):
        for steps in ACCEPTED:
            theorem = theorem_named(parse(f"theorem q {ITEMS} proof {steps} end end"), "q")
            self.assertEqual(list(theorem.equations), ["h"], steps)
            self.assertEqual((len(theorem.assumptions), len(theorem.conclusions)), (0, 1), steps)

    def test_refused(self):
        for steps in REFUSED:
            with self.assertRaises(ClaimError, msg=steps):
                parse(f"theorem q {ITEMS} proof {steps} end end")

    def test_without_its_end(self):
        for text in ("proof have x <= 1 end", "proof have x <= 1", "proof", "proof as", "proof as p end"):
            with self.assertRaises(ClaimError, msg=text):
                parse(f"theorem q {ITEMS} {text}" + (" end" if text.endswith("p end") else ""))

    def test_the_word_is_a_name_elsewhere(self):
        theorem = theorem_named(parse("theorem proof real proof, by conclude proof <= by proof end end"), "proof")
        self.assertEqual(list(theorem.variables), ["proof", "by"])

    def test_of_another_theorem(self):
        text = f"theorem p {ITEMS} proof by contradiction end end theorem q {ITEMS} proof as p end"
        self.assertTrue(theorem_named(parse(text), "q").has_proof)
        self.assertEqual(parse(text)[1].items[-1].borrowed, "p")

    def test_one_at_most(self):
        family = "family f real y proof have y <= y end end "
        self.assertTrue(theorem_named(parse(family + f"theorem q use f {ITEMS} end"), "q").has_proof)
        with self.assertRaises(ClaimError):
            theorem_named(parse(family + f"theorem q use f {ITEMS} proof end end"), "q")
        with self.assertRaises(ClaimError):
            theorem_named(parse(f"theorem q {ITEMS} proof end proof as q end"), "q")
        # A theorem that is used lends no proof, as it lends no conclusion.
        used = f"theorem p {ITEMS} proof end end theorem q use p conclude x <= 2 end"
        self.assertFalse(theorem_named(parse(used), "q").has_proof)

    def test_verdicts_do_not_change(self):
        for x, expected in (("1/2", "holds"), ("3/2", "violated")):
            bare = decide("real x conclude x <= 1", x=x)
            self.assertEqual(bare, decide("real x proof have x >= 7 by contradiction end conclude x <= 1", x=x))
            self.assertIn(expected, str(bare))


if __name__ == "__main__":
    unittest.main()
