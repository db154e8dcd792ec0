"""Power series beside a point: what derivatives are read off from.

The derivative of f at x is found by evaluating f at x + e and at x - e, where e > 0 is smaller than
every real number: each value is a series c_0 + c_1 e + c_2 e^2 + ..., cut off behind some power. A
comparison looks at the first coefficient that is not 0, as it must for all small e > 0; so `max`,
`abs` and conditions take, on each side, the branch that holds there.

Derivatives within derivatives give series whose coefficients are series: the inner e is the smaller
one, and has the higher level.  The operations on coefficients are those of generic.py.
"""

from fractions import Fraction

from arithmetic import generic as g
from language.errors import Undecided, Undefined


class HigherOrder(Exception):
    """The known coefficients do not suffice; `order` says how many might, or is None."""

    def __init__(self, direction, order=None):
        super().__init__("more coefficients are needed")
        self.direction, self.order = direction, order


class Ramified(Exception):
    """Roots of e are needed, of this degree: a power of something that vanishes is no series in e."""

    def __init__(self, direction, root):
        super().__init__("roots of e are needed")
        self.direction, self.root = direction, root


class Direction:
    """Which way is gone from the point, and how far: side 1 or -1, coefficients up to d^order, where e = d^root.

    `tied` is set where something hinged on e, so that the two sides may differ.
    """

    def __init__(self, level, side, order, root=1):
        self.level, self.side, self.order, self.root = level, side, order, root
        self.tied = False

    def variable(self, value):
        """value + side e."""
        coefficients = [value] + [Fraction(0)] * self.order
        coefficients[self.root] = Fraction(self.side)
        return Series(self, coefficients, (self.root, 0))


