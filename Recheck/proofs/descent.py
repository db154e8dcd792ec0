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
        cycles = _cycles(steps)
        steps = [step for step in steps if cycles[step.source] == cycles[step.target]]
        if not steps:
            return
        first = steps[0].source
        cycle = [step for step in steps if cycles[step.source] == cycles[first]]
        strict = _strict(cycle, guards)
        if not strict:
            raise Refused(f"the equations of '{first}' are not seen to end")
        left_out = set(map(id, strict))
        steps = [step for step in steps if id(step) not in left_out]


def _cycles(steps):
    """Of each family one that stands for all that it reaches and that reach it; in time that is linear (Kosaraju)."""
    below, above = {}, {}
    for step in steps:
        below.setdefault(step.source, []).append(step.target)
        above.setdefault(step.target, []).append(step.source)
    finished, seen = [], set()
    for root in below:
        open_ = [] if root in seen else [(root, iter(below[root]))]
        seen.add(root)
        while open_:
            name, rest = open_[-1]
            following = next((one for one in rest if one not in seen), None)
            if following is None:
                finished.append(name)
                open_.pop()
            else:
                seen.add(following)
                open_.append((following, iter(below.get(following, ()))))
    cycles = {}
    for root in reversed(finished):
        pending = [] if root in cycles else [root]
        cycles.setdefault(root, root)
        while pending:
            for name in above.get(pending.pop(), ()):
                if name not in cycles:
                    cycles[name] = root
                    pending.append(name)
    return cycles


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
