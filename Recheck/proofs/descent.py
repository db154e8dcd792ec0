"""Whether equations end: no element may rest on itself, by whatever road."""

from collections import namedtuple

from proofs.terms import Refused, combined, follows, minus, whole

# That an element rests on another, under guards.
Descent = namedtuple("Descent", "source source_indices guards target target_indices")


def require_descent(steps, guards):
    """Within each cycle of families an index has to fall, or rise, at every step; what stays equal is asked for the
    next.  Ranges are finite, so that no road goes on for ever.
    """
    while True:
        steps = [step for step in steps if _reaches(step.target, step.source, steps)]
        if not steps:
            return
        first = steps[0].source
        cycle = [step for step in steps
                 if _reaches(first, step.source, steps) and _reaches(step.source, first, steps)]
        strict = _strict(cycle, guards)
        if not strict:
            raise Refused(f"the equations of '{first}' are not seen to end")
        steps = [step for step in steps if not any(step is one for one in strict)]


def _reaches(source, target, steps):
    seen, pending = {source}, [source]
    while pending:
        name = pending.pop()
        if name == target:
            return True
        for step in steps:
            if step.source == name and step.target not in seen:
                seen.add(step.target)
                pending.append(step.target)
    return False


def _strict(cycle, guards):
    """The steps that make an index smaller (or larger), of an index which no step makes larger (or smaller)."""
    def change(step, place, sign, least):
        try:
            fall = combined((sign, minus(step.source_indices[place], step.target_indices[place])), (-least, whole(1)))
        except Refused:
            return False
        return follows(fall, [*guards, *step.guards])

    for place in range(min(min(len(step.source_indices), len(step.target_indices)) for step in cycle)):
        for sign in (1, -1):
            if all(change(step, place, sign, 0) for step in cycle):
                strict = [step for step in cycle if change(step, place, sign, 1)]
                if strict:
                    return strict
    return []
