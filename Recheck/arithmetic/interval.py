"""Closed intervals with rational ends, rounded outward to a number of binary digits.

An interval stands for an unknown number between its ends.  Every operation returns an interval that
contains the result for all numbers in its operands; rounding only ever widens it.

An end may be infinite, which is written as the float of that name: the one use of a float.  The
infinite is no number of the interval, so that 0 times such an end is 0.
"""

from fractions import Fraction

INFINITE = float("inf")


class Imprecise(Exception):
    """At this precision the interval allows no bound: a divisor's contains 0, ..."""


def rounded_down(value, bits):
    """The greatest number of `bits` binary digits that is at most `value`."""
    if isinstance(value, float):
        return value
    numerator, denominator = value.numerator, value.denominator
    if numerator.bit_length() <= bits and denominator & (denominator - 1) == 0:
        return value
    # 2^(bits-1) <= |value| 2^shift < 2^(bits+1)
    shift = bits - numerator.bit_length() + denominator.bit_length()
    if shift >= 0:
        return Fraction((numerator << shift) // denominator, 1 << shift)
    return Fraction((numerator // (denominator << -shift)) << -shift)


def rounded_up(value, bits):
    """The least number of `bits` binary digits that is at least `value`."""
    return -rounded_down(-value, bits)


class Interval:
    """All numbers from `lo` to `hi`, both Fractions, both included."""

    __slots__ = ("lo", "hi")

    def __init__(self, lo, hi):
        if lo > hi:
            raise ValueError("an interval's lower end lies above its upper end")
        self.lo, self.hi = lo, hi

    def rounded(self, bits):
        return Interval(rounded_down(self.lo, bits), rounded_up(self.hi, bits))

    def contains(self, value):
        return self.lo <= value <= self.hi

    def sign(self):
        """1, -1 or 0 where all numbers in it have that sign, else None."""
        if self.lo > 0:
            return 1
        if self.hi < 0:
            return -1
        return 0 if self.lo == self.hi else None

    def __repr__(self):
        return f"[{self.lo}, {self.hi}]"


def point(value):
    return Interval(value, value)


def _sum(x, y):
    return x if isinstance(x, float) else y if isinstance(y, float) else x + y


def add(a, b, bits):
    return Interval(rounded_down(_sum(a.lo, b.lo), bits), rounded_up(_sum(a.hi, b.hi), bits))


def negate(a):
    return Interval(-a.hi, -a.lo)


def subtract(a, b, bits):
    return add(a, negate(b), bits)


def _product(x, y):
    if x == 0 or y == 0:
        return Fraction(0)
    if isinstance(x, float) or isinstance(y, float):
        return INFINITE if (x > 0) == (y > 0) else -INFINITE
    return x * y


def multiply(a, b, bits):
    """The least and the greatest of the four products of ends."""
    if a.lo >= 0 and b.lo >= 0:
        return Interval(rounded_down(_product(a.lo, b.lo), bits), rounded_up(_product(a.hi, b.hi), bits))
    products = [_product(x, y) for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    return Interval(rounded_down(min(products), bits), rounded_up(max(products), bits))


def square(a, bits):
    """Tighter than a product of two unrelated numbers: never negative."""
    low, high = sorted((_product(a.lo, a.lo), _product(a.hi, a.hi)))
    if a.lo < 0 < a.hi:
        low = Fraction(0)
    return Interval(rounded_down(low, bits), rounded_up(high, bits))


def reciprocal(a, bits):
    if a.lo <= 0 <= a.hi:
        raise Imprecise("a divisor's bounds contain 0")
    low, high = (Fraction(0) if isinstance(end, float) else 1 / end for end in (a.hi, a.lo))
    return Interval(rounded_down(low, bits), rounded_up(high, bits))


def divide(a, b, bits):
    return multiply(a, reciprocal(b, bits + 8), bits)


def maximum(a, b):
    return Interval(max(a.lo, b.lo), max(a.hi, b.hi))


def minimum(a, b):
    return Interval(min(a.lo, b.lo), min(a.hi, b.hi))


def absolute(a):
    if a.lo >= 0:
        return a
    if a.hi <= 0:
        return negate(a)
    return Interval(Fraction(0), max(-a.lo, a.hi))


def between(a):
    """A point at which to divide an interval: the middle, or one further out where an end is infinite."""
    if a.lo == -INFINITE and a.hi == INFINITE:
        return Fraction(0)
    if a.hi == INFINITE:
        return max(2 * a.lo, Fraction(1))
    if a.lo == -INFINITE:
        return min(2 * a.hi, Fraction(-1))
    return (a.lo + a.hi) / 2
