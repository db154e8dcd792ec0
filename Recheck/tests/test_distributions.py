"""What follows `~`: read, checked, and no part of what is decided."""

import unittest
from fractions import Fraction

from tests.helpers import decide, outcome, rehashed, stored
from language import syntax as s
from language.distributions import real_constant
from language.errors import ClaimError
from language.parser import parse
from language.theorem import theorem_named

SIZES = "size M >= 1 size T >= 1, N >= 1 index s, t in 1..T index n in 1..N "


def read(items):
    return theorem_named(parse(f"theorem q {items} conclude 1 = 1 end"), "q")


def expression(text):
    return parse(f"theorem q let v = {text} end")[0].items[0].body


class Read(unittest.TestCase):
    ACCEPTED = (
        "real x ~ normal(0, 1)",
        "real x ~ normal(0, variance = 1/N)",
        "real x ~ lognormal(mean = 0, deviation = 2)",
        "real x[t,n] ~ normal(t, n^2)",
        "real x[t] ~ normal(x[t-1], 1)",
        "real x in [0, 1] ~ uniform(0, 1), y >= 0 ~ exponential(mean = 2), z ~ exponential(3)",
        "real x, y",
        "real x ~ normal(0, 1), y ~ point(x), z in [0, 1]",
        "real x ~ student(3), y ~ student(3, 0), z ~ student(freedom = 3, centre = 0, scale = 1)",
        "real x ~ choice(0.1, 1/3, 2^-9, exp(1)), y ~ bernoulli(1/2), z ~ integers(1, 6)",
        "real x ~ mixture(9: normal(0, 1), 1: mixture(N: point(0), 0: uniform(0, T)))",
        "real x ~ loguniform(1/1000, 1/10), y[t] ~ point(max(s with s <= t: sum(n: s*n)))",
        "complex z[n] ~ polar(uniform(0, 1), uniform(0, 2*pi)), w ~ parts(normal(0, 1/2), point(0))",
        "complex z ~ choice(i, -i, exp(i*pi/4)), w ~ mixture(1: point(i), 2: normal(0, 1))",
        "complex z, w real x ~ normal(abs(z), re(w)^2)",
        "let f(u) = u^2 let g = 1/2 real x ~ normal(f(g), g)",
        "let f(u) = u^2 complex z ~ point(f(i))",
        "size K ~ loguniform(1, 4096), L in 1..9 ~ integers(1, K), P >= 2 ~ point(M)",
        "size K ~ uniform(0, sum(k in 1..T: k))",
    )
    REFUSED = (
        "real x ~ 0",
        "real x ~ gauss(0, 1)",
        "real x ~ normal",
        "real x ~ normal()",
        "real x ~ normal(0)",
        "real x ~ normal(0, 1, 2)",
        "real x ~ normal(0, 1",
        "real x ~ normal(0, -1)",
        "real x ~ normal(0, deviation = 1 - 2)",
        "real x ~ normal(variance = 1, mean = 0)",
        "real x ~ normal(0, sigma = 1)",
        "real x ~ point(value = 0)",
        "real x ~ normal(0, normal(0, 1))",
        "real x ~ normal(0, 1) in [0, 1]",
        "real x, y ~ normal(0, 1)",
        "complex x, y ~ normal(0, 1)",
        "real x ~ uniform(1, 0)",
        "real x ~ integers(1/3, 2/3)",
        "real x ~ loguniform(0, 1)",
        "real x ~ exponential(0)",
        "real x ~ exponential(mean = -1)",
        "real x ~ student(0)",
        "real x ~ student(1, 0, -1)",
        "real x ~ bernoulli(3/2)",
        "real x ~ choice()",
        "real x ~ mixture(normal(0, 1), point(0))",
        "real x ~ mixture(0: normal(0, 1), 1 - 1: point(0))",
        "real x ~ mixture(-1: normal(0, 1), 1: point(0))",
        "real x ~ mixture(i: normal(0, 1), 1: point(0))",
        "real x ~ polar(uniform(0, 1), uniform(0, 1))",
        "complex z ~ polar(point(i), uniform(0, 1))",
        "complex z ~ polar(polar(point(1), point(1)), uniform(0, 1))",
        "complex z ~ parts(normal(0, 1))",
        "complex z ~ normal(i, 1)",
        "real x ~ point(i)",
        "complex z real x ~ normal(z, 1)",
        "let f(u) = 2*u real x ~ point(1 + f(i))",
        "real x ~ normal(t, 1)",
        "real x[t] ~ normal(n, 1)",
        "real x[t] ~ normal(x, 1)",
        "real x ~ normal(mu, 1)",
        "real x ~ normal(0, inf)",
        "real x ~ point(1/0)",
        "size K ~ uniform(0, K)",
        "size K ~ uniform(0, L), L ~ uniform(0, 1)",
        "size K ~ uniform(0, L) size L >= 1",
        "size K ~ uniform(0, sum(k in 1..K: 1))",
        "size K ~ uniform(0, x) real x",
        "size K ~ uniform(0, f(1)) let f(u) = u",
        "size K ~ uniform(0, t)",
        "size K ~ polar(uniform(0, 1), uniform(0, 1))",
        "size K",
        "real x ~= normal(0, 1)",
        "let x ~ normal(0, 1)",
        "real x ~ choice(" + ", ".join("1" for _ in range(65)) + ")",
    )

    def test_accepted(self):
        for text in self.ACCEPTED:
            with self.subTest(text):
                read(SIZES + text)

    def test_refused(self):
        for text in self.REFUSED:
            with self.subTest(text):
                with self.assertRaises(ClaimError):
                    read(SIZES + text)

    def test_what_is_read(self):
        found = read("size T ~ integers(1, 9) real x in [0, 1] ~ mixture(9: normal(0, variance = 1), 1: point(0))")
        self.assertEqual((found.sizes["T"].lower, found.sizes["T"].upper), (0, None))
        mixture = found.variables["x"].distribution
        (nine, normal), (_, point) = mixture.components
        self.assertEqual((nine.value, normal.kind, point.kind), (9, "normal", "point"))
        self.assertEqual([label for label, _ in normal.parameters], [None, "variance"])

    def test_deep(self):
        def nest(depth):
            return "mixture(1: " * depth + "point(0)" + ")" * depth
        read(f"real x ~ {nest(100)}")
        with self.assertRaises(ClaimError):
            read(f"real x ~ {nest(10_000)}")

    def test_sizes_that_are_drawn_in_their_range(self):
        for text, accepted in (("~ uniform(0, 1)", True), (">= 1 ~ uniform(0, 1)", False),
                               (">= 1 ~ uniform(1, 1)", True), (">= 2 ~ bernoulli(1/2)", False),
                               (">= 5 ~ choice(1, 2, 4.9)", False), (">= 5 ~ choice(1, 2, 5.1)", True),
                               ("in 1..2 ~ loguniform(3, 4)", False), ("~ integers(-9, -1)", False),
                               ("in 1..2 ~ mixture(1: exponential(1), 1: point(5))", True),
                               (">= 1 ~ mixture(0: exponential(1), 1: point(0))", False), (">= 9 ~ point(T)", True),
                               (">= 1 ~ normal(-9, 1)", True)):
            with self.subTest(text):
                try:
                    read(f"{SIZES} size K {text}")
                except ClaimError:
                    self.assertFalse(accepted)
                else:
                    self.assertTrue(accepted)

    def test_constants(self):
        for text, value in (("1/2 - 3", Fraction(-5, 2)), ("max(1, 2)^-2", Fraction(1, 4)), ("-(2)*3", -6),
                            ("1/0", None), ("x", None), ("2^(1/2)", None), ("9^9^9", None), ("pi", None)):
            self.assertEqual(real_constant(expression(text)), value, text)


