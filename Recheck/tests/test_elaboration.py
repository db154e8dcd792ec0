"""Claims in the terms of proofs: names, facts, obligations and stages are those that the program has."""

import json
import os
import random
import unittest

from tests.helpers import HERE, recheck
from language.parser import parse
from language.theorem import theorem_named
from proofs.descent import Descent, _cycles
from proofs.elaboration import Elaborator
from proofs.notation import read
from proofs.terms import Fact, Refused


def elaborated(claim, name):
    """The elaborator of a claim, or the reason why it has none."""
    def run():
        try:
            return Elaborator(theorem_named(parse(claim), name), {})
        except Refused as reason:
            return str(reason)
    return recheck.with_deep_stack(run)


def items(text):
    return elaborated(f"theorem q {text} end", "q")


def fact(node):
    return Fact(tuple(node["for"]), tuple(read(guard, "index") for guard in node["where"]),
                tuple(read(premise, "literal") for premise in node["given"]), read(node["literal"], "literal"))


class Elaborations(unittest.TestCase):
    def test_stored_ones_are_the_same(self):
        with open(os.path.join(HERE, "elaborations.jsonl"), encoding="utf-8") as file:
            stored = [json.loads(line) for line in file]
        self.assertGreaterEqual(len(stored), 60)
        for number, wanted in enumerate(stored, 1):
            with self.subTest(number=number, theorem=wanted["theorem"]):
                found = elaborated(wanted["claim"], wanted["theorem"])
                if "refused" in wanted:
                    self.assertIsInstance(found, str)
                    continue
                self.assertIsInstance(found, Elaborator, found)
                self.assertEqual(found.theory.arities, wanted["families"])
                self.assertEqual(found.theory.facts, {name: fact(node) for name, node in wanted["facts"].items()})
                stages = [([(name, fact(node)) for name, node in stage["assumed"]],
                           [(what, fact(node)) for what, node in stage["goals"]]) for stage in wanted["stages"]]
                self.assertEqual([(stage.assumed, stage.goals) for stage in found.stages], stages)

    def test_a_power_keeps_the_index_of_its_base(self):
        found = items("size T >= 1 index k in 1..T real A[k] conclude A[k]^T = prod(j in 1..T: A[j])")
        self.assertEqual({name for name in found.theory.definitions}, {"prod1", "prod2"})

    def test_operations_whatever_indices_are_called(self):
        for operation in ("exp((#-s)*w)", "1/(x[s] + 2*x[#])", "cos(x[s]*x[#]^2)", "sum(k: x[k]*x[s]*x[#]^2)",
                          "max(x[s], 2*x[#])", "(if x[s] > 2*x[#] then x[s] else x[#]^2)",
                          "abs(prod(k in s..#: z[k] + x[s]*x[#]^2))", "1/(1 + x[s]^2 + x[#]^4 + x[l]^6)"):
            with self.subTest(operation=operation):
                found = items("size T >= 2 index j, k, l, s, t in 1..T real w, x[t] complex z[t] conclude "
                              + " <= ".join(operation.replace("#", name) for name in "tj"))
                self.assertEqual([name for name in found.theory.arities if "2" in name], [])

    def test_long_disjunctions(self):
        def claim(count):
            return items("real x conclude " + " or ".join(f"x <= {k}" for k in range(1, count + 1)))
        self.assertIsInstance(claim(1000), Elaborator)
        self.assertEqual(claim(1001), "an 'or' of more than 1000 parts")

    def test_equations_that_do_not_end(self):
        start = "size T >= 1 index t in 1..T real x "
        for text in ("let h[t] = h[T-t+1] conclude h[1] = x", "let f[t] = g[t] let g[t] = f[t] conclude f[1] = x",
                     "let h[0] = x let h[t] = h[t] conclude h[1] = x"):
            self.assertIn("not seen to end", items(start + text))
        self.assertIsInstance(items(start + "let h[0] = x let h[t] = h[t-1] conclude h[1] = x"), Elaborator)

    def test_cycles_are_what_reaches_itself(self):
        source = random.Random(1)
        for _ in range(300):
            count = source.randrange(1, 9)
            steps = [Descent(source.randrange(count), (), (), source.randrange(count), ()) for _ in range(source.randrange(14))]
            cycles, below = _cycles(steps), {}
            for name in {step.source for step in steps}:
                below[name], pending = set(), [name]
                while pending:
                    above = pending.pop()
                    new = {step.target for step in steps if step.source == above} - below[name]
                    below[name] |= new
                    pending += new
            for step in steps:
                self.assertEqual(cycles[step.source] == cycles[step.target], step.source in below.get(step.target, ()), steps)

    def test_many_definitions(self):
        lets = "".join(f"let a{k} = a{k - 1} + 1 " for k in range(1, 3_000))
        self.assertIsInstance(items(f"real x in [0, 1] let a0 = x {lets} conclude a2999 >= x"), Elaborator)

    def test_what_is_asked_for_outside_its_range(self):
        self.assertIn("outside its ranges", items("size T >= 1 index t in 1..T real x[t] conclude x[t-1] >= 0"))
        self.assertIn("no equation covers", items("size T >= 1 index t in 1..T let h[t] = 1 conclude h[t-1] >= 0"))

    def test_a_derivative_by_a_parameter(self):
        self.assertIn("parameter", items("real x let f(u) = diff(u*x, u) conclude f(x) = x"))

    def test_means_of_polynomials(self):
        for mean, value in (("u^6", "15"), ("(x*u + y)^4", "3*x^4 + 6*x^2*y^2 + y^4"), ("u*x", "0"), ("diff(u^3, u)", "3"),
                            ("gaussian(v: (u + v)^2)", "2"), ("m(u)", "x + 1")):
            found = items(f"real x, y let m(a) = gaussian(w: x*w^2 + a^2) conclude gaussian(u: {mean}) = {value}")
            (goal,) = found.stages[0].goals
            self.assertEqual(goal[1].literal.polynomial, {}, mean)

    def test_other_means(self):
        for body in ("abs(u)", "if u > 0 then u else 0", "prod(t: u)", "max(u, x)"):
            self.assertIn("no polynomial", items(f"size T >= 1 index t in 1..T real x conclude gaussian(u: {body}) = x"))
        for body in ("0/u", "0*log(1 + x*u)", "0*sqrt(u^2)", "if u > 1 then 0 else 0/x", "gaussian(v: 0/(u - v))"):
            self.assertIn("not defined", items(f"real x conclude gaussian(u: {body}) = x"))

    def test_coefficients_of_means_have_to_be_defined(self):
        found = items("real x conclude gaussian(u: 0*u/x) = 0")
        self.assertEqual([what for what, _ in found.stages[0].goals], ["the divisor is not 0", "the conclusion"])

    def test_obligations_come_before_what_rests_on_them(self):
        found = items("real x > 0, y assume y/x >= 1 assume y >= 0 conclude y >= x")
        self.assertEqual([[name for name, _ in stage.assumed] for stage in found.stages],
                         [["x.low", "assume2"], ["assume1"]])
        self.assertEqual([[what for what, _ in stage.goals] for stage in found.stages],
                         [["the divisor is not 0"], ["the conclusion"]])


if __name__ == "__main__":
    unittest.main()
