"""The mean of a function f of a standard normal x, by rigorous quadrature.

    mean = (1/sqrt(2 pi)) integral of F(x) = f(x) exp(-x^2/2)

over [-M, M] and two tails.  On a cell with the middle m and the half width h, where F has n
continuous derivatives (n even),

    integral = sum over even k < n of 2 F_k(m) h^(k+1)/(k+1)  +  2 c h^(n+1)/(n+1),

where F_k(m) is the k-th Taylor coefficient at m and c lies between the bounds of the n-th one over
the whole cell (Lagrange). Where no such bounds are to be had, as at a kink, the cell is halved, and
a very short one is bounded by its width times the bounds of F. For the tails see growth.py.
"""

from fractions import Fraction

from arithmetic import elementary, interval
from arithmetic import generic as g
from arithmetic import real
from arithmetic.interval import Imprecise, Interval, point
from arithmetic.series import Direction, HigherOrder
from evaluation.growth import NoBound, growth
from language.errors import Undecided, Unknown

MOST_BITS = 128
MOST_CELLS = 4_000
HALF = Fraction(1, 2)


class Quadrature:
    """f(x) is what `value(x)` gives for a number x of level 0, or a Series of `level`."""

    def __init__(self, value, level, step):
        self.value, self.level, self.step = value, level, step

    def bounds(self, bits):
        """An interval that contains the mean, of a width of about 2^(-bits/2).  Raises Undecided."""
        if bits > MOST_BITS:
            raise Undecided(f"a mean to more than {MOST_BITS // 2} binary digits")
        bits, work = bits // 2, bits
        reach, tails = self.tails(bits, work)
        total, pending, cells = tails, [(Fraction(k), Fraction(k + 1)) for k in range(-reach, reach)], 0
        tolerance = Fraction(1, 1 << bits)
        while pending:
            self.step()
            low, high = pending.pop()
            cells += 1
            if cells > MOST_CELLS:
                raise Undecided(f"a mean that {MOST_CELLS} cells do not enclose")
            found = self.cell(low, high, work, 2 * (bits // 6))
            if found is not None and found.hi - found.lo <= tolerance * (high - low):
                total = interval.add(total, found, work)
            elif (high - low) ** 2 > tolerance:
                middle = (low + high) / 2
                pending += [(low, middle), (middle, high)]
            else:
                total = interval.add(total, found or self.short_cell(low, high, work), work)
        root = elementary.sqrt(interval.multiply(point(Fraction(2)), elementary.pi(work), work), work)
        return interval.divide(total, root, work)

    def cell(self, low, high, bits, order):
        """The integral of F over a cell by Taylor coefficients, or None where there are none."""
        middle, h = (low + high) / 2, (high - low) / 2
        try:
            at_middle = self.coefficients(point(middle), order, bits)
            over_cell = self.coefficients(Interval(low, high), order, bits)
        except (Unknown, HigherOrder, Imprecise):
            return None
        total = point(Fraction(0))
        for k in range(0, order + 1, 2):
            coefficient = at_middle[k] if k < order else over_cell[k]
            weight = point(2 * h ** (k + 1) / (k + 1))
            total = interval.add(total, interval.multiply(coefficient, weight, bits), bits)
        return total

    def coefficients(self, place, order, bits):
        """Bounds of the Taylor coefficients of F up to the order at every point of an interval."""
        direction = Direction(self.level, 1, order)
        x = direction.variable(real.box(place))
        value = g.multiply(self.value(x), g.exp(g.multiply(-HALF, g.multiply(x, x))))
        if g.level(value) == 0:
            return [real.bounds(value, bits)] + [point(Fraction(0))] * order
        if direction.tied or len(value.coefficients) <= order:
            raise Undecided("a function that is not smooth here")
        return [real.bounds(coefficient, bits) for coefficient in value.coefficients]

    def short_cell(self, low, high, bits):
        """The width of a cell times the bounds of F over it."""
        x = real.box(Interval(low, high))
        try:
            value = real.bounds(self.value(x), bits)
        except Imprecise:
            raise Undecided("a mean of something without bounds") from None
        weight = elementary.exp(interval.negate(interval.multiply(
            point(HALF), interval.square(real.bounds(x, bits), bits), bits)), bits)
        found = interval.multiply(interval.multiply(value, weight, bits), point(high - low), bits)
        if isinstance(found.lo, float) or isinstance(found.hi, float):
            raise Undecided("a mean of something without bounds")
        return found

    def tails(self, bits, work):
        """(M, bounds of the integral outside of [-M, M]).

        Where |f(x)| <= A exp(c x) for x >= M > c, the tail is at most A exp(c M - M^2/2)/(M - c), since
        c x - x^2/2 <= c M - M^2/2 - (M - c)(x - M).
        """
        reach = 2
        while reach * reach < 2 * bits:
            reach += 1
        for _ in range(4):
            size = Fraction(0)
            largest = Fraction(0)
            for side in (1, -1):
                x = real.box(Interval(Fraction(reach), interval.INFINITE))
                try:
                    a, c = growth(self.value(x if side > 0 else real.negate(x)), x, work)
                except (NoBound, Imprecise):
                    raise Undecided("a mean whose tails have no bound") from None
                largest = max(largest, c)
                if reach > c:
                    exponent = c * reach - Fraction(reach * reach, 2)
                    size += a * elementary.exp_at(exponent, work).hi / (reach - c)
            if reach >= 2 * largest + 2:
                return reach, Interval(-size, size).rounded(work)
            reach = int(2 * largest) + reach
            if reach > 1_000:
                break
        raise Undecided("a mean of something that grows too fast")
