"""Complex numbers: pairs of numbers of generic.py.  Every function takes real numbers too.

A number in complex form keeps that form where its imaginary part is 0.
"""

from fractions import Fraction

from arithmetic import generic as g
from arithmetic.real import PI
from language.errors import Undefined

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)


class Complex:
    """re + i im."""

    __slots__ = ("re", "im")

    def __init__(self, re, im):
        self.re, self.im = re, im

    def __repr__(self):
        return f"({self.re} + {self.im} i)"


I = Complex(ZERO, ONE)


def re(z):
    return z.re if isinstance(z, Complex) else z


def im(z):
    return z.im if isinstance(z, Complex) else ZERO


def add(z, w):
    if isinstance(z, Complex) or isinstance(w, Complex):
        return Complex(g.add(re(z), re(w)), g.add(im(z), im(w)))
    return g.add(z, w)


def negate(z):
    return Complex(g.negate(z.re), g.negate(z.im)) if isinstance(z, Complex) else g.negate(z)


def subtract(z, w):
    if isinstance(z, Complex) or isinstance(w, Complex):
        return Complex(g.subtract(re(z), re(w)), g.subtract(im(z), im(w)))
    return g.subtract(z, w)


def multiply(z, w):
    """(a + bi)(c + di) = ac - bd + (ad + bc) i."""
    if isinstance(z, Complex) and isinstance(w, Complex):
        return Complex(g.subtract(g.multiply(z.re, w.re), g.multiply(z.im, w.im)),
                       g.add(g.multiply(z.re, w.im), g.multiply(z.im, w.re)))
    if isinstance(w, Complex):
        z, w = w, z
    if isinstance(z, Complex):
        return Complex(g.multiply(z.re, w), g.multiply(z.im, w))
    return g.multiply(z, w)


def squared_modulus(z):
    """re^2 + im^2."""
    return g.add(g.whole_power(re(z), 2), g.whole_power(im(z), 2))


def divide(z, w):
    """z conj(w)/|w|^2; undefined for w = 0."""
    if not isinstance(w, Complex):
        if isinstance(z, Complex):
            return Complex(g.divide(z.re, w), g.divide(z.im, w))
        return g.divide(z, w)
    # Decided part by part: that is easier than the sign of a sum of squares.
    if is_zero(w):
        raise Undefined("a division by zero")
    if g.is_exactly(w.im, 0):
        return divide(z if isinstance(z, Complex) else Complex(z, ZERO), w.re)
    size = squared_modulus(w)
    product = multiply(z, conj(w))
    return Complex(g.divide(product.re, size), g.divide(product.im, size))


def is_zero(z):
    if not isinstance(z, Complex):
        return g.sign(z) == 0
    return g.sign(z.re) == 0 and g.sign(z.im) == 0


def conj(z):
    return Complex(z.re, g.negate(z.im)) if isinstance(z, Complex) else z


def absolute(z):
    """|z|, the square root of re^2 + im^2."""
    if not isinstance(z, Complex):
        return g.absolute(z)
    if g.is_exactly(z.im, 0):
        return g.absolute(z.re)
    if g.is_exactly(z.re, 0):
        return g.absolute(z.im)
    return g.sqrt(squared_modulus(z))


def exp(z):
    """exp(a) (cos b + i sin b)."""
    if not isinstance(z, Complex):
        return g.exp(z)
    size = g.exp(z.re)
    return Complex(g.multiply(size, g.cos(z.im)), g.multiply(size, g.sin(z.im)))


def cos(z):
    """cos(a + bi) = cos a cosh b - i sin a sinh b."""
    if not isinstance(z, Complex):
        return g.cos(z)
    cosh, sinh = _hyperbolic(z.im)
    return Complex(g.multiply(g.cos(z.re), cosh), g.negate(g.multiply(g.sin(z.re), sinh)))


def sin(z):
    """sin(a + bi) = sin a cosh b + i cos a sinh b."""
    if not isinstance(z, Complex):
        return g.sin(z)
    cosh, sinh = _hyperbolic(z.im)
    return Complex(g.multiply(g.sin(z.re), cosh), g.multiply(g.cos(z.re), sinh))


def _hyperbolic(b):
    if g.is_exactly(b, 0):
        return ONE, ZERO
    up, down = g.exp(b), g.exp(g.negate(b))
    return g.multiply(HALF, g.add(up, down)), g.multiply(HALF, g.subtract(up, down))


def argument(z):
    """The angle in (-pi, pi] of z = a + bi /= 0: atan(b/a), plus pi or minus pi left of the imaginary axis;
    near that axis pi/2 - atan(a/b), or -pi/2 - atan(a/b)."""
    a, b = re(z), im(z)
    if g.vanishes_at_the_point(a):
        return g.subtract(g.multiply(Fraction(g.sign(b), 2), PI), g.atan(g.divide(a, b)))
    angle = g.atan(g.divide(b, a))
    if g.sign(a) > 0:
        return angle
    # The branch cut, a < 0 and b = 0, belongs to the upper side.
    return g.add(angle, PI) if g.sign(b) >= 0 else g.subtract(angle, PI)


def log(z):
    """log |z| + i arg z; undefined for 0."""
    if is_zero(z):
        raise Undefined("the logarithm of zero")
    z = z if isinstance(z, Complex) else Complex(z, ZERO)
    return Complex(g.multiply(HALF, g.log(squared_modulus(z))), argument(z))


def sqrt(z):
    """The principal root: sqrt((|z| + a)/2) + i s sqrt((|z| - a)/2), with s = 1 for b >= 0, else -1."""
    a, b = re(z), im(z)
    size = absolute(Complex(a, b))
    upper = g.multiply(HALF, g.add(size, a))
    lower = g.multiply(HALF, g.subtract(size, a))
    real, imaginary = g.sqrt(upper), g.sqrt(lower)
    if g.is_exactly(imaginary, 0) or g.sign(b) >= 0:
        return Complex(real, imaginary)
    return Complex(real, g.negate(imaginary))


def whole_power(z, n):
    """z^n for a whole n, by repeated squaring; z^0 = 1."""
    if not isinstance(z, Complex):
        return g.whole_power(z, n)
    if n < 0:
        return divide(Complex(ONE, ZERO), whole_power(z, -n))
    result = Complex(ONE, ZERO)
    while n:
        if n % 2:
            result = multiply(result, z)
        n //= 2
        if n:
            z = multiply(z, z)
    return result


def power(z, w):
    """z^w = exp(w log z), principal; whole exponents for any z; 0 to an exponent with positive real part is 0."""
    if isinstance(w, Complex) and g.is_exactly(w.im, 0):
        w = w.re
    if isinstance(w, Fraction) and w.denominator == 1:
        return whole_power(z, w.numerator)
    if not isinstance(w, Complex) and g.level(w) == 0:
        w = g.real.whole_if_so(w)
        if isinstance(w, Fraction) and w.denominator == 1:
            return whole_power(z, w.numerator)
    if is_zero(z):
        if g.sign(im(w)) != 0 or g.sign(re(w)) <= 0:
            raise Undefined("0 to a power that is not positive")
        return Complex(ZERO, ZERO)
    if isinstance(w, Fraction) and w.denominator == 2:
        return whole_power(sqrt(z), w.numerator)
    return exp(multiply(w, log(z)))
