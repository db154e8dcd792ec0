"""Which comparisons make a false formula false."""

from evaluation import continuum, logic
from language import syntax as s
from language.errors import Unknown
from language.names import free_indices


class Failure:
    """A comparison that decides: the names bound there, and both sides."""

    def __init__(self, names, left, right):
        self.names, self.left, self.right = names, left, right


def failures(evaluator, formula, pinned):
    """The deciding comparisons of a false `conclude`; free indices in `pinned` have just these values."""
    def free(names, env):
        if not names:
            yield from _causes(evaluator, formula, env, False)
            return
        lower, upper = evaluator.binding_range(names[0], None, env)
        if names[0] in pinned:
            lower, upper = max(lower, pinned[names[0]]), min(upper, pinned[names[0]])
        for value in range(lower, upper + 1):
            yield from free(names[1:], env.bind(names[0], value))

    return free(free_indices(evaluator.theorem, formula), evaluator.top)


def _causes(evaluator, node, env, wanted):
    """The comparisons by which `node` is `wanted` (True or False); none where it is not."""
    if logic.truth(evaluator, node, env) is not wanted:
        return
    if isinstance(node, s.Compare):
        values = logic.sides(evaluator, node, env)
        for k, relation in enumerate(node.relations):
            if logic.comparison(relation, values[k], values[k + 1]) is wanted:
                yield Failure(env.names, values[k], values[k + 1])
    elif isinstance(node, s.Not):
        yield from _causes(evaluator, node.operand, env, not wanted)
    elif isinstance(node, s.Junction):
        yield from _causes(evaluator, node.right, env, wanted)
        yield from _causes(evaluator, node.left, env, wanted if node.operator != "implies" else not wanted)
    elif isinstance(node, s.Quantified):
        try:
            for inner in evaluator.bindings(node.binders, env):
                condition = node.binders.condition
                if condition is None or logic.truth(evaluator, condition, inner) is True:
                    yield from _causes(evaluator, node.body, inner, wanted)
        except Unknown:
            return
    elif not wanted:
        for point in continuum.points(evaluator, node):
            if continuum.at_point(evaluator, node, env, point) is False:
                yield from _causes(evaluator, node.body, env.bind(node.name, point), False)
