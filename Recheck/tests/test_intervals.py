"""Bounds contain the true values, and are narrow."""

import math
import random
import unittest
from decimal import Decimal, getcontext
from fractions import Fraction

import tests.helpers  # noqa: F401, finds the modules
from arithmetic import elementary as e
from arithmetic import interval as iv
from arithmetic.interval import INFINITE, Interval

F = Fraction
BITS = 160

# 60 digits each, from tables.
STORED = [
    (e.exp_at, F(1), "2.71828182845904523536028747135266249775724709369995957496697"),
    (e.exp_at, F(-1), "0.367879441171442321595523770161460867445811131031767834507837"),
    (e.log_at, F(2), "0.693147180559945309417232121458176568075500134360255254120680"),
    (e.log_at, F(10), "2.30258509299404568401799145468436420760110148862877297603333"),
    (e.atan_at, F(1), "0.785398163397448309615660845819875721049292349843776455243736"),
    (e.sin_at, F(1), "0.841470984807896506652502321630298999622563060798371065672752"),
    (e.cos_at, F(1), "0.540302305868139717400936607442976603732310420617922227670097"),
    (e.sqrt_at, F(2), "1.41421356237309504880168872420969807856967187537694807317668"),
    (e.tanh_at, F(1), "0.761594155955764888119458282604793590412768597257936551596811"),
]


class Stored(unittest.TestCase):
    def test_stored_digits(self):
        for function, x, digits in STORED:
            with self.subTest(function.__name__, x=x):
                found = function(x, 300)
                slack = F(1, 10 ** 57)
                value = F(digits)
                self.assertTrue(found.lo <= value + slack and value - slack <= found.hi)
                self.assertLess(found.hi - found.lo, F(1, 10 ** 80))

    def test_pi(self):
        digits = F("3.14159265358979323846264338327950288419716939937510582097494")
        found = e.pi(250)
        self.assertLess(found.lo, digits + F(1, 10 ** 57))
        self.assertGreater(found.hi, digits - F(1, 10 ** 57))
        self.assertLess(found.hi - found.lo, F(1, 10 ** 70))


class AgainstDecimal(unittest.TestCase):
    """exp, log and sqrt of Decimal are correctly rounded."""

    def setUp(self):
        getcontext().prec = 60
        self.random = random.Random(1)

    def check(self, function, decimal_function, x):
        value = F(decimal_function(Decimal(x.numerator) / Decimal(x.denominator)))
        found = function(x, BITS)
        slack = abs(value) * F(1, 10 ** 45)
        self.assertTrue(found.lo - slack <= value <= found.hi + slack, (x, found, value))
        self.assertLessEqual(found.hi - found.lo, abs(value) * F(1, 10 ** 40))

    def test_exp(self):
        for _ in range(60):
            self.check(e.exp_at, lambda d: d.exp(), F(self.random.randint(-2 ** 20, 2 ** 20), 2 ** self.random.randint(8, 40)))

    def test_log(self):
        for _ in range(60):
            self.check(e.log_at, lambda d: d.ln(), F(self.random.randint(1, 2 ** 30), 2 ** self.random.randint(0, 60)))
        self.check(e.log_at, lambda d: d.ln(), 1 + F(1, 2 ** 40))

    def test_what_is_made_of_exp(self):
        for _ in range(40):
            x = F(self.random.randint(-2 ** 12, 2 ** 12), 2 ** 8)
            self.check(e.sigmoid_at, lambda d: 1 / (1 + (-d).exp()), x)
            self.check(e.softplus_at, lambda d: d + (1 + (-d).exp()).ln() if d > 0 else (1 + d.exp()).ln(), x)

    def test_sqrt(self):
        for _ in range(60):
            self.check(e.sqrt_at, lambda d: d.sqrt(), F(self.random.randint(1, 2 ** 60), 2 ** self.random.randint(0, 90)))


class Identities(unittest.TestCase):
    """Relations between the functions: both sides' bounds must meet, and be narrow."""

    def meet(self, a, b, width=F(1, 10 ** 30)):
        self.assertTrue(a.lo <= b.hi and b.lo <= a.hi, (a, b))
        self.assertLess(a.hi - a.lo, width)

    def numbers(self, count, size):
        source = random.Random(size)
        return [F(source.randint(-size * 1000, size * 1000), 1000) for _ in range(count)]

    def test_circle(self):
        for x in self.numbers(40, 50) + [F(10) ** 30, F(-7, 10 ** 20)]:
            s, c = e.sin_at(x, BITS), e.cos_at(x, BITS)
            self.meet(iv.add(iv.square(s, BITS), iv.square(c, BITS), BITS), iv.point(F(1)))

    def test_double_angle(self):
        for x in self.numbers(40, 9):
            s, c = e.sin_at(x, BITS), e.cos_at(x, BITS)
            double = iv.multiply(iv.point(F(2)), iv.multiply(s, c, BITS), BITS)
            self.meet(double, e.sin_at(2 * x, BITS))

    def test_atan_of_tan(self):
        for x in [F(k, 10) for k in range(-15, 16)]:
            tangent = iv.divide(e.sin_at(x, BITS), e.cos_at(x, BITS), BITS)
            self.meet(e.atan(tangent, BITS), iv.point(x))

    def test_exp_of_log(self):
        for x in self.numbers(40, 100):
            if x > 0:
                self.meet(e.exp(e.log_at(x, BITS), BITS), iv.point(x))

    def test_what_is_made_of_exp(self):
        one = iv.point(F(1))
        for x in self.numbers(40, 20):
            up = e.exp_at(x, BITS)
            whole = iv.add(one, up, BITS)
            self.meet(e.sigmoid_at(x, BITS), iv.divide(up, whole, BITS))
            self.meet(e.softplus_at(x, BITS), e.log(whole, BITS))
            square = iv.square(up, BITS)
            self.meet(e.tanh_at(x, BITS), iv.divide(iv.subtract(square, one, BITS), iv.add(square, one, BITS), BITS))

    def test_against_floats(self):
        for function, of_math in ((e.sin_at, math.sin), (e.cos_at, math.cos), (e.atan_at, math.atan),
                                  (e.tanh_at, math.tanh), (e.exp_at, math.exp)):
            for x in self.numbers(40, 20):
                self.assertAlmostEqual(float(function(x, 64).lo), of_math(x), delta=1e-12 * max(1, of_math(x)))


