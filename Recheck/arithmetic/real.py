"""Real numbers: a Fraction where the value is rational, else a formula with bounds at any precision.

A `Formula` is an operation on numbers.  `bounds(x, bits)` encloses it; `sign(x)` decides its sign,
by raising the precision until 0 is outside the bounds, and where that does not come to pass by
exact algebra (see roots.py and identity.py). What neither decides raises Undecided: nothing is ever
guessed.

A `box` is a number of which only an interval is known.  What is decided about formulas with boxes
holds for all numbers in them; they serve to prove statements about a continuum.
"""

from fractions import Fraction
from math import floor, isqrt

from arithmetic import clock, elementary, interval
from arithmetic.interval import Imprecise
from language.errors import Undecided, Undefined

FIRST_BITS = 64
MOST_BITS = 2048
ALGEBRA_AT_BITS = 256          # from here on exact algebra is tried, once
BOX_BITS = 64
LONGEST_FRACTION = 1 << 20     # binary digits of a numerator or denominator

UNARY = {
    "sqrt": elementary.sqrt, "exp": elementary.exp, "log": elementary.log, "sin": elementary.sin,
    "cos": elementary.cos, "atan": elementary.atan, "tanh": elementary.tanh,
    "sigmoid": elementary.sigmoid, "softplus": elementary.softplus, "silu": elementary.silu,
    "negate": lambda a, bits: interval.negate(a), "abs": lambda a, bits: interval.absolute(a),
    "square": interval.square, "reciprocal": interval.reciprocal,
}
BINARY = {
    "add": interval.add, "multiply": interval.multiply,
    "maximum": lambda a, b, bits: interval.maximum(a, b),
    "minimum": lambda a, b, bits: interval.minimum(a, b),
}


class Formula:
    """operation(arguments); equal formulas are one object, see `formula`."""

    __slots__ = ("operation", "arguments", "boxed", "known", "known_sign")

    def __init__(self, operation, arguments, boxed):
        self.operation, self.arguments, self.boxed = operation, arguments, boxed
        self.known = {}            # bits -> Interval
        self.known_sign = None

    def __repr__(self):
        return f"{self.operation}{self.arguments!r}"


_formulas = {}


def forget():
    """Drops the table of formulas."""
    _formulas.clear()


def formula(operation, *arguments):
    """The one Formula of this operation and these arguments."""
    key = (operation,) + tuple(a if isinstance(a, Fraction) else id(a) for a in arguments)
    found = _formulas.get(key)
    if found is None:
        boxed = any(isinstance(a, Formula) and a.boxed for a in arguments)
        found = Formula(operation, arguments, boxed)
        if boxed:
            return found           # boxes come and go in thousands; their formulas are not kept
        _formulas[key] = found     # and keeps its arguments alive, so that no id is used again
    return found


def box(bounds):
    """A number of which nothing is known but that it lies in this Interval."""
    found = Formula("box", (), True)
    found.known[None] = bounds
    return found


def mean(quadrature, boxed):
    """The number that an object's method `bounds(bits)` encloses."""
    return Formula("mean", (quadrature,), boxed)


PI = Formula("pi", (), False)


def bounds(x, bits):
    """An Interval that contains x.  Raises Imprecise where more bits are needed."""
    if isinstance(x, Fraction):
        return interval.point(x).rounded(bits)
    found = x.known.get(bits)
    if found is not None:
        return found
    clock.check()
    if x.operation == "box":
        return x.known[None]
    if x.operation == "pi":
        found = elementary.pi(bits)
    elif x.operation == "mean":
        found = x.arguments[0].bounds(bits)
    elif x.operation in UNARY:
        found = UNARY[x.operation](bounds(x.arguments[0], bits), bits)
    else:
        left, right = x.arguments
        found = BINARY[x.operation](bounds(left, bits), bounds(right, bits), bits)
    x.known[bits] = found
    return found


