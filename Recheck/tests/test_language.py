"""The text of claims: what is read and how, and what is refused."""

import unittest
from fractions import Fraction

from tests.helpers import decide, recheck
from language import syntax as s
from language.errors import ClaimError
from language.lexer import number_value, tokens
from language.parser import parse
from language.theorem import theorem_named


def expression(text):
    block = parse(f"theorem q let v = {text} end")[0]
    return block.items[0].body


def formula(text):
    return parse(f"theorem q conclude {text} end")[0].items[0].formula


def shape(node):
    """An expression as nested text."""
    if isinstance(node, s.Binary):
        return f"({shape(node.left)}{node.operator}{shape(node.right)})"
    if isinstance(node, s.Negate):
        return f"(-{shape(node.operand)})"
    if isinstance(node, s.Number):
        return str(node.value)
    if isinstance(node, s.Name):
        return node.name
    if isinstance(node, s.If):
        return f"if({shape(node.then)},{shape(node.otherwise)})"
    return type(node).__name__


class Numbers(unittest.TestCase):
    def test_values(self):
        for text, value in (("1", 1), ("0.5", Fraction(1, 2)), ("1e-3", Fraction(1, 1000)), ("2.50E+2", 250)):
            self.assertEqual(number_value(text), value)

    def test_refused(self):
        for text in ("2.", ".5", "1e", "1x", "1e10001", "2.x", "1.5.2"):
            with self.assertRaises(ClaimError, msg=text):
                expression(text)

    def test_a_range_is_no_decimal(self):
        self.assertEqual([t.text for t in tokens("1..T")][:3], ["1", "..", "T"])


class Expressions(unittest.TestCase):
    def test_precedence(self):
        for text, expected in (("-x^2", "(-(x^2))"), ("2^3^2", "(2^(3^2))"), ("2^-3", "(2^(-3))"),
                               ("-a*b", "((-a)*b)"), ("a-b-c", "((a-b)-c)"), ("a/b*c", "((a/b)*c)"),
                               ("a+b*c^d", "(a+(b*(c^d)))"), ("--a", "(-(-a))"), ("2^-x^2", "(2^(-(x^2)))"),
                               ("if a < b then 1 else 2 + x", "if(1,(2+x))")):
            self.assertEqual(shape(expression(text)), expected, text)

    def test_max_of_numbers_or_over_binders(self):
        self.assertIsInstance(expression("max(a, b)"), s.Extreme)
        self.assertIsInstance(expression("max(a, b: c)"), s.Reduce)
        self.assertIsInstance(expression("max(a in 1..2: c)"), s.Reduce)
        self.assertIsInstance(expression("min(s, t with s < t: c)"), s.Reduce)
        self.assertIsInstance(expression("max(a, b*c)"), s.Extreme)
        with self.assertRaises(ClaimError):
            expression("max(a)")

    def test_nesting(self):
        def read(depth):
            try:
                return shape(expression("(" * depth + "x" + ")" * depth))
            except ClaimError:
                return "refused"
        self.assertEqual(recheck.with_deep_stack(lambda: read(2000)), "x")
        self.assertEqual(recheck.with_deep_stack(lambda: read(4000)), "refused")


class Formulas(unittest.TestCase):
    def test_precedence(self):
        found = formula("not a = b and c = d or e = f implies g = h implies k = l")
        self.assertEqual(found.operator, "implies")
        left, right = found.parts
        self.assertEqual((left.operator, right.operator), ("or", "implies"))
        self.assertEqual(left.parts[0].operator, "and")
        self.assertIsInstance(left.parts[0].parts[0], s.Not)

    def test_parentheses(self):
        self.assertIsInstance(formula("(a + b) <= c"), s.Compare)
        self.assertIsInstance(formula("((a)) <= c"), s.Compare)
        self.assertIsInstance(formula("(a <= b and c <= d)"), s.Junction)
        self.assertIsInstance(formula("((a + b)*c <= d)"), s.Compare)
        self.assertIsInstance(formula("(forall real w in [0, 1): w < 1)"), s.ForallReal)

    def test_a_quantifier_extends_far(self):
        self.assertIsInstance(formula("forall t in 1..2: t < 3 and t > 0"), s.Quantified)
        self.assertIsInstance(formula("a < b and exists t in 1..2: t < 3"), s.Junction)


