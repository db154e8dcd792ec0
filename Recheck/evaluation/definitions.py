"""Elements of `let` families: which equation holds for an element, and its value."""

from language.errors import ClaimError, OutOfRange, Unknown
from language.names import split_position

_IN_PROGRESS = object()


class Pattern:
    """One equation's left side: positions (index name or None, shift)."""

    def __init__(self, equation, positions):
        self.equation, self.positions = equation, positions
        self.numbers = sum(1 for name, _ in positions if name is None)


def patterns(theorem):
    """name -> [Pattern]"""
    return {name: [Pattern(equation, [split_position(theorem, position, name)[:2]
                                      for position in equation.positions or ()])
                   for equation in equations]
            for name, equations in theorem.equations.items()}


def element(evaluator, name, subscripts, context):
    """The value of name[subscripts]; each is computed once.

    Raises ClaimError where no equation, or no single one, holds for it, or it rests on itself.
    """
    key = name, subscripts
    known = context.defined.get(key)
    if known is not None:
        if known is _IN_PROGRESS:
            raise ClaimError(f"{name}{list(subscripts) if subscripts else ''} rests on itself")
        if isinstance(known, Unknown):
            raise known.with_traceback(None)
        return known
    context.defined[key] = _IN_PROGRESS
    try:
        pattern, env = matching(evaluator, name, subscripts, context)
        found = evaluator.value(pattern.equation.body, env)
    except Unknown as unknown:
        context.defined[key] = unknown
        raise
    except BaseException:
        del context.defined[key]
        raise
    context.defined[key] = found
    return found


def matching(evaluator, name, subscripts, context):
    """The equation with the most numbers on its left side among those that cover the element."""
    covering = []
    for pattern in evaluator.patterns[name]:
        env = covered(evaluator, pattern, subscripts, context)
        if env is not None:
            covering.append((pattern.numbers, pattern, env))
    if not covering:
        raise OutOfRange(f"no equation covers {name}{list(subscripts)}")
    most = max(numbers for numbers, _, _ in covering)
    best = [(pattern, env) for numbers, pattern, env in covering if numbers == most]
    if len(best) > 1:
        raise ClaimError(f"several equations cover {name}{list(subscripts)}")
    return best[0]


def covered(evaluator, pattern, subscripts, context):
    """The environment in which the left side denotes the element, or None.

    A number has to be the subscript; an index has to be the subscript minus its shift, and lie in
    its declared range, which may speak of indices before it.
    """
    from evaluation.evaluator import Environment
    env = Environment({}, context, context.level)
    for (name, shift), subscript in zip(pattern.positions, subscripts):
        offset = sum(sign * evaluator.index(part, env) for sign, part in shift)
        if name is None:
            if offset != subscript:
                return None
            continue
        value = subscript - offset
        lower, upper = evaluator.range(evaluator.theorem.indices[name], env)
        if not lower <= value <= upper or env.names.get(name, value) != value:
            return None
        env = env.bind(name, value)
    return env
