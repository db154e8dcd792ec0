"""Sizes and values of the variables, and the shapes that they must have."""

from language.errors import FileError

LARGEST_SIZE = 1_000_000
MOST_ELEMENTS = 1 << 24


class Instance:
    """sizes: name -> int; values: (name, (index, ...)) -> Fraction or Complex, for every element."""

    def __init__(self, sizes, values):
        self.sizes, self.values = sizes, values


def check_sizes(theorem, sizes):
    """Raises FileError unless every declared size has a value in its range, and nothing else has."""
    for name in sizes:
        if name not in theorem.sizes:
            raise FileError(f"the theorem has no size '{name}'")
    for name, size in theorem.sizes.items():
        if name not in sizes:
            raise FileError(f"the size '{name}' is missing")
        upper = LARGEST_SIZE if size.upper is None else size.upper
        if not size.lower <= sizes[name] <= upper:
            raise FileError(f"the size {name} is outside {size.lower}..{upper}")


def read_values(evaluator, given, read_number):
    """The values of all elements from nested lists, `read_number(item, kind, place)` reading each.

    Raises FileError where a variable is missing, unknown or of another shape than declared.
    """
    theorem, values = evaluator.theorem, {}
    for name in given:
        if name not in theorem.variables:
            raise FileError(f"the theorem has no variable '{name}'")

    def read(variable, item, position, env, subscripts, place):
        if len(values) > MOST_ELEMENTS:
            raise FileError(f"more than {MOST_ELEMENTS} elements")
        if position == len(variable.indices):
            values[variable.name, subscripts] = read_number(item, variable.kind, place)
            return
        index = variable.indices[position]
        lower, upper = evaluator.range(theorem.indices[index], env)
        count = max(0, upper - lower + 1)
        if not isinstance(item, list):
            raise FileError(f"{place} is no list")
        if len(item) != count:
            raise FileError(f"{place} has {len(item)} elements, not {count}")
        for offset, inner in enumerate(item):
            read(variable, inner, position + 1, env.bind(index, lower + offset),
                 subscripts + (lower + offset,), f"{place}[{lower + offset}]")

    for name, variable in theorem.variables.items():
        if name not in given:
            raise FileError(f"the variable '{name}' has no value")
        read(variable, given[name], 0, evaluator.top, (), name)
    return values


def elements_of(evaluator, variable):
    """All (environment, subscripts) of a variable's elements."""
    def go(position, env, subscripts):
        if position == len(variable.indices):
            yield env, subscripts
            return
        index = variable.indices[position]
        lower, upper = evaluator.range(evaluator.theorem.indices[index], env)
        for value in range(lower, upper + 1):
            yield from go(position + 1, env.bind(index, value), subscripts + (value,))
    return go(0, evaluator.top, ())
