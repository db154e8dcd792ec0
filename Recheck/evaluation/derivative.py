"""diff: the partial derivative of what an expression says, from values on both sides of the point."""

from fractions import Fraction

from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic.series import Direction, HigherOrder, Ramified, Series
from language import syntax as s
from language.errors import ClaimError, Undecided, Undefined

ORDERS = (1, 2, 4, 8, 16, 32, 64)
MOST_ROOTS = 24     # e may be taken as the 24th power of a smaller number


def derivative(evaluator, node, env):
    """The derivative of node.body by a real variable's element or by a parameter.

    Where nothing hinges on which side of the point one is, one side gives it.  Where something
    does, the values and slopes of both sides and the value at the point have to agree.
    """
    if node.name in env.names:
        # The name is a number of its own within, whatever argument it stands for.
        place, point = None, evaluator.value(s.Name(node.name), env)
        env = env.bind(node.name, point)
    else:
        place = node.name, tuple(evaluator.index(subscript, env) for subscript in node.subscripts)
        point = evaluator.element_value(*place, env)
    if isinstance(point, c.Complex):
        raise ClaimError(f"a derivative by '{node.name}', which is complex here")
    level, root = env.level + 1, 1
    while True:
        try:
            return _with_root(evaluator, node, env, place, point, level, root)
        except Ramified as more:
            if more.direction.level != level:
                raise
            root *= more.root
            if root > MOST_ROOTS:
                raise Undecided(f"a derivative beside a root of degree {root}") from None


def _with_root(evaluator, node, env, place, point, level, root):
    least = 1
    for order in ORDERS:
        if order < least:
            continue
        try:
            return _at_order(evaluator, node, env, place, point, level, (order * root, root))
        except HigherOrder as more:
            if more.direction.level != level:
                raise
            least = max(order + 1, -(-(more.order or 0) // root))
    evaluator.value(node.body, env)
    raise Undecided(f"which branch holds beside the point, beyond the coefficient {ORDERS[-1]}")


def _at_order(evaluator, node, env, place, point, level, precision):
    try:
        value, slope, tied = _beside(evaluator, node, env, place, point, level, precision, 1)
    except Undecided:
        # No value at the point, or on the other side, settles it all the same.
        evaluator.value(node.body, env)
        _beside(evaluator, node, env, place, point, level, precision, -1)
        raise
    if not tied:
        return slope
    left_value, left_slope, _ = _beside(evaluator, node, env, place, point, level, precision, -1)
    middle = evaluator.value(node.body, env)
    for beside in (value, left_value):
        if not _equal(beside, middle):
            raise Undefined("a derivative where the function jumps")
    if not _equal(slope, c.negate(left_slope)):
        raise Undefined("a derivative where those of the two sides differ")
    return slope


def _beside(evaluator, node, env, place, point, level, precision, side):
    """(value, slope, whether anything hinged on the side), all for point + side e."""
    if place is None:
        direction = Direction(level, side, *precision)
        inner = env.deeper().bind(node.name, direction.variable(point))
    else:
        children, key = env.context.children, (place, level, precision, side)
        if key not in children:
            from evaluation.evaluator import Context
            direction = Direction(level, side, *precision)
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
    """The value at the point and the slope."""
    if not isinstance(x, Series) or x.level != direction.level:
        return x, Fraction(0)
    root = direction.root
    for between in x.coefficients[1:root]:
        if g.sign(between) != 0:
            raise Undefined("a derivative where the slope is infinite")
    if len(x.coefficients) <= root:
        raise HigherOrder(direction)
    return x.coefficients[0], x.coefficients[root]


def _equal(z, w):
    return (g.compare(c.re(z), c.re(w)) == 0) and (g.compare(c.im(z), c.im(w)) == 0)