class NoHypothesis(unittest.TestCase):
    """A value that the distribution never draws is a value like any other."""

    def test_values(self):
        self.assertEqual(decide("real x ~ uniform(0, 1) conclude x <= 1", x="2")[0], "violated")
        self.assertEqual(decide("real x in [0, 1] ~ point(0) conclude x <= 1/2", x="1")[0], "violated")
        self.assertEqual(decide("real x in [0, 1] ~ uniform(0, 9) conclude x <= 1/2", x="2")[0], "vacuous")

    def test_a_size_is_free(self):
        self.assertEqual(decide("size T ~ integers(5, 9) real x conclude x > T", {"T": 2}, x="1")[0], "violated")

    def test_a_parameter_without_a_value(self):
        self.assertEqual(decide("real x, y real z ~ normal(1/x, log(y)) conclude z < 0", x="0", y="0", z="0")[0],
                         "violated")

    def test_calls_do_not_make_the_claim_complex(self):
        text = "let f(u, v) = sqrt(v) real x complex c {} conclude abs(f(c, x)) < 1"
        without = decide(text.format(""), x="-4", c="1")[0]
        self.assertEqual(decide(text.format("complex z ~ point(f(1, i))"), x="-4", c="1", z="0")[0], without)

    def test_a_certificate(self):
        found = stored("saturation")
        for distribution in ("uniform(-1, 1)", "mixture(9: point(0), 1: choice(-1, 1))", "normal(0, 1/t)"):
            found["claim"] = stored("saturation")["claim"].replace("in [-1, 1]", f"in [-1, 1] ~ {distribution}")
            self.assertEqual(outcome(rehashed(found))[0], "accepted")
        found["claim"] = stored("saturation")["claim"].replace("in [-1, 1]", "in [-1, 1] ~ uniform(1, -1)")
        self.assertEqual(outcome(rehashed(found))[0], "ClaimError")


if __name__ == "__main__":
    unittest.main()