def sign(x):
    """1, 0 or -1.  Raises Undecided."""
    if isinstance(x, Fraction):
        return (x > 0) - (x < 0)
    if x.known_sign is None:
        x.known_sign = _sign(x)
    return x.known_sign


def _sign(x):
    if x.boxed:
        try:
            found = bounds(x, BOX_BITS).sign()
        except Imprecise:
            found = None
        if found is None:
            raise Undecided("a sign that changes within a piece of a continuum")
        return found
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        try:
            found = bounds(x, bits).sign()
        except Imprecise:
            found = None
        if found is not None:
            return found
        if bits == ALGEBRA_AT_BITS:
            from arithmetic import identity, roots   # these compute with formulas themselves
            found = roots.exact_sign(x)
            if found is not None:
                return found
            if identity.vanishes(x):
                return 0
        bits *= 2
    raise Undecided(f"a number too close to 0 for {MOST_BITS} bits, which exact algebra does not show to be 0")


def one_sided(x):
    """(whether x <= 0 is sure, whether x >= 0 is sure), by bounds alone: boxes may touch 0."""
    try:
        found = bounds(x, BOX_BITS)
    except Imprecise:
        return False, False
    return found.hi <= 0, found.lo >= 0


def compare(x, y):
    """The sign of x - y."""
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return (x > y) - (x < y)
    return sign(subtract(x, y))


# Arithmetic.  Fractions give Fractions; a formula is made only where it has to be.

def _short(value):
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST_FRACTION:
        raise Undecided(f"a fraction of more than {LONGEST_FRACTION} binary digits")
    return value


def add(x, y):
    if isinstance(x, Fraction):
        if isinstance(y, Fraction):
            return _short(x + y)
        if x == 0:
            return y
    elif isinstance(y, Fraction) and y == 0:
        return x
    elif negate(x) is y:
        return Fraction(0)
    if _is_multiple_of_pi(x) and _is_multiple_of_pi(y):
        return multiply(add(pi_factor(x), pi_factor(y)), PI)
    return formula("add", x, y)


def negate(x):
    if isinstance(x, Fraction):
        return -x
    if x.operation == "negate":
        return x.arguments[0]
    if _is_multiple_of_pi(x):
        return multiply(-pi_factor(x), PI)
    return formula("negate", x)


def subtract(x, y):
    if x is y and not isinstance(x, Fraction):
        return Fraction(0)
    return add(x, negate(y))


def multiply(x, y):
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        longest = max(x.numerator.bit_length() + y.numerator.bit_length(),
                      x.denominator.bit_length() + y.denominator.bit_length())
        if longest > 2 * LONGEST_FRACTION:
            raise Undecided(f"a fraction of more than {LONGEST_FRACTION} binary digits")
        return _short(x * y)
    if isinstance(y, Fraction):
        x, y = y, x
    if isinstance(x, Fraction):
        if x == 0:
            return Fraction(0)
        if x == 1:
            return y
        if x == -1:
            return negate(y) if y is not PI else formula("multiply", x, y)
        if _is_multiple_of_pi(y) and y is not PI:
            return multiply(x * pi_factor(y), PI)
        return formula("multiply", x, y)
    if x is y:
        return square(x)
    return formula("multiply", x, y)


def square(x):
    if isinstance(x, Fraction):
        return multiply(x, x)
    if x.operation == "sqrt":
        return x.arguments[0]
    if x.operation in ("negate", "abs"):
        return square(x.arguments[0])
    return formula("square", x)


def reciprocal(x):
    """1/x.  Raises Undefined for 0."""
    if sign(x) == 0:
        raise Undefined("a division by zero")
    if isinstance(x, Fraction):
        return 1 / x
    if x.operation == "reciprocal":
        return x.arguments[0]
    return formula("reciprocal", x)


def divide(x, y):
    if x is y and not isinstance(x, Fraction) and sign(y) != 0:
        return Fraction(1)
    if _is_multiple_of_pi(x) and _is_multiple_of_pi(y):
        return pi_factor(x) / pi_factor(y)
    return multiply(x, reciprocal(y))


