"""Hypotheses and conclusions of a theorem at one instance."""

from evaluation import logic
from evaluation.instance import elements_of


def hypotheses(evaluator):
    """(description, truth) of every domain and every `assume`, in turn."""
    theorem = evaluator.theorem
    for variable in theorem.variables.values():
        if variable.domain is None:
            continue
        for env, subscripts in elements_of(evaluator, variable):
            value = evaluator.values[variable.name, subscripts]
            shown = variable.name + (str(list(subscripts)) if subscripts else "")
            yield f"the domain of {shown}", logic.in_domain(evaluator, variable.domain, value, env)
    for number, formula in enumerate(theorem.assumptions, 1):
        yield f"hypothesis {number}", logic.closed(evaluator, formula)


def conclusion(evaluator, number):
    """The truth of a `conclude`, counted from 1."""
    return logic.closed(evaluator, evaluator.theorem.conclusions[number - 1])


def verdict(evaluator):
    """(holds, violated, vacuous, undefined or undecided; why)."""
    unknown = None
    for what, truth in hypotheses(evaluator):
        if truth is False:
            return "vacuous", f"{what} fails"
        if truth is not True:
            unknown = logic.conjunction([unknown or True, truth])
    if unknown is not None:
        return unknown.kind, str(unknown)
    truth = logic.every(evaluator, (conclusion(evaluator, k + 1) for k in range(len(evaluator.theorem.conclusions))))
    if isinstance(truth, bool):
        return ("holds" if truth else "violated"), ""
    return truth.kind, str(truth)
