"""Numbers as the program writes and reads them."""

import math
import random
import unittest
from decimal import Decimal
from fractions import Fraction

from ssmproof.numbers import Bounds, ExactComplex, bounds, decimal, exact, fraction, shown, value, written

from .support import ssmproof


class Reading(unittest.TestCase):
    def test_every_spelling_of_an_exact_number(self):
        for text, number in {
            "-3/5": Fraction(-3, 5),
            "0.6": Fraction(3, 5),
            "1e-3": Fraction(1, 1000),
            "0x1.8p-1": Fraction(3, 4),
            "-0x3p-1000": Fraction(-3, 2**1000),
            "3e300": Fraction(3 * 10**300),
            "7": Fraction(7),
        }.items():
            self.assertEqual(fraction(text), number)

    def test_what_is_no_exact_number(self):
        for text in (
            "",
            "nan",
            "inf",
            "1/0",
            "1e9999999",
            "0x1p-99999999",
            "1/2/3",
            "0x",
            " 1",
            "1_000",
            "½",
            None,
            [1],
        ):
            with self.assertRaises(ssmproof.InputError):
                fraction(text)

    def test_bounds(self):
        self.assertEqual(value("1/2..0.75"), Bounds(Fraction(1, 2), Fraction(3, 4)))
        self.assertEqual(value("-inf..2"), Bounds(None, Fraction(2)))
        self.assertEqual(value({"lower": "1", "upper": None}), Bounds(Fraction(1), None))
        self.assertEqual(value(["0.5", "0.5"]), Fraction(1, 2))
        self.assertEqual(bounds("2"), Bounds(Fraction(2), Fraction(2)))
        self.assertIsNone(value(None))
        self.assertIn(Fraction(1, 3), value("0.3..0.4"))
        self.assertNotIn(Fraction(1, 2), value("0.3..0.4"))
        self.assertTrue(math.isnan(float(value("-inf..2"))))

    def test_ends_beyond_all_use_are_widened(self):
        tiny, huge = Fraction(1, 10**20_000), Fraction(10**20_000)
        self.assertEqual(value("8.9e-1000000..9e-1000000"), Bounds(Fraction(0), tiny))
        self.assertEqual(value("-9e-1000000..-8e-1000000"), Bounds(-tiny, Fraction(0)))
        self.assertEqual(value("8e1000000..9e1000000"), Bounds(huge, None))
        self.assertEqual(value(["-9e1000000", "-8e1000000"]), Bounds(None, -huge))
        self.assertEqual(value("0..1e-30"), Bounds(Fraction(0), Fraction(1, 10**30)))

    def test_numbers_of_any_length(self):
        number = Fraction(10**6000 + 1, 3 * 10**5000)
        self.assertEqual(fraction(written(number)), number)
        self.assertEqual(fraction("1" + "0" * 9000), 10**9000)
        self.assertEqual(fraction(f"0.{'0' * 8999}1"), Fraction(1, 10**9000))
        self.assertEqual(shown(number), "about 3.33333333333e999")
        self.assertEqual(shown(Fraction(-(10**6000))), "about -1e6000")


class Writing(unittest.TestCase):
    def test_doubles_are_exact(self):
        random.seed(3)
        doubles = [math.ldexp(random.uniform(-1, 1), random.randrange(-1070, 1020)) for _ in range(500)]
        for double in doubles + [0.0, -0.0, 5e-324, -5e-324, 0.1, 1.7976931348623157e308]:
            self.assertEqual(fraction(written(exact(double))), Fraction(double))

    def test_other_kinds_of_numbers(self):
        self.assertEqual(exact(Decimal("0.1")), Fraction(1, 10))
        self.assertEqual(exact(True), Fraction(1))
        self.assertEqual(exact(0.5 - 2j), ExactComplex(Fraction(1, 2), Fraction(-2)))
        self.assertEqual(written(exact({"re": "1/3", "im": 2})), {"re": "1/3", "im": "2"})

    def test_what_has_no_exact_value(self):
        for number in (
            math.nan,
            math.inf,
            -math.inf,
            complex(0, math.nan),
            Decimal("NaN"),
            None,
            object(),
            "x",
        ):
            with self.assertRaises(ssmproof.InputError):
                exact(number)

    def test_decimals_enclose(self):
        random.seed(5)
        for _ in range(2000):
            number = Fraction(random.randrange(-(10**9), 10**9), random.randrange(1, 10**9))
            number *= Fraction(10) ** random.randrange(-30, 30)
            digits = random.randrange(1, 30)
            low, high = (Fraction(decimal(number, digits, up=up)) for up in (False, True))
            self.assertLessEqual(low, number)
            self.assertLessEqual(number, high)
            self.assertLessEqual((high - low) * 10 ** (digits - 1), abs(number))

    def test_shown(self):
        self.assertEqual(shown(Fraction(1, 10)), "1/10")
        self.assertEqual(shown(Fraction(0.1)), "0.1")
        self.assertEqual(shown(Fraction(3, 8)), "3/8")
        self.assertEqual(shown(Fraction(10**50 + 1, 3)), "about 3.33333333333e49")
        self.assertEqual(str(Bounds(Fraction(1, 3), Fraction(2, 3))), "0.333333..0.666667")
        self.assertEqual(str(Bounds(Fraction(4), None)), ">= 4")
        self.assertEqual(str(Bounds(None, None)), "unknown")
        self.assertEqual(Bounds(Fraction(1, 3), Fraction(1, 3)).text(3), "1/3")
        self.assertEqual(Bounds(Fraction(10, 3), Fraction(11, 3)).text(3), "3.33..3.67")


if __name__ == "__main__":
    unittest.main()
