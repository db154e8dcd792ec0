"""Closed intervals with rational ends, rounded outward to a number of binary digits.

An interval stands for an unknown number between its ends.  Every operation returns an interval
that contains the result for all numbers in its operands; rounding only ever widens it.
"""

from fractions import Fraction


class Imprecise(Exception):
    """At this precision the interval allows no bound: a divisor's contains 0, ..."""


def rounded_down(value, bits):
    """The greatest number of `bits` binary digits that is at most `value`."""
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


def add(a, b, bits):
    return Interval(rounded_down(a.lo + b.lo, bits), rounded_up(a.hi + b.hi, bits))


def negate(a):
    return Interval(-a.hi, -a.lo)


def subtract(a, b, bits):
    return add(a, negate(b), bits)


def multiply(a, b, bits):
    """The least and the greatest of the four products of ends."""
    products = a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi
    return Interval(rounded_down(min(products), bits), rounded_up(max(products), bits))


def square(a, bits):
    """Tighter than a product of two unrelated numbers: never negative."""
    low, high = sorted((a.lo * a.lo, a.hi * a.hi))
    if a.lo < 0 < a.hi:
        low = Fraction(0)
    return Interval(rounded_down(low, bits), rounded_up(high, bits))


def reciprocal(a, bits):
    if a.lo <= 0 <= a.hi:
        raise Imprecise("a divisor's bounds contain 0")
    return Interval(rounded_down(1 / a.hi, bits), rounded_up(1 / a.lo, bits))


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


def hull(a, b):
    return Interval(min(a.lo, b.lo), max(a.hi, b.hi))


def intersection(a, b):
    """Both contain the same number, so that they meet."""
    return Interval(max(a.lo, b.lo), min(a.hi, b.hi))