class Refused(unittest.TestCase):
    CASES = (
        "real x",                                                   # no conclude
        "expect holds expect holds real x conclude x > 0",
        "real x, y in [0,1] conclude x > 0",
        "complex z in [0,1] conclude abs(z) > 0",
        "real x in [2,1] conclude x > 0",
        "real x in (1,1) conclude x > 0",
        "real x real x conclude x > 0",
        "real i conclude 1 > 0",
        "conclude y > 0",
        "size T >= 1 index t in 1..T real x[t,t] conclude x[1,1] > 0",
        "size T >= 1 index t in 1..T real x[t] conclude x > 0",
        "size T >= 1 index t in 1..T real x[t] conclude x[1/2] > 0",
        "size T >= 1 index t in 1..T real x[t] let v = x[t] conclude v > 0",
        "size T >= 1 index s, t in 1..T real x[t] assume s < t conclude x[t] > 0",
        "size T >= 2000000 real x conclude x > 0",
        "real x let f(x) = x conclude f(1) > 0",
        "let f(u) = g(u) let g(u) = f(u) conclude f(1) > 0",
        "let f(u) = u conclude f(1, 2) > 0",
        "real x conclude sum(x in 1..2: 1) > 0",
        "real x conclude inf > x",
        "real x conclude 1/0 > x",
        "complex z conclude diff(z^2, z) = 2*z",
        "real x conclude forall real x: x > 0",
        "conclude sum(k: k) > 0",
        "let a[1] = 1 let a = 2 conclude a > 0",
        "let a = 1 let a = 2 conclude a > 0",
        "let a[1] = 1 let a[1,2] = 2 conclude a[1] > 0",
        "size T >= 1 index k in 1..t index t in 1..k conclude k > 0",
        "size T >= 1 index t in 1..T index k in 1..t real x[k,t] conclude 1 > 0",
        "use nowhere conclude 1 > 0",
        "conclude 1",
        "conclude 1 > 0 and",
        "conclude \"text\" > 0",
    )

    def test_each(self):
        for text in self.CASES:
            with self.subTest(text):
                with self.assertRaises(ClaimError):
                    theorem_named(parse(f"theorem q {text} end"), "q")

    def test_orders_of_complex_numbers(self):
        for text in ("complex z conclude z < 1", "complex z conclude max(z, 1) > 0", "conclude i*i < 0",
                     "complex z conclude tanh(z) = 0"):
            with self.subTest(text):
                values = {"z": "1"} if "complex" in text else {}
                with self.assertRaises(ClaimError):
                    decide(text, {}, **values)

    def test_files(self):
        for text in ("theorem q conclude 1 > 0", "import \"a\" theorem q conclude 1 > 0 end",
                     "theorem q conclude 1 > 0 end theorem q conclude 1 > 0 end",
                     "family f use f end theorem q use f conclude 1 > 0 end"):
            with self.subTest(text):
                with self.assertRaises(ClaimError):
                    theorem_named(parse(text), "q")


class Families(unittest.TestCase):
    def test_use(self):
        text = """family a real x end family b use a assume x > 0 conclude x > 1 end
                  theorem p use b conclude x > 2 end
                  theorem q use p use a conclude x > 3 end"""
        p, q = (theorem_named(parse(text), name) for name in "pq")
        self.assertEqual((len(p.assumptions), len(p.conclusions)), (1, 2))
        # A theorem lends its hypotheses, not its conclusions.
        self.assertEqual((len(q.assumptions), len(q.conclusions)), (1, 1))


if __name__ == "__main__":
    unittest.main()
