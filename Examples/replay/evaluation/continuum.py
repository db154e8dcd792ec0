"""forall real w: refuted by a point, or proved for the whole continuum."""

from evaluation import logic
from language.errors import Undecided


def forall_real(evaluator, node, env):
    """False where a point given as a witness is one of failure; else what can be proved."""
    for point in points(evaluator, node):
        if at_point(evaluator, node, env, point) is False:
            return False
    return Undecided("a statement about a continuum")


def points(evaluator, node):
    """The points at which a `forall real` is tried."""
    return evaluator.witnesses.get(node.name, ())


def at_point(evaluator, node, env, point):
    """What the formula says of one real number: in the domain and under the condition, the body."""
    inner = env.bind(node.name, point)

    def premises():
        yield logic.in_domain(evaluator, node.domain, point, env)
        if node.condition is not None:
            yield logic.truth(evaluator, node.condition, inner)

    applies = logic.conjunction(premises())
    if applies is False:
        return True
    return logic.disjunction(side() for side in (
        lambda: logic.negation(applies), lambda: logic.truth(evaluator, node.body, inner)))
