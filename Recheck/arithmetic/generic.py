"""One name per operation for every kind of number that is not complex.

Level 0 are the real numbers of real.py: Fractions and formulas.  A Series or Polynomial has a level
of its own and coefficients of lower levels; in an operation the operand of the higher level leads,
and the other is a constant to it.
"""

from fractions import Fraction

from arithmetic import real
from language.errors import Undecided, Undefined

LARGEST_POWER = 4096


def level(x):
    return 0 if isinstance(x, (Fraction, real.Formula)) else x.level


def is_exactly(x, value):
    """Whether x is the Fraction `value` in so many words; nothing is decided."""
    return isinstance(x, Fraction) and x == value


def add(x, y):
    a, b = level(x), level(y)
    if a == b == 0:
        return real.add(x, y)
    if is_exactly(x, 0):
        return y
    if is_exactly(y, 0):
        return x
    return x.plus(y) if a >= b else y.plus(x)


def negate(x):
    return real.negate(x) if level(x) == 0 else x.negated()


def subtract(x, y):
    if x is y:
        return Fraction(0)
    return add(x, negate(y))


def multiply(x, y):
    a, b = level(x), level(y)
    if a == b == 0:
        return real.multiply(x, y)
    if is_exactly(x, 0) or is_exactly(y, 0):
        return Fraction(0)
    return x.times(y) if a >= b else y.times(x)


def total(terms):
    result = Fraction(0)
    for term in terms:
        result = add(result, term)
    return result


def reciprocal(x):
    """1/x.  Raises Undefined for 0."""
    return real.reciprocal(x) if level(x) == 0 else x.reciprocal()


def divide(x, y):
    a, b = level(x), level(y)
    if a == b == 0:
        return real.divide(x, y)
    if a >= b:
        return x.over(y)
    return y._lifted(x).over(y) if hasattr(y, "_lifted") else multiply(x, y.reciprocal())


def sign(x):
    """1, 0 or -1."""
    return real.sign(x) if level(x) == 0 else x.sign()


def vanishes_at_the_point(x):
    """Whether x is 0, or a series that is 0 at the point beside which it is taken."""
    if hasattr(x, "direction"):
        return vanishes_at_the_point(x.coefficients[0])
    return sign(x) == 0


def compare(x, y):
    """The sign of x - y."""
    if level(x) == level(y) == 0:
        return real.compare(x, y)
    return sign(subtract(x, y))


def absolute(x):
    if level(x) == 0:
        return real.absolute(x)
    return x if sign(x) >= 0 else negate(x)


def maximum(x, y):
    if level(x) == level(y) == 0:
        return real.maximum(x, y)
    return x if compare(x, y) >= 0 else y


def minimum(x, y):
    if level(x) == level(y) == 0:
        return real.minimum(x, y)
    return x if compare(x, y) <= 0 else y


def _function(name):
    def apply(x):
        return getattr(real, name)(x) if level(x) == 0 else x.apply(name)
    apply.__name__ = name
    apply.__doc__ = f"{name}(x)."
    return apply


sqrt, exp, log, sin, cos, atan = map(_function, ("sqrt", "exp", "log", "sin", "cos", "atan"))
tanh, sigmoid, softplus = map(_function, ("tanh", "sigmoid", "softplus"))


def silu(x):
    """x sigmoid(x)."""
    return real.silu(x) if level(x) == 0 else multiply(x, sigmoid(x))


def whole_power(x, n):
    """x^n for a whole n, by repeated squaring; x^0 = 1."""
    if level(x) == 0:
        return real.whole_power(x, n)
    if abs(n) > LARGEST_POWER and not hasattr(x, "direction"):
        raise Undecided(f"a power of a function beyond {LARGEST_POWER}")
    if n < 0:
        return divide(Fraction(1), whole_power(x, -n))
    result = Fraction(1)
    while n:
        if n % 2:
            result = multiply(result, x)
        n //= 2
        if n:
            x = multiply(x, x)
    return result


def power(x, y):
    """x^y: whole exponents for any x, others for x > 0, or 0 and y > 0."""
    if level(y) == 0:
        y = real.whole_if_so(y)
    if isinstance(y, Fraction) and y.denominator == 1:
        return whole_power(x, y.numerator)
    if level(x) == level(y) == 0:
        return real.power(x, y)
    if level(y) > level(x):
        if sign(x) <= 0:
            if hasattr(y, "exponent_of"):
                return y.exponent_of(x)
            raise Undefined("a power of a number that is not positive, with an exponent that varies")
        return exp(multiply(y, log(x)))
    return x.power(y)
