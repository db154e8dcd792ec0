"""Numbers of the oracle: fractions, real balls of python-flint, and germs.

A germ is a rational function of an infinitesimal h > 0, ordered by its leading coefficients: f(x + h)
computed with germs shows what f does just right of x, exactly. Derivatives are limits of difference
quotients of germs; no rule of differentiation occurs anywhere in the oracle.
"""

from fractions import Fraction

import flint

flint.ctx.prec = 1400
TINY = flint.arb(2) ** -900


class Unsure(Exception):
    """A sign that the precision does not tell (strict mode), or an operation that is not supported."""


class Mode:
    """Strict: a ball that meets 0 has no sign. Otherwise a tiny ball around 0 is 0."""

    strict = False


class Germ:
    """num/den as lists of coefficients of 1, h, h^2, …; `level` tells nested infinitesimals apart."""

    __slots__ = ("num", "den", "level")

    def __init__(self, num, den, level):
        while num and sign(num[-1]) == 0:
            num.pop()
        while den and sign(den[-1]) == 0:
            den.pop()
        while num and den and sign(num[0]) == 0 and sign(den[0]) == 0:
            num, den = num[1:], den[1:]
        if not num:
            den = [Fraction(1)]
        self.num, self.den, self.level = num, den, level


def germ_of(x, level):
    return x if isinstance(x, Germ) and x.level == level else Germ([x], [Fraction(1)], level)


def pmul(p, q):
    if not p or not q:
        return []
    out = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] = add(out[i + j], mul(a, b))
    return out


def padd(p, q):
    n = max(len(p), len(q))
    p = p + [Fraction(0)] * (n - len(p))
    q = q + [Fraction(0)] * (n - len(q))
    return [add(a, b) for a, b in zip(p, q)]


def level(x):
    return x.level if isinstance(x, Germ) else 0


def ball(x):
    if isinstance(x, Fraction):
        return flint.arb(flint.fmpq(x.numerator, x.denominator))
    if isinstance(x, Germ):
        raise Unsure("a germ where a ball is needed")
    return x


def add(x, y):
    k = max(level(x), level(y))
    if k:
        x, y = germ_of(x, k), germ_of(y, k)
        return Germ(padd(pmul(x.num, y.den), pmul(y.num, x.den)), pmul(x.den, y.den), k)
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x + y
    return ball(x) + ball(y)


def neg(x):
    if isinstance(x, Germ):
        return Germ([neg(a) for a in x.num], list(x.den), x.level)
    return -x


def sub(x, y):
    return add(x, neg(y))


def mul(x, y):
    k = max(level(x), level(y))
    if k:
        x, y = germ_of(x, k), germ_of(y, k)
        return Germ(pmul(x.num, y.num), pmul(x.den, y.den), k)
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x * y
    return ball(x) * ball(y)


def inverse(x):
    """1/x; the caller has seen that x is not 0."""
    if isinstance(x, Germ):
        return Germ(list(x.den), list(x.num), x.level)
    return 1 / x


def sign(x):
    if isinstance(x, Germ):
        if not x.num:
            return 0
        first = next(sign(a) for a in x.num if sign(a) != 0)
        return first * next(sign(a) for a in x.den if sign(a) != 0)
    if isinstance(x, Fraction):
        return (x > 0) - (x < 0)
    if x > 0:
        return 1
    if x < 0:
        return -1
    if Mode.strict or not abs(x) < TINY:
        raise Unsure("a sign")
    return 0


def at_zero(x):
    """The value of a germ at h = 0: its limit; None where it is infinite."""
    if not x.num:
        return Fraction(0)
    if sign(x.den[0]) == 0:
        return None
    if sign(x.num[0]) == 0:
        return Fraction(0)
    return mul(x.num[0], inverse(x.den[0]))


def isqrt(n):
    import math

    r = math.isqrt(n)
    return r if r * r == n else None


def sqrt(x):
    """The root of x >= 0."""
    if isinstance(x, Fraction):
        p, q = isqrt(x.numerator), isqrt(x.denominator)
        if p is not None and q is not None:
            return Fraction(p, q)
    if isinstance(x, Germ):
        raise Unsure("the root of a germ")
    b = ball(x)
    if not Mode.strict and abs(b) < TINY:
        return Fraction(0)
    return b.sqrt()


class Cx:
    """A number that can be complex by its form."""

    __slots__ = ("re", "im")

    def __init__(self, re, im):
        self.re, self.im = re, im


def parts(z):
    return (z.re, z.im) if isinstance(z, Cx) else (z, Fraction(0))
