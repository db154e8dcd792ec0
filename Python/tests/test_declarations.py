"""The reader of declarations: every claim of the repository, and what Python infers and evaluates."""

import unittest
from fractions import Fraction

from ssmproof import Instance, _declarations, _fixing
from ssmproof._evaluation import Evaluator, NoValue
from ssmproof.claims import Claim
from ssmproof.instances import instance

from .support import CONTRACTION, ROOT, ProgramCase, ssmproof

SHAPES = """
family shared
  size T in 2..9
  index t in 1..T
  index k in 1..t
  real a[t] in [0, 1)   # domain; "brackets" ]( in a comment
end
theorem shapes "with ] in a string"
  use shared
  size N >= 1, M
  index n in 0..2*N
  index m in 1..min(M, 3)
  real tri[t,k], w[n] in (-inf, max(t: a[t])]
  real v in [f(2), if N = 1 then sqrt(2) else 1/2], u[m] > c, free ~ normal(0, 1)
  let c = sum(t with t > 1: a[t])/2
  let f(x) = -x^2
  let odd = diff(v*v, v)
  real q <= odd
  assume forall real w0 in [0, 1]: w0 <= 1
  note "real r in [0, 1]"
  conclude v <= 2
end
"""


class Reading(ProgramCase):
    def test_every_theorem_of_the_repository(self):
        count = 0
        for path in sorted((ROOT / "Theorems").rglob("*.claim")):
            claim = Claim.of(path)
            blocks = {}
            own = _declarations._read(claim.source(), claim.folder, blocks, [])
            for name in own:
                if blocks[name].kind == "theorem":
                    theorem = _declarations.theorem(claim, name)
                    self.assertFalse(theorem.unreadable & set(theorem.variables))
                    count += 1
        self.assertGreater(count, 100)

    def test_proofs_are_passed_over(self):
        text = """theorem first
          real proof in [0, 1], x in [0, proof]
          let end' = proof
          conclude x <= proof
          proof
            let real' = x
            lemma unit: x <= 1
            conclude because unit
          end
          real y
        end
        theorem second
          real x
          conclude x = x
          proof as first
          real lemma
        end
        theorem third
          real x
          conclude x = x
          proof end
          real have
        end
        """
        claim = Claim.of(text)
        blocks = {}
        self.assertEqual(_declarations._read(text, None, blocks, []), ["first", "second", "third"])
        for name, known in (("first", ["proof", "x", "y"]), ("second", ["x", "lemma"]), ("third", ["x", "have"])):
            self.assertEqual(list(_declarations.theorem(claim, name).variables), known)

    def test_a_theorem_taken_apart_and_put_together_is_the_same(self):
        for name in ("contraction", "contraction_initial_state", "complex_gates_bounded_state"):
            claim = Claim.of(CONTRACTION)
            theorem = _declarations.theorem(claim, name)
            again = _fixing.fixed(claim, theorem, {})
            options = {"instances": 60, "seed": 5, "prove": False}
            first, second = (
                ssmproof.check(claim, name=name, **options)[0],
                ssmproof.check(again, **options)[0],
            )
            self.assertEqual(first.verdict, second.verdict)
            self.assertEqual(first.counts, second.counts)

    def test_declarations(self):
        theorem = _declarations.theorem(Claim.of(SHAPES))
        self.assertEqual(list(theorem.variables), ["a", "tri", "w", "v", "u", "free", "q"])
        self.assertEqual(
            {name: (s.lower, s.upper) for name, s in theorem.sizes.items()},
            {"T": (2, 9), "N": (1, None), "M": (0, None)},
        )
        w = theorem.variables["w"]
        self.assertIsNone(w.lower)
        self.assertEqual((w.upper.text, w.upper.is_open), ("max(t: a[t])", False))
        self.assertTrue(theorem.variables["u"].lower.is_open)
        self.assertTrue(theorem.variables["a"].upper.is_open)

    def test_values(self):
        theorem = _declarations.theorem(Claim.of(SHAPES))
        given = {("a", (1,)): Fraction(1, 2), ("a", (2,)): Fraction(1, 3)}
        evaluator = Evaluator(theorem, {"T": 2, "N": 1, "M": 5}, lambda *key: given[key])
        ends = theorem.variables
        self.assertEqual(evaluator.value(ends["w"].upper.tree, {}), Fraction(1, 2))
        self.assertEqual(evaluator.value(ends["u"].lower.tree, {}), Fraction(1, 6))
        self.assertEqual(evaluator.value(ends["v"].lower.tree, {}), -4)
        self.assertFalse(evaluator.is_rounded)
        self.assertAlmostEqual(float(evaluator.value(ends["v"].upper.tree, {})), 2**0.5)
        self.assertTrue(evaluator.is_rounded)
        with self.assertRaises(NoValue):
            evaluator.value(ends["q"].upper.tree, {})

    def test_recurrences(self):
        claim = (
            "theorem a size T >= 1 index t in 1..T let h[0] = 1 let h[t] = h[t-1]/2 + t real x[t] >= h[t-1] "
        )
        theorem = _declarations.theorem(Claim.of(claim + "let h[T+1] = 7 conclude x[t] >= 0 end"))
        tree = theorem.variables["x"].lower.tree
        evaluator = Evaluator(theorem, {"T": 3})
        self.assertEqual(
            [evaluator.value(tree, {"t": Fraction(t)}) for t in (1, 2, 3)],
            [1, Fraction(3, 2), Fraction(11, 4)],
        )

    def test_the_equation_with_more_numbers_holds(self):
        equations = "let b[t] = 5 let b[1] = 3 real x[t] >= b[t]"
        claim = f"theorem a size T >= 1 index t in 1..T {equations} conclude x[t] > 0 end"
        theorem = _declarations.theorem(Claim.of(claim))
        evaluator = Evaluator(theorem, {"T": 2})
        tree = theorem.variables["x"].lower.tree
        self.assertEqual([evaluator.value(tree, {"t": Fraction(t)}) for t in (1, 2)], [3, 5])

    def test_sizes_are_told_by_shapes(self):
        theorem = _declarations.theorem(Claim.of(SHAPES))
        given = {
            "a": [0] * 3,
            "tri": [[1], [1, 2], [1, 2, 3]],
            "w": [0] * 5,
            "v": 0,
            "u": [0, 0],
            "free": 1,
            "q": 0,
        }
        self.assertEqual(instance(given, theorem).sizes, {"T": 3, "N": 2, "M": 2})
        self.error("'w' has 4 elements", lambda: instance({**given, "w": [0] * 4}, theorem, {"N": 1}))
        self.error("the size N cannot be told", lambda: instance({**given, "w": [0] * 4}, theorem))
        self.error(
            "'tri'[1] has 3 elements", lambda: instance({**given, "tri": [[1], [1, 2, 3], [1]]}, theorem)
        )
        self.error("T in 2..9", lambda: instance({**given, "a": [0], "tri": [[1]]}, theorem))

    def test_an_instance_by_itself(self):
        self.assertEqual(Instance({"T": 1}, {"x": ["1/3"]})["x"], [Fraction(1, 3)])


if __name__ == "__main__":
    unittest.main()
