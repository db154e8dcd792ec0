"""Polynomials in one real variable with rational coefficients, their real roots, and their quotients.

A polynomial is a tuple of Fractions, the constant first, without leading zeros; () is 0.
"""

from fractions import Fraction
from math import gcd

from arithmetic import clock

ONE = (Fraction(1),)


def trimmed(coefficients):
    coefficients = list(coefficients)
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return tuple(coefficients)


def add(p, q):
    if len(p) < len(q):
        p, q = q, p
    return trimmed([a + (q[k] if k < len(q) else 0) for k, a in enumerate(p)])


def scaled(p, factor):
    return tuple(a * factor for a in p) if factor else ()


def multiply(p, q):
    if not p or not q:
        return ()
    clock.check()
    found = [Fraction(0)] * (len(p) + len(q) - 1)
    for j, a in enumerate(p):
        for k, b in enumerate(q):
            found[j + k] += a * b
    return tuple(found)


def divided(p, q):
    """(quotient, remainder)"""
    clock.check()
    rest, quotient = list(p), [Fraction(0)] * max(0, len(p) - len(q) + 1)
    while len(rest) >= len(q):
        factor = rest[-1] / q[-1]
        place = len(rest) - len(q)
        quotient[place] = factor
        for k, b in enumerate(q):
            rest[place + k] -= factor * b
        rest = list(trimmed(rest))
    return trimmed(quotient), tuple(rest)


def primitive(p):
    """p times the positive number that makes its coefficients whole and coprime."""
    if not p:
        return p
    denominator = 1
    for a in p:
        denominator = denominator * a.denominator // gcd(denominator, a.denominator)
    content = 0
    for a in p:
        content = gcd(content, int(a * denominator))
    return tuple(a * denominator / content for a in p)


def common_divisor(p, q):
    """The greatest common divisor (Euclid), primitive."""
    while q:
        p, q = q, primitive(divided(p, q)[1])
    return primitive(p)


def derivative(p):
    return tuple(k * a for k, a in enumerate(p))[1:]


def squarefree(p):
    """The polynomial with the same roots, each once: p divided by its common divisor with p'."""
    return primitive(divided(p, common_divisor(p, derivative(p)))[0]) if len(p) > 1 else p


def at(p, x):
    clock.check()
    result = Fraction(0)
    for a in reversed(p):
        result = result * x + a
    return result


def sign_at(p, x):
    value = at(p, x)
    return (value > 0) - (value < 0)


# Real roots

def sturm_sequence(p):
    """p, p', and each further one the negative remainder of the two before it."""
    sequence = [p, primitive(derivative(p))]
    while len(sequence[-1]) > 1:
        rest = primitive(scaled(divided(sequence[-2], sequence[-1])[1], Fraction(-1)))
        if not rest:
            break
        sequence.append(rest)
    return sequence


def sign_changes(sequence, x):
    signs = [sign for sign in (sign_at(p, x) for p in sequence) if sign]
    return sum(1 for a, b in zip(signs, signs[1:]) if a != b)


def root_bound(p):
    """A number greater than every root's absolute value: 1 + max |a_k/a_n| (Cauchy)."""
    return 1 + max(abs(a / p[-1]) for a in p)


class Root:
    """The one root of a squarefree polynomial in low < x <= high; known exactly where low = high."""

    __slots__ = ("polynomial", "sequence", "low", "high")

    def __init__(self, polynomial, sequence, low, high):
        self.polynomial, self.sequence, self.low, self.high = polynomial, sequence, low, high

    def refine(self):
        """Halves the interval."""
        if sign_at(self.polynomial, self.high) == 0:
            self.low = self.high
            return
        middle = (self.low + self.high) / 2
        if sign_changes(self.sequence, self.low) > sign_changes(self.sequence, middle):
            self.high = middle
        else:
            self.low = middle

    def sign_of(self, p):
        """The sign of another polynomial at the root: 0 where it is a root of both, else that of an
        interval in which the other one has no root."""
        if not p or count_roots(common_divisor(self.polynomial, p), self.low, self.high):
            return 0
        other = sturm_sequence(squarefree(p))
        while self.low != self.high and sign_changes(other, self.low) > sign_changes(other, self.high):
            self.refine()
        return sign_at(p, self.high)


def count_roots(p, low, high):
    """The number of roots of a squarefree p in low < x <= high (Sturm), or at low = high."""
    if len(p) < 2:
        return 0
    if low == high:
        return 1 if at(p, low) == 0 else 0
    sequence = sturm_sequence(p)
    return sign_changes(sequence, low) - sign_changes(sequence, high)


def real_roots(p):
    """The real roots of a squarefree p in ascending order, with [low, high] apart from each other."""
    if len(p) < 2:
        return []
    sequence, bound = sturm_sequence(p), root_bound(p)
    roots, pending = [], [(-bound, bound)]
    while pending:
        low, high = pending.pop()
        count = sign_changes(sequence, low) - sign_changes(sequence, high)
        if count == 1:
            roots.append(Root(p, sequence, low, high))
        elif count > 1:
            middle = (low + high) / 2
            pending += [(middle, high), (low, middle)]
    for left, right in zip(roots, roots[1:]):
        while left.high >= right.low:
            left.refine()
            right.refine()
    return roots


class Quotient:
    """P/Q of polynomials, Q not 0; constants are Fractions instead, see `quotient`."""

    __slots__ = ("upper", "lower")

    def __init__(self, upper, lower):
        self.upper, self.lower = upper, lower

    def __add__(self, other):
        other = _as_quotient(other)
        return quotient(add(multiply(self.upper, other.lower), multiply(other.upper, self.lower)),
                        multiply(self.lower, other.lower))

    __radd__ = __add__

    def __neg__(self):
        return Quotient(scaled(self.upper, Fraction(-1)), self.lower)

    def __mul__(self, other):
        other = _as_quotient(other)
        return quotient(multiply(self.upper, other.upper), multiply(self.lower, other.lower))

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _as_quotient(other)
        return quotient(multiply(self.upper, other.lower), multiply(self.lower, other.upper))

    def __rtruediv__(self, other):
        return _as_quotient(other) / self

    def __eq__(self, other):
        return isinstance(other, Quotient) and (self.upper, self.lower) == (other.upper, other.lower)

    __hash__ = None

    def degree(self):
        return max(len(self.upper), len(self.lower)) - 1


def _as_quotient(x):
    return x if isinstance(x, Quotient) else Quotient(trimmed([x]), ONE)


def quotient(upper, lower):
    """upper/lower in lowest terms with a primitive, positively led divisor; a Fraction where it is constant."""
    if not upper:
        return Fraction(0)
    shared = common_divisor(upper, lower)
    if len(shared) > 1:
        upper, lower = divided(upper, shared)[0], divided(lower, shared)[0]
    if len(upper) == len(lower) == 1:
        return upper[0] / lower[0]
    tidy = primitive(lower)
    if tidy[-1] < 0:
        tidy = scaled(tidy, Fraction(-1))
    return Quotient(scaled(upper, tidy[-1] / lower[-1]), tidy)
