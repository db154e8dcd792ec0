"""Rigorous bounds of elementary functions, from power series with bounded remainders.

The `..._at` functions take one Fraction; the others take an interval, whose ends may be infinite.
`bits` is about how many binary digits the bounds agree in; that it is enough is never assumed,
since bounds that do not separate two numbers only lead to more bits.
"""

from fractions import Fraction
from functools import lru_cache
from math import isqrt

from arithmetic.interval import (
    INFINITE, Imprecise, Interval, absolute, add, divide, multiply, negate, point, reciprocal,
    rounded_down, rounded_up, square, subtract)
from language.errors import Undecided

GUARD = 16
LARGEST_EXPONENT = 1 << 16   # of exp: beyond it numbers of more than 90,000 binary digits
ONE = point(Fraction(1))


def increasing(function_at, x, bits, below, above):
    """The bounds of an increasing function from its values at both ends; `below` and `above` are its limits."""
    if x.lo == x.hi:
        return function_at(x.lo, bits)
    low = below if x.lo == -INFINITE else function_at(x.lo, bits).lo
    high = above if x.hi == INFINITE else function_at(x.hi, bits).hi
    return Interval(low, high)


# Square root

def sqrt_at(x, bits):
    """isqrt(n) <= sqrt(n) < isqrt(n) + 1 for n = floor(x 4^k), and x < (n + 1)/4^k."""
    k = max(0, bits + (x.denominator.bit_length() - x.numerator.bit_length()) // 2 + 1)
    n, rest = divmod(x.numerator << (2 * k), x.denominator)
    root = isqrt(n)
    exact = rest == 0 and root * root == n
    return Interval(Fraction(root, 1 << k), Fraction(root if exact else root + 1, 1 << k))


def sqrt(x, bits):
    """The root of the numbers in x that are not negative; the caller knows that the number is not."""
    if x.hi < 0:
        raise Imprecise("the square root of a negative number")
    return increasing(sqrt_at, Interval(max(x.lo, Fraction(0)), x.hi), bits, None, INFINITE)


# Exponential

def exp_at(x, bits):
    """exp(x) = exp(x/2^k)^(2^k), and for 0 <= r <= 1/2 the series
    exp(r) = sum of r^n/n! for n < N, plus a remainder of at most 2 r^N/N!."""
    if x == 0:
        return ONE
    if x < 0:
        if x < -LARGEST_EXPONENT:
            return Interval(Fraction(0), exp_at(Fraction(-LARGEST_EXPONENT), bits).hi)
        return reciprocal(exp_at(-x, bits + 4), bits)
    if x > LARGEST_EXPONENT:
        raise Undecided(f"exp of a number beyond {LARGEST_EXPONENT}")
    halvings = max(0, x.numerator.bit_length() - x.denominator.bit_length() + 2) + 4
    work = bits + halvings + GUARD
    r = point(x / (1 << halvings)).rounded(work)
    total = term = ONE
    n = 0
    while term.hi * (1 << work) > 1:
        n += 1
        term = divide(multiply(term, r, work), point(Fraction(n)), work)
        total = add(total, term, work)
    total = Interval(total.lo, rounded_up(total.hi + 2 * term.hi, work))
    for _ in range(halvings):
        total = square(total, work)
    return total.rounded(bits)


def exp(x, bits):
    """exp increases.  The upper end is infinite where it would be too large a number."""
    if x.lo < x.hi and x.hi > LARGEST_EXPONENT:
        return Interval(exp(point(min(x.lo, Fraction(LARGEST_EXPONENT))), bits).lo if x.lo > -INFINITE
                        else Fraction(0), INFINITE)
    return increasing(exp_at, x, bits, Fraction(0), INFINITE)


# Logarithm

def _atanh_series(t, bits):
    """atanh(t) = sum of t^(2j+1)/(2j+1), for 0 <= t <= 1/3: after the term of t^(2J-1) at most
    t^(2J+1)/((2J+1)(1 - t^2)) <= 9/8 t^(2J+1)/(2J+1) is missing."""
    if t == 0:
        return point(Fraction(0))
    work = bits + GUARD
    power = point(t).rounded(work)
    t_squared = square(power, work)
    total, j = power, 0
    smallest = power.lo / (1 << work)
    while power.hi > smallest:
        j += 1
        power = multiply(power, t_squared, work)
        total = add(total, divide(power, point(Fraction(2 * j + 1)), work), work)
    return Interval(total.lo, total.hi + Fraction(9, 8) * power.hi).rounded(bits)


@lru_cache(maxsize=64)
def log_of_2(bits):
    """log 2 = 2 atanh(1/3)."""
    return multiply(point(Fraction(2)), _atanh_series(Fraction(1, 3), bits), bits)


def log_at(x, bits):
    """log(m 2^k) = 2 atanh((m - 1)/(m + 1)) + k log 2, with 2/3 <= m <= 4/3."""
    if x == 1:
        return point(Fraction(0))
    k = x.numerator.bit_length() - x.denominator.bit_length()
    m = x / Fraction(2) ** k
    while m > Fraction(4, 3):
        m, k = m / 2, k + 1
    while m < Fraction(2, 3):
        m, k = m * 2, k - 1
    work = bits + GUARD + abs(k).bit_length()
    t = (m - 1) / (m + 1)
    part = _atanh_series(abs(t), work)
    part = multiply(point(Fraction(2)), part if t >= 0 else negate(part), work)
    return add(part, multiply(point(Fraction(k)), log_of_2(work), work), work).rounded(bits + 4)


def log(x, bits):
    """log increases."""
    if x.lo <= 0:
        raise Imprecise("the bounds of a logarithm's argument contain 0")
    return increasing(log_at, x, bits, None, INFINITE)


# Arc tangent and pi

def _atan_series(t, bits):
    """atan(t) = t - t^3/3 + t^5/5 - ..., for 0 <= t <= 1/2: alternating and decreasing, so that what
    is missing is at most the first term left out."""
    if t == 0:
        return point(Fraction(0))
    work = bits + GUARD
    power = point(t).rounded(work)
    t_squared = square(power, work)
    total, j = power, 0
    smallest = power.lo / (1 << work)
    while power.hi > smallest:
        j += 1
        power = multiply(power, t_squared, work)
        term = divide(power, point(Fraction(2 * j + 1)), work)
        total = subtract(total, term, work) if j % 2 else add(total, term, work)
    return Interval(total.lo - power.hi, total.hi + power.hi).rounded(bits)


@lru_cache(maxsize=64)
def pi(bits):
    """pi = 16 atan(1/5) - 4 atan(1/239) (Machin)."""
    work = bits + GUARD
    return subtract(multiply(point(Fraction(16)), _atan_series(Fraction(1, 5), work), work),
                    multiply(point(Fraction(4)), _atan_series(Fraction(1, 239), work), work), bits)


def atan_at(x, bits):
    """atan(-x) = -atan(x); atan(x) = pi/2 - atan(1/x) for x > 1;
    atan(x) = pi/4 + atan((x - 1)/(x + 1)) for 1/2 < x <= 1."""
    if x < 0:
        return negate(atan_at(-x, bits))
    if x > 1:
        half_pi = multiply(point(Fraction(1, 2)), pi(bits + 8), bits + 8)
        return subtract(half_pi, atan_at(1 / x, bits + 8), bits)
    if 2 * x > 1:
        quarter_pi = multiply(point(Fraction(1, 4)), pi(bits + 8), bits + 8)
        return add(quarter_pi, negate(_atan_series((1 - x) / (1 + x), bits + 8)), bits)
    return _atan_series(x, bits)


def atan(x, bits):
    """atan increases."""
    half_pi = rounded_up(pi(bits + 8).hi / 2, bits)
    return increasing(atan_at, x, bits, -half_pi, half_pi)


# Sine and cosine

def _sin_cos_series(y, bits):
    """(sin y, cos y) for |y| <= 1: the series alternate with decreasing terms, so that what is missing
    is at most the first term left out."""
    work = bits + GUARD
    exact_y = point(y).rounded(work)
    sums = [exact_y, ONE]
    term, n = exact_y, 1                      # y^n/n!
    while absolute(term).hi * (1 << work) > 1 or n < 2:
        n += 1
        term = divide(multiply(term, exact_y, work), point(Fraction(n)), work)
        signed = negate(term) if n % 4 in (2, 3) else term
        sums[1 - n % 2] = add(sums[1 - n % 2], signed, work)
    missing = absolute(term).hi
    return tuple(Interval(total.lo - missing, total.hi + missing) for total in sums)


def sin_at(x, bits):
    return _circular(x, 0, bits)


def cos_at(x, bits):
    return _circular(x, 1, bits)


def _circular(x, quarters, bits):
    """sin(x + quarters pi/2): x = y + k pi/2 with |y| < 1, and the four cases of k + quarters mod 4.
    y is known up to a radius; sin and cos change by no more than their argument does."""
    if x == 0:
        return point(Fraction(quarters % 2))
    work = bits + GUARD + max(0, x.numerator.bit_length() - x.denominator.bit_length() + 1)
    half_pi = multiply(point(Fraction(1, 2)), pi(work), work)
    k = round(x / half_pi.lo)
    y = subtract(point(x), multiply(point(Fraction(k)), half_pi, work), work)
    middle, radius = (y.lo + y.hi) / 2, (y.hi - y.lo) / 2
    if abs(middle) > 1:
        raise Imprecise("the argument of sin or cos is not reduced")
    sine, cosine = _sin_cos_series(middle, bits + GUARD)
    case = (k + quarters) % 4
    found = (sine, cosine, negate(sine), negate(cosine))[case]
    return Interval(max(found.lo - radius, Fraction(-1)), min(found.hi + radius, Fraction(1)))


def _lipschitz(function_at, x, bits):
    """A function between -1 and 1 that changes by no more than its argument does."""
    if x.hi - x.lo >= 4:
        return Interval(Fraction(-1), Fraction(1))
    middle, radius = (x.lo + x.hi) / 2, (x.hi - x.lo) / 2
    # The middle of two numbers of `bits` digits is short, those of huge ones are rounded into radius.
    short = rounded_down(middle, bits + GUARD)
    radius += middle - short
    at = function_at(short, bits)
    return Interval(max(at.lo - radius, Fraction(-1)), min(at.hi + radius, Fraction(1))).rounded(bits + GUARD)


def sin(x, bits):
    return _lipschitz(sin_at, x, bits)


def cos(x, bits):
    return _lipschitz(cos_at, x, bits)


# What is made of the exponential

def sigmoid_at(x, bits):
    """1/(1 + exp(-x)), written so that exp is at most 1."""
    work = bits + 8
    small = exp_at(-abs(x), work)
    whole = add(ONE, small, work)
    return divide(ONE if x >= 0 else small, whole, bits)


def sigmoid(x, bits):
    """sigmoid increases."""
    return increasing(sigmoid_at, x, bits, Fraction(0), Fraction(1))


def tanh_at(x, bits):
    """(1 - e)/(1 + e) with e = exp(-2|x|), and the sign of x."""
    if x == 0:
        return point(Fraction(0))
    work = bits + 8
    small = exp_at(-2 * abs(x), work)
    size = divide(subtract(ONE, small, work), add(ONE, small, work), bits)
    size = Interval(max(size.lo, Fraction(0)), min(size.hi, Fraction(1)))
    return size if x > 0 else negate(size)


def tanh(x, bits):
    """tanh increases."""
    return increasing(tanh_at, x, bits, Fraction(-1), Fraction(1))


def softplus_at(x, bits):
    """log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))."""
    work = bits + 8
    rest = log(add(ONE, exp_at(-abs(x), work), 2 * work), work)
    return add(point(max(x, Fraction(0))), rest, bits)


def softplus(x, bits):
    """softplus increases."""
    return increasing(softplus_at, x, bits, Fraction(0), INFINITE)


def silu(x, bits):
    """x sigmoid(x)."""
    return multiply(x, sigmoid(x, bits), bits)
