"""Signs of real numbers: by bounds, by exact algebra, or not at all."""

import unittest
from fractions import Fraction

import tests.helpers  # noqa: F401
from arithmetic import real as r
from arithmetic import univariate as u
from language.errors import Undecided, Undefined

F = Fraction


def root(n):
    return r.sqrt(F(n))


class SquareRoots(unittest.TestCase):
    def equal(self, x, y):
        self.assertEqual(r.compare(x, y), 0)

    def test_nested_roots(self):
        self.equal(r.add(root(2), root(3)), r.sqrt(r.add(F(5), r.multiply(F(2), root(6)))))
        self.equal(r.sqrt(r.subtract(F(3), r.multiply(F(2), root(2)))), r.subtract(root(2), F(1)))

    def test_multiples_of_one_root(self):
        self.equal(r.add(root(2), root(8)), root(18))
        self.equal(r.multiply(root(6), root(F(2, 3))), F(2))

    def test_divisions(self):
        self.equal(r.reciprocal(r.subtract(root(3), root(2))), r.add(root(3), root(2)))
        # A root that is a square in what came before it: sqrt(5 + 2 sqrt 6) - sqrt 2 = sqrt 3.
        nested = r.sqrt(r.add(F(5), r.multiply(F(2), root(6))))
        self.equal(r.reciprocal(r.subtract(nested, root(2))), r.divide(root(3), F(3)))
        with self.assertRaises(Undefined):
            r.reciprocal(r.subtract(r.subtract(nested, root(2)), root(3)))

    def test_close_but_different(self):
        # sqrt(n + 1) - sqrt(n) against 1/(2 sqrt n): the difference is about n^(-3/2)/8.
        n = 10 ** 40
        left = r.subtract(root(n + 1), root(n))
        self.assertEqual(r.compare(left, F(1, 2 * 10 ** 20)), -1)

    def test_extremes_and_moduli(self):
        a = r.subtract(root(2), F(1))
        self.equal(r.maximum(r.add(root(2), root(3)), r.sqrt(r.add(F(5), r.multiply(F(2), root(6))))), r.add(root(2), root(3)))
        self.equal(r.absolute(r.negate(a)), a)

    def test_many_roots_by_expansion(self):
        primes = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)
        total = other = F(0)
        for p in primes:
            total = r.add(total, root(p))
        for p in reversed(primes):
            other = r.add(other, root(p))
        self.equal(total, other)


