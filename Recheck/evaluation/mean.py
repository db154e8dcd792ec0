"""gaussian(x: e): the mean of e for a standard normal x."""

from fractions import Fraction

from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic import real
from arithmetic.polynomial import NotPolynomial, Polynomial
from evaluation.quadrature import Quadrature
from language.errors import Undecided


def mean(evaluator, node, env):
    """By exact moments where e is a polynomial in x: the mean of x^n is 1 3 5 ... (n - 1) for even n, else 0.
    Otherwise by quadrature."""
    level = env.level + 1
    inner = env.deeper().bind(node.name, Polynomial(level, [Fraction(0), Fraction(1)]))
    try:
        found = evaluator.value(node.body, inner)
    except NotPolynomial:
        return _by_quadrature(evaluator, node, env)
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


def _by_quadrature(evaluator, node, env):
    if evaluator.forms.can_be_complex(node.body, env.complex_names):
        raise Undecided("the mean of something complex that is no polynomial")
    boxed = False
    numbers = [evaluator.named(value, env) for value in env.names.values()]
    for value in numbers + list(env.context.overrides.values()):
        for part in (c.re(value), c.im(value)):
            if g.level(part) > 0:
                raise Undecided("a derivative of, or a mean within, a mean of something that is no polynomial")
            boxed = boxed or (isinstance(part, real.Formula) and part.boxed)
    inner = env.deeper()

    def value(x):
        return c.re(evaluator.value(node.body, inner.bind(node.name, x)))

    quadrature = Quadrature(value, inner.level, evaluator.step)
    if not boxed:
        quadrature.bounds(real.FIRST_BITS)      # that there is a mean is shown before it is used
    return real.mean(quadrature, boxed)
