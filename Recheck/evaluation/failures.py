"""Which comparisons make a false formula false.

A certificate names a real number for each `forall real` that fails. With these in the place of the quantifiers the
formula has to be false too: `settled` is the truth of a formula whose named quantifiers say no more than their one number.
"""

from evaluation import continuum, logic
from language import syntax as s
from language.names import free_indices


class Failure:
    """A comparison that decides: the indices and reals bound there, and both sides.

    The sides are None where no single comparison decides, as of a `forall real` that holds or names no real.
    """

    def __init__(self, env, reals, left=None, right=None):
        self.indices = {name: value for name, value in env.names.items() if type(value) is int}
        self.reals, self.left, self.right = reals, left, right


def failures(evaluator, formula, pinned):
    """The deciding comparisons of a false `conclude`; free indices in `pinned` have just these values."""
    for env in _free(evaluator, formula, pinned):
        yield from _causes(evaluator, formula, env, False, {})


def reals_that_fail(evaluator, formula, pinned):
    """The names of all `forall real` that fail at their named real where `formula` is false."""
    return {name for env in _free(evaluator, formula, pinned) for name in _failing_reals(evaluator, formula, env, False)}


def _free(evaluator, formula, pinned):
    def go(names, env):
        if not names:
            yield env
            return
        lower, upper = evaluator.binding_range(names[0], None, env)
        if names[0] in pinned:
            lower, upper = max(lower, pinned[names[0]]), min(upper, pinned[names[0]])
        for value in range(lower, upper + 1):
            yield from go(names[1:], env.bind(names[0], value))

    return go(free_indices(evaluator.theorem, formula), evaluator.top)


# Structure: which parts of a formula settle it

def _parts(node, wanted):
    """((part, wanted of it), ...) of a connective, and whether one of them is enough."""
    if isinstance(node, s.Not):
        return ((node.operand, not wanted),), True
    of_first = not wanted if node.operator == "implies" else wanted
    first, *rest = node.parts
    return (*((part, wanted) for part in reversed(rest)), (first, of_first)), wanted is (node.operator != "and")


def _selected(evaluator, node, env):
    condition = node.binders.condition
    for inner in evaluator.bindings(node.binders, env):
        if condition is None or logic.truth(evaluator, condition, inner) is True:
            yield inner


def _names_a_real(evaluator, node):
    """Whether a `forall real` with a named real stands in a formula, terms left aside."""
    if isinstance(node, s.ForallReal):
        return node.name in evaluator.witnesses or _names_a_real(evaluator, node.body)
    if isinstance(node, s.Not):
        return _names_a_real(evaluator, node.operand)
    if isinstance(node, s.Junction):
        return any(_names_a_real(evaluator, part) for part in node.parts)
    return isinstance(node, s.Quantified) and _names_a_real(evaluator, node.body)


def settled(evaluator, node, env, wanted):
    """Whether `node` is `wanted` (True or False) even where each `forall real` speaks of its named real alone."""
    if logic.truth(evaluator, node, env) is not wanted:
        return False
    if not _names_a_real(evaluator, node):
        return True
    if isinstance(node, (s.Not, s.Junction)):
        parts, one_is_enough = _parts(node, wanted)
        found = (settled(evaluator, part, env, of_part) for part, of_part in parts)
        return any(found) if one_is_enough else all(found)
    if isinstance(node, s.Quantified):
        found = (settled(evaluator, node.body, inner, wanted) for inner in _selected(evaluator, node, env))
        if wanted is (node.kind == "exists"):
            return any(found)
        # Elements whose condition is unknown are settled by their body; those were looked at by `truth`.
        return all(found)
    if wanted:
        return True
    inner = _at_its_real(evaluator, node, env)
    return inner is None or (inner is not False and settled(evaluator, node.body, inner, False))


def _at_its_real(evaluator, node, env):
    """The environment at the named real of a `forall real`; False where it does not fail there, None without a real."""
    point = evaluator.witnesses.get(node.name)
    if point is None:
        return None
    if continuum.at_point(evaluator, node, env, point) is not False:
        return False
    return env.bind(node.name, point)


def _causes(evaluator, node, env, wanted, reals):
    """The comparisons by which `node` is `wanted`; none where it is not. A formula that is has one at least."""
    if not settled(evaluator, node, env, wanted):
        return
    if isinstance(node, s.Compare):
        values = logic.sides(evaluator, node, env)
        for k, relation in enumerate(node.relations):
            if logic.comparison(relation, values[k], values[k + 1]) is wanted:
                yield Failure(env, reals, values[k], values[k + 1])
    elif isinstance(node, (s.Not, s.Junction)):
        for part, of_part in _parts(node, wanted)[0]:
            yield from _causes(evaluator, part, env, of_part, reals)
    elif isinstance(node, s.Quantified):
        found = False
        for inner in _selected(evaluator, node, env):
            for cause in _causes(evaluator, node.body, inner, wanted, reals):
                found = True
                yield cause
        if not found:
            yield Failure(env, reals)       # of an empty range
    else:
        inner = None if wanted else _at_its_real(evaluator, node, env)
        if inner is None:
            yield Failure(env, reals)
        else:
            yield from _causes(evaluator, node.body, inner, False, {**reals, node.name: inner.names[node.name]})


def _failing_reals(evaluator, node, env, wanted):
    if not _names_a_real(evaluator, node) or not settled(evaluator, node, env, wanted):
        return
    if isinstance(node, (s.Not, s.Junction)):
        for part, of_part in _parts(node, wanted)[0]:
            yield from _failing_reals(evaluator, part, env, of_part)
    elif isinstance(node, s.Quantified):
        for inner in _selected(evaluator, node, env):
            yield from _failing_reals(evaluator, node.body, inner, wanted)
    elif not wanted:
        inner = _at_its_real(evaluator, node, env)
        if inner is not None:
            yield node.name
            yield from _failing_reals(evaluator, node.body, inner, False)