class Functions(unittest.TestCase):
    def test_angles_of_pi(self):
        for q, cosine in ((F(0), F(1)), (F(1), F(-1)), (F(1, 2), F(0)), (F(1, 3), F(1, 2)), (F(-2, 3), F(-1, 2)), (F(7), F(-1))):
            self.assertEqual(r.cos(r.multiply(q, r.PI)), cosine)
        self.assertEqual(r.sin(r.multiply(F(1, 6), r.PI)), F(1, 2))
        self.assertEqual(r.sin(r.multiply(F(-1, 2), r.PI)), F(-1))
        self.assertEqual(r.compare(r.square(r.cos(r.multiply(F(1, 4), r.PI))), F(1, 2)), 0)
        # cos 36 degrees is half the golden ratio.
        golden = r.divide(r.add(F(1), root(5)), F(2))
        self.assertEqual(r.compare(r.multiply(F(2), r.cos(r.multiply(F(1, 5), r.PI))), golden), 0)

    def test_exact_values_agree_with_bounds(self):
        for denominator in (1, 2, 3, 4, 5, 6):
            for numerator in range(-2 * denominator, 2 * denominator + 1):
                x = r.multiply(F(numerator, denominator), r.PI)
                exact = r.bounds(r.cos(x), 100)
                near = r.elementary.cos(r.bounds(x, 100) if not isinstance(x, F) else r.interval.point(x), 100)
                self.assertTrue(exact.lo <= near.hi and near.lo <= exact.hi, (numerator, denominator))

    def test_powers(self):
        self.assertEqual(r.power(F(8), F(2, 3)), 4)
        self.assertEqual(r.power(F(0), F(0)), 1)
        self.assertEqual(r.power(F(0), F(1, 2)), 0)
        self.assertEqual(r.power(F(-2), F(-3)), F(-1, 8))
        self.assertEqual(r.compare(r.square(r.power(F(2), F(1, 2))), F(2)), 0)
        self.assertEqual(r.compare(r.power(F(2), F(1, 3)), F("1.2599210498948731")), 1)
        self.assertEqual(r.compare(r.power(F(2), F(1, 3)), F("1.2599210498948732")), -1)
        for x, y in ((F(-1), F(1, 2)), (F(0), F(-1)), (F(0), F(-1, 2))):
            with self.assertRaises(Undefined):
                r.power(x, y)

    def test_identities_by_expansion(self):
        x, y, one = F(3, 2), F(-2, 7), F(1)
        for left, right in (
                (r.add(r.log(F(2)), r.log(F(3))), r.log(F(6))),
                (r.multiply(r.exp(x), r.exp(y)), r.exp(x + y)),
                (r.add(r.sigmoid(x), r.sigmoid(-x)), one),
                (r.tanh(x), r.subtract(r.multiply(F(2), r.sigmoid(2 * x)), one)),
                (r.subtract(r.softplus(x), r.softplus(-x)), x),
                (r.silu(x), r.multiply(x, r.sigmoid(x))),
                (r.add(r.square(r.sin(x)), r.square(r.cos(x))), one),
                (r.whole_power(r.power(F(2), F(1, 3)), 3), F(2)),
                (r.exp(r.divide(r.log(F(3)), F(2))), r.sqrt(F(3)))):
            self.assertEqual(r.compare(left, right), 0)
            self.assertEqual(r.compare(r.add(left, F(1, 10 ** 90)), right), 1)

    def test_other_equal_transcendental_numbers_are_not_guessed(self):
        with self.assertRaises(Undecided):
            r.compare(r.sin(F(2)), r.multiply(F(2), r.multiply(r.sin(F(1)), r.cos(F(1)))))

    def test_lengths_are_limited(self):
        with self.assertRaises(Undecided):
            r.power(F(3, 2), F(10 ** 9))


class Polynomials(unittest.TestCase):
    def product(self, *roots):
        p = u.ONE
        for x in roots:
            p = u.multiply(p, (-F(x), F(1)))
        return p

    def test_roots(self):
        p = self.product(-3, 0, F(1, 3), F(1, 2), 7)
        found = u.real_roots(u.squarefree(u.multiply(p, p)))
        self.assertEqual(len(found), 5)
        for root_, exact in zip(found, (-3, 0, F(1, 3), F(1, 2), 7)):
            self.assertTrue(root_.low <= exact <= root_.high)
            self.assertEqual(root_.sign_of((-F(exact), F(1))), 0)
            self.assertEqual(root_.sign_of((-F(exact) - F(1, 1000), F(1))), -1)
            self.assertEqual(root_.sign_of((-F(exact) + F(1, 1000), F(1))), 1)

    def test_irrational_roots(self):
        found = u.real_roots((F(-2), F(0), F(1)))
        self.assertEqual([root_.sign_of((F(0), F(1))) for root_ in found], [-1, 1])
        self.assertEqual(found[1].sign_of((F(-4), F(0), F(0), F(0), F(1))), 0)
        self.assertEqual(found[1].sign_of((F(-141421356, 10 ** 8), F(1))), 1)

    def test_no_roots(self):
        self.assertEqual(u.real_roots((F(1), F(0), F(1))), [])

    def test_quotients(self):
        w = u.quotient((F(0), F(1)), u.ONE)
        self.assertEqual(w / w, 1)
        self.assertEqual((w * w + -1) / (w + 1), w + -1)
        self.assertEqual(w + -w, 0)


if __name__ == "__main__":
    unittest.main()
