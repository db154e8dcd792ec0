"""diff: the partial derivative of what an expression says, from values on both sides of the point."""

from fractions import Fraction

from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic.series import Direction, HigherOrder, Series
from language.errors import ClaimError, Undecided, Undefined

ORDERS = (1, 2, 4, 8, 16, 32, 64)


def derivative(evaluator, node, env):
    """The derivative of node.body by a real variable's element or by a parameter.

    Where nothing hinges on which side of the point one is, one side gives it.  Where something
    does, the values and slopes of both sides and the value at the point have to agree.
    """
    if node.name in env.names:
        place, point = None, env.names[node.name]
    else:
        place = node.name, tuple(evaluator.index(subscript, env) for subscript in node.subscripts)
        point = evaluator.element_value(*place, env)
    if isinstance(point, c.Complex):
        raise ClaimError(f"a derivative by '{node.name}', which is complex here")
    level = env.level + 1
    least = 1
    for order in ORDERS:
        if order < least:
            continue
        try:
            return _at_order(evaluator, node, env, place, point, level, order)
        except HigherOrder as more:
            if more.direction.level != level:
                raise
            least = max(order + 1, more.order or 0)
    raise Undecided(f"which branch holds beside the point, beyond the coefficient {ORDERS[-1]}")


def _at_order(evaluator, node, env, place, point, level, order):
    value, slope, tied = _beside(evaluator, node, env, place, point, level, order, 1)
    if not tied:
        return slope
    left_value, left_slope, _ = _beside(evaluator, node, env, place, point, level, order, -1)
    middle = evaluator.value(node.body, env)
    for beside in (value, left_value):
        if not _equal(beside, middle):
            raise Undefined("a derivative where the function jumps")
    if not _equal(slope, c.negate(left_slope)):
        raise Undefined("a derivative where those of the two sides differ")
    return slope


def _beside(evaluator, node, env, place, point, level, order, side):
    """(value, slope, whether anything hinged on the side), all for point + side e."""
    if place is None:
        direction = Direction(level, side, order)
        inner = env.deeper().bind(node.name, direction.variable(point))
    else:
        children, key = env.context.children, (place, level, order, side)
        if key not in children:
            from evaluation.evaluator import Context
            direction = Direction(level, side, order)
            overrides = {**env.context.overrides, place: direction.variable(point)}
            children[key] = direction, Context(overrides, level)
        direction, context = children[key]
        inner = env.deeper()
        inner.context = context
    result = evaluator.value(node.body, inner)
    parts = [_coefficients(part, direction) for part in (c.re(result), c.im(result))]
    if isinstance(result, c.Complex):
        return c.Complex(parts[0][0], parts[1][0]), c.Complex(parts[0][1], parts[1][1]), direction.tied
    return parts[0][0], parts[0][1], direction.tied


def _coefficients(x, direction):
    """The first two coefficients."""
    if not isinstance(x, Series) or x.level != direction.level:
        return x, Fraction(0)
    if len(x.coefficients) < 2:
        raise HigherOrder(direction)
    return x.coefficients[0], x.coefficients[1]


def _equal(z, w):
    return (g.compare(c.re(z), c.re(w)) == 0) and (g.compare(c.im(z), c.im(w)) == 0)
