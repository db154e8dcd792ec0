"""Bounds |f(x)| <= A exp(c x) for all x >= M, with M >= 1, from the formula that f(x) is."""

from fractions import Fraction

from arithmetic import elementary
from arithmetic import real
from arithmetic.interval import Imprecise, rounded_up


class NoBound(Exception):
    """No bound of this form is found."""


def growth(f, x, bits):
    """(A, c) with |f| <= A exp(c x), where x is a box [M, infinity) and f a formula of it.

    What has finite bounds needs no growth.  Else, with x <= exp(x) and 1 <= exp(c x):
    sums (A + A', max), products (A A', c + c'), square roots (sqrt(A), c/2), and so on.
    """
    finite = _size(f, bits)
    if finite is not None:
        return finite, Fraction(0)
    if f is x:
        return Fraction(1), Fraction(1)
    parts = [growth(part, x, bits) for part in f.arguments] if f.operation not in ("exp", "reciprocal") else []
    if f.operation in ("add", "maximum", "minimum"):
        (a, c), (b, d) = parts
        return a + b, max(c, d)
    if f.operation == "multiply":
        (a, c), (b, d) = parts
        return rounded_up(a * b, bits), c + d
    if f.operation in ("negate", "abs", "silu"):     # |silu(u)| <= |u|
        return parts[0]
    if f.operation == "square":
        a, c = parts[0]
        return rounded_up(a * a, bits), 2 * c
    if f.operation == "sqrt":
        a, c = parts[0]
        return elementary.sqrt_at(a, bits).hi, c / 2
    if f.operation == "softplus":                    # <= log 2 + |u|
        a, c = parts[0]
        return a + 1, c
    if f.operation == "log":                         # from below finite, from above log A + c x
        a, c = parts[0]
        low = real.bounds(f, bits).lo
        if isinstance(low, float):
            raise NoBound
        return abs(low) + abs(elementary.log_at(a, bits).hi) + c, Fraction(1)
    if f.operation == "exp":
        a, c = linear(f.arguments[0], x, bits)
        return elementary.exp_at(a, bits).hi, c
    raise NoBound


def _size(f, bits):
    """The greatest |f| where the bounds are finite, else None."""
    try:
        found = real.bounds(f, bits)
    except Imprecise:
        raise NoBound from None
    if isinstance(found.lo, float) or isinstance(found.hi, float):
        return None
    return max(abs(found.lo), abs(found.hi))


def linear(f, x, bits):
    """(a, c) with f <= a + c x and c >= 0."""
    high = real.bounds(f, bits).hi
    if not isinstance(high, float):
        return high, Fraction(0)
    if f is x:
        return Fraction(0), Fraction(1)
    if f.operation in ("add", "maximum"):
        (a, c), (b, d) = (linear(part, x, bits) for part in f.arguments)
        return (a + b, c + d) if f.operation == "add" else (max(a, b), max(c, d))
    if f.operation == "multiply" and isinstance(f.arguments[0], Fraction) and f.arguments[0] > 0:
        a, c = linear(f.arguments[1], x, bits)
        return f.arguments[0] * a, f.arguments[0] * c
    raise NoBound
