"""Truth of formulas: True, False, or an Unknown, by strong Kleene logic.

A false `and`, a true `or`, a false left side of `implies` settle the whole, whatever the rest is. What quantifiers
over indices speak of is evaluated for every element: there an empty `max` or `min` counts beside a false element too.
"""

from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic import real
from language import syntax as s
from language.errors import Undecided, Unknown
from language.names import free_indices

# Which unknown is named where several parts are unknown: one that might still be decided first.
_RANK = {"out of range": -1, "undecided": 0, "vacuous": 1, "undefined": 2}
# Of elements under a quantifier: an empty extremum counts whatever the others are.
_GRAVITY = {"out of range": -1, "vacuous": 0, "undecided": 1, "undefined": 2}


def conjunction(truths):
    """False if one is false, else an unknown one, else True.  Later ones are looked at only as needed."""
    unknown = None
    for truth in truths:
        if truth is False:
            return False
        if truth is not True and (unknown is None or _RANK[truth.kind] < _RANK[unknown.kind]):
            unknown = truth
    return True if unknown is None else unknown


def every(evaluator, truths):
    """The truth of a statement about each element: as `conjunction`, but all are evaluated, and an empty `max` or
    `min` met in any of them makes the whole vacuous, also beside a false one.

    An undecided element could be such a one, if the theorem has any.
    """
    false, unknown = False, None
    for truth in truths:
        if truth is False:
            if not evaluator.may_be_empty:
                return False
            false = True
        elif truth is not True and (unknown is None or _GRAVITY[truth.kind] < _GRAVITY[unknown.kind]):
            unknown = truth
    if false and (unknown is None or unknown.kind in ("undefined", "out of range")):
        return False
    return True if unknown is None else unknown


def some(evaluator, truths):
    return negation(every(evaluator, (negation(truth) for truth in truths)))


def negation(truth):
    return (not truth) if isinstance(truth, bool) else truth


def disjunction(truths):
    return negation(conjunction(negation(truth) for truth in truths))


def truth(evaluator, node, env):
    """The truth of a formula in an environment."""
    evaluator.step()
    try:
        return _TRUTH[type(node)](evaluator, node, env)
    except Unknown as unknown:
        return unknown


def closed(evaluator, formula):
    """The truth of an `assume` or `conclude`, for all values of its free indices."""
    names = free_indices(evaluator.theorem, formula)
    binders = s.Binders([(name, None) for name in names], None)
    try:
        return every(evaluator, (truth(evaluator, formula, env) for env in evaluator.bindings(binders, evaluator.top)))
    except Unknown as unknown:
        return unknown


def compared(relation, order):
    """Whether `left relation right`, where `order` is the sign of left - right."""
    return {"=": order == 0, "/=": order != 0, "<": order < 0, "<=": order <= 0,
            ">": order > 0, ">=": order >= 0}[relation]


def comparison(relation, left, right):
    """The truth of one link of a chain; either side may be an Unknown."""
    for side in (left, right):
        if isinstance(side, Unknown):
            return side
    try:
        if relation not in ("=", "/="):
            return _ordered(relation, left, right)
        equal = conjunction(_same(part(left), part(right)) for part in (c.re, c.im))
        return equal if relation == "=" else negation(equal)
    except Unknown as unknown:
        return unknown


def _ordered(relation, left, right):
    """Whether `left relation right`; where only one of <= and >= is sure, that may do."""
    try:
        return compared(relation, g.compare(left, right))
    except Undecided:
        if g.level(left) == g.level(right) == 0:
            at_most, at_least = real.one_sided(real.subtract(left, right))
            if at_most and relation in ("<=", ">"):
                return relation == "<="
            if at_least and relation in (">=", "<"):
                return relation == ">="
        raise


def _same(x, y):
    try:
        return g.compare(x, y) == 0
    except Unknown as unknown:
        return unknown


def sides(evaluator, node, env):
    """The values of a chain's operands, or the Unknowns in their places."""
    found = []
    for place, operand in enumerate(node.operands):
        beside = node.relations[max(0, place - 1):place + 1]
        order = any(relation not in ("=", "/=") for relation in beside)
        try:
            found.append(evaluator.real(operand, env) if order else evaluator.value(operand, env))
        except Unknown as unknown:
            found.append(unknown)
    return found


def _compare(evaluator, node, env):
    values = sides(evaluator, node, env)
    return conjunction(comparison(relation, values[k], values[k + 1]) for k, relation in enumerate(node.relations))


def _not(evaluator, node, env):
    return negation(truth(evaluator, node.operand, env))


def _junction(evaluator, node, env):
    truths = (truth(evaluator, part, env) for part in node.parts)
    if node.operator == "and":
        return conjunction(truths)
    if node.operator == "implies":
        return disjunction((negation(one) if place == 0 else one) for place, one in enumerate(truths))
    return disjunction(truths)


def _quantified(evaluator, node, env):
    """Without a condition, or with one: `forall` where the condition implies, `exists` where it joins."""
    condition = node.binders.condition

    def each():
        for inner in evaluator.bindings(node.binders, env):
            if condition is None:
                yield truth(evaluator, node.body, inner)
                continue
            selected = truth(evaluator, condition, inner)
            if node.kind == "forall":
                yield True if selected is False else disjunction(
                    side() for side in (lambda: negation(selected), lambda: truth(evaluator, node.body, inner)))
            else:
                yield False if selected is False else conjunction(
                    side() for side in (lambda: selected, lambda: truth(evaluator, node.body, inner)))

    return every(evaluator, each()) if node.kind == "forall" else some(evaluator, each())


def _forall_real(evaluator, node, env):
    from evaluation import continuum
    return continuum.forall_real(evaluator, node, env)


def in_domain(evaluator, domain, value, env):
    """Whether a real number lies in a domain (None: the whole line)."""
    if domain is None:
        return True

    def each():
        for end, strict, sign in ((domain.lower, domain.lower_open, 1), (domain.upper, domain.upper_open, -1)):
            if end is not None:
                try:
                    limit = evaluator.real(end, env)
                except Unknown as unknown:
                    yield unknown
                    continue
                relation = (">" if sign > 0 else "<") + ("" if strict else "=")
                yield comparison(relation, value, limit)
    return conjunction(each())


_TRUTH = {
    s.Compare: _compare, s.Not: _not, s.Junction: _junction, s.Quantified: _quantified,
    s.ForallReal: _forall_real,
}