class Series:
    """c_0 + c_1 e + ... + O(e^n) for the n coefficients known.

    `degrees` is (a, b) where the series is known to be P/Q with polynomials of degrees at most a
    and b in e; None otherwise.  P/Q = O(e^(a+1)) is possible only for P = 0: this tells the number 0
    from one that vanishes slowly.
    """

    __slots__ = ("direction", "level", "coefficients", "degrees")

    def __init__(self, direction, coefficients, degrees=None):
        self.direction, self.level = direction, direction.level
        self.coefficients, self.degrees = coefficients, degrees

    def __repr__(self):
        return f"Series({self.coefficients})"

    def _lifted(self, other):
        """`other` as a series: a number of a lower level is constant."""
        if g.level(other) == self.level:
            return other
        rest = [Fraction(0)] * (len(self.coefficients) - 1)
        return Series(self.direction, [other] + rest, (0, 0))

    # Ring operations

    def plus(self, other):
        other = self._lifted(other)
        sums = [g.add(a, b) for a, b in zip(self.coefficients, other.coefficients)]
        return Series(self.direction, sums, _degrees(self, other, lambda a, b, c, d: (max(a + d, c + b), b + d)))

    def negated(self):
        return Series(self.direction, [g.negate(a) for a in self.coefficients], self.degrees)

    def times(self, other):
        if g.level(other) != self.level:
            if g.is_exactly(other, 0):
                return Fraction(0)
            return Series(self.direction, [g.multiply(a, other) for a in self.coefficients], self.degrees)
        a, b = self.coefficients, other.coefficients
        products = []
        for n in range(min(len(a), len(b))):
            products.append(g.total(g.multiply(a[k], b[n - k]) for k in range(n + 1)))
        return Series(self.direction, products, _degrees(self, other, lambda a, b, c, d: (a + c, b + d)))

    def reciprocal(self):
        """1/(c + u) with c /= 0: d_0 = 1/c, d_n = -(u_1 d_{n-1} + ... + u_n d_0)/c."""
        if self.sign() == 0:
            raise Undefined("a division by zero")
        a = self.coefficients
        if g.sign(a[0]) == 0:
            # At the point itself undefined, beside it large: what follows is left to others.
            self.direction.tied = True
            raise Undecided("a division by a number that vanishes where a derivative is taken")
        inverse = g.reciprocal(a[0])
        found = [inverse]
        for n in range(1, len(a)):
            rest = g.total(g.multiply(a[k], found[n - k]) for k in range(1, n + 1))
            found.append(g.negate(g.multiply(rest, inverse)))
        degrees = None if self.degrees is None else (self.degrees[1], self.degrees[0])
        return Series(self.direction, found, degrees)

    def over(self, other):
        """self/other, also where both vanish at the point: common powers of e cancel."""
        other = self._lifted(other)
        lowest = other.valuation()
        if lowest is None:
            raise Undefined("a division by zero")
        if lowest == 0:
            return self.times(other.reciprocal())
        self.direction.tied = True
        mine = self.valuation()
        if mine is None:
            return Fraction(0)
        if mine < lowest:
            raise Undecided("a division by a number that vanishes where a derivative is taken")
        # (a/e^m) / (b/e^m): degrees shrink, so that the bounds of before still hold.
        upper = Series(self.direction, self.coefficients[lowest:], self.degrees)
        lower = Series(self.direction, other.coefficients[lowest:], other.degrees)
        return upper.times(lower.reciprocal())

    # Order

    def valuation(self):
        """The least k with c_k /= 0, or None where the series is exactly 0."""
        for k, coefficient in enumerate(self.coefficients):
            if g.sign(coefficient) != 0:
                if k > 0:
                    self.direction.tied = True
                return k
        self.direction.tied = True
        if self.degrees is not None:
            if self.degrees[0] < len(self.coefficients):
                return None
            raise HigherOrder(self.direction, self.degrees[0])
        raise HigherOrder(self.direction)

    def sign(self):
        """The sign for all small e > 0."""
        k = self.valuation()
        return 0 if k is None else g.sign(self.coefficients[k])

    # Functions

    def _cut(self, length):
        return Series(self.direction, self.coefficients[:length])

    def _solve(self, start, slope):
        """The series y with y(0) = start and y' = slope(y) u', u being self:
        n y_n = sum of j u_j s_{n-j} for j = 1 .. n, where s = slope(y) is known up to e^(n-1)."""
        u, y = self.coefficients, [start]
        for n in range(1, len(u)):
            s = self._lifted(slope(Series(self.direction, list(y)), self._cut(n))).coefficients
            terms = (g.multiply(g.multiply(Fraction(j), u[j]), s[n - j]) for j in range(1, n + 1))
            y.append(g.multiply(Fraction(1, n), g.total(terms)))
        return Series(self.direction, y)

    def apply(self, function):
        """A function of generic.py of this series."""
        start = self.coefficients[0]
        if function == "sqrt":
            return self._power(Fraction(1, 2))
        if function == "log":
            if self.sign() <= 0:
                raise Undefined("the logarithm of a number that is not positive")
            if g.sign(start) <= 0:
                raise Undecided("a logarithm whose argument vanishes where a derivative is taken")
        value = getattr(g, function)(start)
        if function in ("sin", "cos"):
            # sin' = cos and cos' = -sin: the slope is known beforehand, one coefficient shorter.
            if len(self.coefficients) == 1:
                return Series(self.direction, [value])
            shorter = self._cut(len(self.coefficients) - 1)
            slope = g.cos(shorter) if function == "sin" else g.negate(g.sin(shorter))
            return self._solve(value, lambda y, u: slope)
        return self._solve(value, _SLOPES[function])

    def _power(self, exponent):
        """u^a for a constant a that is not whole, u > 0 beside the point: y' = a (y/u) u'.
        Where u = e^v (c + ...) with c > 0 it is e^(va) (c + ...)^a, for whole va."""
        k = self.valuation()
        if k is None:
            if g.sign(exponent) <= 0:
                raise Undefined("0 to a power that is not positive")
            return Fraction(0)
        if g.sign(self.coefficients[k]) < 0:
            raise Undefined("a root or power of a negative number")
        if k > 0:
            shift = g.multiply(Fraction(k), exponent)
            if not isinstance(shift, Fraction):
                return self._vanishing(shift)
            if shift.denominator != 1:
                raise Ramified(self.direction, shift.denominator)
            if shift < 0:
                raise Undecided("a negative power of a number that vanishes where a derivative is taken")
            inner = Series(self.direction, self.coefficients[k:])._power(exponent)
            return Series(self.direction, [Fraction(0)] * int(shift) + inner.coefficients)
        start = g.power(self.coefficients[0], exponent)
        return self._solve(start, lambda y, u: g.multiply(exponent, g.divide(y, u)))

    def _vanishing(self, shift):
        """d^shift times a number, for a shift that is no fraction: what comes before it is 0."""
        self.direction.tied = True
        if g.sign(shift) <= 0:
            raise Undecided("a power of a number that vanishes where a derivative is taken")
        known = 1
        while known < len(self.coefficients) and g.compare(shift, Fraction(known)) > 0:
            known += 1
        return Series(self.direction, [Fraction(0)] * known)

    def power(self, exponent):
        """u^a where a is not whole or not constant."""
        if g.level(exponent) < self.level:
            return self._power(exponent)
        if self.sign() <= 0:
            return exponent.exponent_of(self)
        if g.sign(self.coefficients[0]) == 0:
            self.direction.tied = True
            raise Undecided("a power of a number that vanishes, with an exponent that varies")
        return g.exp(g.multiply(exponent, g.log(self)))

    def exponent_of(self, base):
        """base^self for a base that is not positive: 0 where the exponent is positive, and what a constant exponent gives."""
        if g.sign(base) == 0 and self.sign() > 0:
            self.direction.tied = True
            return Fraction(0)
        start = self.coefficients[0]
        if g.subtract(self, start).valuation() is None:
            return g.power(base, start)
        raise Undefined("a power of a number that is not positive, with an exponent that varies")


def _degrees(x, y, rule):
    if x.degrees is None or y.degrees is None:
        return None
    return rule(*x.degrees, *y.degrees)


_ONE = Fraction(1)
_SLOPES = {
    "exp": lambda y, u: y,
    "log": lambda y, u: g.reciprocal(u),
    "atan": lambda y, u: g.reciprocal(g.add(_ONE, g.multiply(u, u))),
    "tanh": lambda y, u: g.subtract(_ONE, g.multiply(y, y)),
    "sigmoid": lambda y, u: g.subtract(y, g.multiply(y, y)),
    "softplus": lambda y, u: g.sigmoid(u),
}