class Precisions(unittest.TestCase):
    """What is known to few bits contains what is known to many."""

    def test_coarse_bounds_contain_fine_ones(self):
        source = random.Random(6)
        positive = (e.sqrt_at, e.log_at)
        functions = positive + (e.exp_at, e.sin_at, e.cos_at, e.atan_at, e.tanh_at, e.sigmoid_at, e.softplus_at)
        for _ in range(40):
            x = F(source.randint(-4000, 4000), source.randint(1, 999))
            for function in functions:
                at = abs(x) + F(1, 7) if function in positive else x
                fine = function(at, 120)
                for bits in (3, 10, 40):
                    coarse = function(at, bits)
                    self.assertTrue(coarse.lo <= fine.lo and fine.hi <= coarse.hi, (function, at, bits))


class Ranges(unittest.TestCase):
    """Bounds over an interval contain the values at points of it."""

    FUNCTIONS = (e.exp, e.sin, e.cos, e.atan, e.tanh, e.sigmoid, e.softplus, e.silu)

    def test_points_inside(self):
        source = random.Random(3)
        for _ in range(60):
            low = F(source.randint(-3000, 3000), 500)
            wide = Interval(low, low + F(source.randint(0, 3000), 500))
            x = low + (wide.hi - low) * F(source.randint(0, 8), 8)
            for function in self.FUNCTIONS:
                outer, inner = function(wide, 64), function(iv.point(x), 64)
                self.assertTrue(outer.lo <= inner.hi and inner.lo <= outer.hi, (function, wide, x))

    def test_infinite_ends(self):
        right, left = Interval(F(2), INFINITE), Interval(-INFINITE, F(-2))
        self.assertEqual(e.exp(right, 64).hi, INFINITE)
        self.assertEqual(e.exp(left, 64).lo, 0)
        self.assertEqual(e.tanh(right, 64).hi, 1)
        self.assertEqual(e.sigmoid(left, 64).lo, 0)
        self.assertEqual((e.sin(right, 64).lo, e.sin(right, 64).hi), (-1, 1))
        self.assertEqual((iv.reciprocal(right, 64).lo, iv.reciprocal(right, 64).hi), (0, F(1, 2)))
        self.assertEqual(iv.add(right, left, 64).hi, INFINITE)
        self.assertEqual(iv.multiply(right, iv.point(F(0)), 64).hi, 0)
        self.assertEqual(iv.square(left, 64).lo, 4)

    def test_arithmetic(self):
        source = random.Random(4)

        def draw():
            low = F(source.randint(-50, 50), source.randint(1, 9))
            wide = Interval(low, low + F(source.randint(0, 50), source.randint(1, 9)))
            return wide, wide.lo + (wide.hi - wide.lo) * F(source.randint(0, 4), 4)

        for _ in range(300):
            (a, x), (b, y) = draw(), draw()
            for bits in (3, 10, 64):
                self.assertTrue(iv.add(a, b, bits).contains(x + y))
                self.assertTrue(iv.subtract(a, b, bits).contains(x - y))
                self.assertTrue(iv.multiply(a, b, bits).contains(x * y))
                self.assertTrue(iv.square(a, bits).contains(x * x))
                self.assertTrue(iv.absolute(a).contains(abs(x)))
                self.assertTrue(iv.maximum(a, b).contains(max(x, y)))
                if not b.contains(0):
                    self.assertTrue(iv.divide(a, b, bits).contains(x / y))

    def test_rounding(self):
        source = random.Random(5)
        for _ in range(500):
            x = F(source.randint(-10 ** 12, 10 ** 12), source.randint(1, 10 ** 9))
            low, high = iv.rounded_down(x, 20), iv.rounded_up(x, 20)
            self.assertTrue(low <= x <= high)
            self.assertLessEqual(high - low, abs(x) / 2 ** 18)


if __name__ == "__main__":
    unittest.main()
