"""Numbers that depend on the real number of a `forall real`, on one piece of the line at a time.

A piece is a rational number, a root of a polynomial, or an open interval between such roots.  On an
interval, a sign is taken at a sample point, and the polynomials whose signs were asked for are
kept: where none of them has a root inside, all signs were those of every point of the interval.
"""

from fractions import Fraction

from arithmetic import generic as g
from arithmetic import univariate as u
from arithmetic.roots import NotAlgebraic, Tower
from language.errors import Undecided, Undefined

HIGHEST_DEGREE = 120


class NotRational(Exception):
    """Something is asked of the real number that rational functions and square roots do not answer."""


class Piece:
    """One piece of the line: a root, or an open interval with a sample point in it."""

    def __init__(self, level, sample=None, root=None):
        self.level, self.sample, self.root = level, sample, root
        self.asked = set()             # polynomials whose signs mattered
        self.tower = Tower(self.sign)

    def variable(self):
        return Along(self, u.quotient((Fraction(0), Fraction(1)), u.ONE))

    def sign(self, x):
        """The sign of a Fraction or Quotient here."""
        if isinstance(x, Fraction):
            return (x > 0) - (x < 0)
        if x.degree() > HIGHEST_DEGREE:
            raise Undecided(f"rational functions of degrees beyond {HIGHEST_DEGREE}")
        lower = self.polynomial_sign(x.lower)
        if lower == 0:
            raise Undefined("a division by zero")
        return self.polynomial_sign(x.upper) * lower

    def polynomial_sign(self, p):
        self.asked.add(u.squarefree(u.primitive(p)))
        return u.sign_at(p, self.sample) if self.root is None else self.root.sign_of(p)


class Along:
    """A rational function of the real number, or one with square roots of such (an element of the piece's tower)."""

    __slots__ = ("piece", "level", "element")

    def __init__(self, piece, element):
        self.piece, self.level, self.element = piece, piece.level, element

    def _of(self, other):
        """The element that another number is."""
        if isinstance(other, Along) and other.level == self.level:
            return other.element
        if g.level(other) != 0:
            raise NotRational
        try:
            return self.piece.tower.element(other)
        except NotAlgebraic:
            raise NotRational from None

    def _result(self, compute, *elements):
        """A constant is no function any more; one pole in lowest terms is left to `sign`."""
        try:
            found = compute(*elements)
        except NotAlgebraic:
            raise NotRational from None
        return found if isinstance(found, Fraction) else Along(self.piece, found)

    def plus(self, other):
        return self._result(self.piece.tower.add, self.element, self._of(other))

    def negated(self):
        return Along(self.piece, self.piece.tower.negate(self.element))

    def times(self, other):
        return self._result(self.piece.tower.multiply, self.element, self._of(other))

    def reciprocal(self):
        if self.sign() == 0:
            raise Undefined("a division by zero")
        return self._result(self.piece.tower.reciprocal, self.element)

    def over(self, other):
        """self/other, in this order whichever has the higher level."""
        if g.level(other) == 0:
            if g.sign(other) == 0:
                raise Undefined("a division by zero")
            return self.times(g.reciprocal(other))
        return self.times(other.reciprocal())

    def sign(self):
        try:
            return self.piece.tower.sign(self.element)
        except NotAlgebraic:
            raise NotRational from None

    def apply(self, function):
        if function != "sqrt":
            raise NotRational
        if self.sign() < 0:
            raise Undefined("the square root of a negative number")
        return self._result(self.piece.tower.sqrt, self.element)

    def power(self, exponent):
        if exponent == Fraction(1, 2):
            return self.apply("sqrt")
        raise NotRational


class Angle:
    """factor w for the real number w, where it stands in sines and cosines only: these are rational
    functions of t = tan(w/(2 q)), which runs over the whole line while w runs over an open period of 2 pi q."""

    __slots__ = ("piece", "level", "factor", "divisor")

    def __init__(self, piece, factor, divisor):
        self.piece, self.level, self.factor, self.divisor = piece, piece.level, factor, divisor

    def plus(self, other):
        if not isinstance(other, Angle):
            raise NotRational
        factor = self.factor + other.factor
        return Angle(self.piece, factor, self.divisor) if factor else Fraction(0)

    def negated(self):
        return Angle(self.piece, -self.factor, self.divisor)

    def times(self, other):
        if not isinstance(other, Fraction):
            raise NotRational
        return Angle(self.piece, self.factor * other, self.divisor)

    def over(self, other):
        if not isinstance(other, Fraction) or other == 0:
            raise NotRational
        return self.times(1 / other)

    def reciprocal(self):
        raise NotRational

    def sign(self):
        raise NotRational

    def power(self, exponent):
        raise NotRational

    def apply(self, function):
        """cos(n x) + i sin(n x) = (cos x + i sin x)^n, with x = w/q, cos x = (1 - t^2)/(1 + t^2) and
        sin x = 2 t/(1 + t^2)."""
        n = self.factor * self.divisor
        if function not in ("cos", "sin") or n.denominator != 1 or abs(n) > HIGHEST_DEGREE:
            raise NotRational
        below = (Fraction(1), Fraction(0), Fraction(1))
        unit = (u.quotient((Fraction(1), Fraction(0), Fraction(-1)), below),
                u.quotient((Fraction(0), Fraction(2)), below))
        cosine, sine = Fraction(1), Fraction(0)
        for _ in range(abs(n.numerator)):
            cosine, sine = cosine * unit[0] + -(sine * unit[1]), cosine * unit[1] + sine * unit[0]
        found = cosine if function == "cos" else sine if n > 0 else -sine
        return found if isinstance(found, Fraction) else Along(self.piece, found)