def absolute(x):
    """|x|, without deciding the sign where it is not rational."""
    if isinstance(x, Fraction):
        return abs(x)
    try:
        return x if bounds(x, FIRST_BITS).lo >= 0 else formula("abs", x)
    except Imprecise:
        return formula("abs", x)


def maximum(x, y):
    return _extreme("maximum", x, y, 1)


def minimum(x, y):
    return _extreme("minimum", x, y, -1)


def _extreme(operation, x, y, wanted):
    """One of the two where bounds say which, else the formula: equal numbers need no decision."""
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x if (x > y) == (wanted > 0) else y
    if x is y:
        return x
    try:
        order = interval.subtract(bounds(x, FIRST_BITS), bounds(y, FIRST_BITS), FIRST_BITS).sign()
    except Imprecise:
        order = None
    if order:
        return x if order == wanted else y
    return formula(operation, x, y)


# Functions

def rational_root(x, degree):
    """The rational number whose `degree`-th power is the Fraction x >= 0, or None."""
    parts = []
    for n in (x.numerator, x.denominator):
        root = isqrt(n) if degree == 2 else _integer_root(n, degree)
        if root ** degree != n:
            return None
        parts.append(root)
    return Fraction(*parts)


def _integer_root(n, degree):
    """floor(n^(1/degree)), by bisection."""
    low, high = 0, 1 << (n.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** degree <= n:
            low = middle
        else:
            high = middle - 1
    return low


def sqrt(x):
    """The square root.  Raises Undefined for negative numbers."""
    if isinstance(x, Formula) and x.boxed and one_sided(x)[1]:
        return formula("sqrt", x)
    found = sign(x)
    if found < 0:
        raise Undefined("the square root of a negative number")
    if found == 0:
        return Fraction(0)
    return root_of_nonnegative(x)


def root_of_nonnegative(x):
    """The square root of a number known not to be negative, such as a sum of squares."""
    if isinstance(x, Fraction):
        exact = rational_root(x, 2)
        return formula("sqrt", x) if exact is None else exact
    if x.operation == "square":
        return absolute(x.arguments[0])
    return formula("sqrt", x)


def exp(x):
    if isinstance(x, Fraction):
        return Fraction(1) if x == 0 else formula("exp", x)
    return x.arguments[0] if x.operation == "log" else formula("exp", x)


def log(x):
    """The natural logarithm.  Raises Undefined unless x > 0."""
    if sign(x) <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    if isinstance(x, Fraction):
        return Fraction(0) if x == 1 else formula("log", x)
    return x.arguments[0] if x.operation == "exp" else formula("log", x)


def _is_multiple_of_pi(x):
    return x is PI or (isinstance(x, Formula) and x.operation == "multiply" and x.arguments[1] is PI
                       and isinstance(x.arguments[0], Fraction))


def pi_factor(x):
    return Fraction(1) if x is PI else x.arguments[0]


# cos(q pi) for the q in [0, 1/2] where it needs no root within a root: (a + b sqrt(c))/4.
_COSINES = {
    Fraction(0): (4, 0, 0), Fraction(1, 2): (0, 0, 0), Fraction(1, 3): (2, 0, 0),
    Fraction(1, 4): (0, 2, 2), Fraction(1, 6): (0, 2, 3),
    Fraction(1, 5): (1, 1, 5), Fraction(2, 5): (-1, 1, 5),
}


def _cos_of_pi_times(q):
    """cos(q pi) in exact algebra, or None: even, of period 2, and cos(pi - x) = -cos(x)."""
    q = abs(q) % 2
    if q > 1:
        q = 2 - q
    negative = q > Fraction(1, 2)
    found = _COSINES.get(1 - q if negative else q)
    if found is None:
        return None
    a, b, c = (Fraction(part) for part in found)
    value = add(a / 4, multiply(b / 4, sqrt(c)))
    return negate(value) if negative else value


def cos(x):
    if isinstance(x, Fraction):
        return Fraction(1) if x == 0 else formula("cos", abs(x))
    exact = _cos_of_pi_times(pi_factor(x)) if _is_multiple_of_pi(x) else None
    if x.operation == "negate":
        return cos(x.arguments[0])
    return formula("cos", x) if exact is None else exact


def sin(x):
    if isinstance(x, Fraction):
        return x if x == 0 else formula("sin", x) if x > 0 else negate(formula("sin", -x))
    exact = _cos_of_pi_times(pi_factor(x) - Fraction(1, 2)) if _is_multiple_of_pi(x) else None
    if x.operation == "negate":
        return negate(sin(x.arguments[0]))
    return formula("sin", x) if exact is None else exact


def atan(x):
    if isinstance(x, Fraction):
        if x == 0:
            return x
        if abs(x) == 1:
            return multiply(x / 4, PI)
    return formula("atan", x)


def tanh(x):
    return x if isinstance(x, Fraction) and x == 0 else formula("tanh", x)


def sigmoid(x):
    return Fraction(1, 2) if isinstance(x, Fraction) and x == 0 else formula("sigmoid", x)


def softplus(x):
    return log(Fraction(2)) if isinstance(x, Fraction) and x == 0 else formula("softplus", x)


def silu(x):
    return x if isinstance(x, Fraction) and x == 0 else formula("silu", x)


def whole_power(x, n):
    """x^n for a whole n.  Raises Undefined for a negative power of 0."""
    if n < 0:
        return reciprocal(whole_power(x, -n))
    if isinstance(x, Fraction):
        longest = max(abs(x.numerator).bit_length(), x.denominator.bit_length())
        if abs(x) not in (0, 1) and longest * n > 2 * LONGEST_FRACTION:
            raise Undecided(f"a fraction of more than {LONGEST_FRACTION} binary digits")
        return _short(x ** n)
    result = Fraction(1)
    while n:
        if n % 2:
            result = multiply(result, x)
        n //= 2
        if n:
            x = square(x)
    return result


def _is_not_whole(y):
    """Whether bounds show that y is no whole number."""
    try:
        found = bounds(y, MOST_BITS)
    except Imprecise:
        return False
    return floor(found.lo) == floor(found.hi) and floor(found.lo) < found.lo


def whole_if_so(y):
    """y as a Fraction where it is a formula whose value is a whole number and that can be seen; else y."""
    if isinstance(y, Fraction) or y.boxed:
        return y
    try:
        found = bounds(y, FIRST_BITS)
        nearest = Fraction(round((found.lo + found.hi) / 2))
        if found.lo <= nearest <= found.hi and sign(subtract(y, nearest)) == 0:
            return nearest
    except (Imprecise, Undecided, OverflowError, ValueError):
        pass
    return y


def power(x, y):
    """x^y for real numbers: whole exponents for any x (x^0 = 1), others for x > 0, or 0 and y > 0."""
    if isinstance(y, Fraction) and y.denominator == 1:
        return whole_power(x, y.numerator)
    found = sign(x)
    if found < 0:
        if isinstance(y, Formula) and not _is_not_whole(y):
            raise Undecided("a power of a negative number with an exponent that may be whole")
        raise Undefined("a power of a negative number with an exponent that is not whole")
    if found == 0:
        if sign(y) <= 0:
            raise Undefined("0 to a power that is not positive")
        return Fraction(0)
    if isinstance(y, Fraction) and y.denominator <= 64:
        if isinstance(x, Fraction):
            exact = rational_root(x, y.denominator)
            if exact is not None:
                return whole_power(exact, y.numerator)
        if y.denominator & (y.denominator - 1) == 0:
            for _ in range(y.denominator.bit_length() - 1):
                x = sqrt(x)
            return whole_power(x, y.numerator)
    if isinstance(x, Fraction) and x == 1:
        return Fraction(1)
    return exp(multiply(y, log(x)))
