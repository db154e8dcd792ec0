"""gaussian(x: e): the mean of e for a standard normal x."""

from fractions import Fraction

from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic.polynomial import NotPolynomial, Polynomial
from language.errors import Undecided


def mean(evaluator, node, env):
    """By exact moments where e is a polynomial in x: the mean of x^n is 1 3 5 ... (n - 1) for even n, else 0."""
    level = env.level + 1
    inner = env.deeper().bind(node.name, Polynomial(level, [Fraction(0), Fraction(1)]))
    try:
        found = evaluator.value(node.body, inner)
    except NotPolynomial:
        raise Undecided("the mean of something that is no polynomial") from None
    if isinstance(found, c.Complex):
        return c.Complex(_moments(found.re, level), _moments(found.im, level))
    return _moments(found, level)


def _moments(x, level):
    if not isinstance(x, Polynomial) or x.level != level:
        return x
    moment, total = Fraction(1), x.coefficients[0]
    for n in range(2, len(x.coefficients), 2):
        moment *= n - 1
        total = g.add(total, g.multiply(moment, x.coefficients[n]))
    return total
