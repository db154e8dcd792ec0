"""Instances: sizes, and exact values of all variables."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from ._declarations import Theorem
from ._evaluation import Evaluator, NoValue
from ._expressions import Tree
from .errors import InputError
from .numbers import ExactComplex, Number, exact, shown, written

Nested = Union[Number, List[Any]]
LARGEST_SIZE = 1_000_000
MOST_SHOWN = 8


@dataclass(frozen=True)
class Instance:
    """Sizes and values by name; values are exact numbers, nested in lists in the order of the indices.

    Whatever is given as values (nested lists, NumPy arrays, tensors, strings such as "3/5") is turned into
    exact numbers: a float is the dyadic rational that it is.
    """

    sizes: Dict[str, int]
    values: Dict[str, Nested]

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", {name: _size(name, size) for name, size in self.sizes.items()})
        values = {name: nested(value, f"'{name}'") for name, value in self.values.items()}
        object.__setattr__(self, "values", values)

    @classmethod
    def parse(cls, found: Any) -> Instance:
        """An instance out of JSON: an object with `sizes` and `values`; other members are passed over."""
        if not isinstance(found, Mapping) or "sizes" not in found or "values" not in found:
            raise InputError("an instance is an object with 'sizes' and 'values'", file="<instance>")
        return cls(dict(found["sizes"]), dict(found["values"]))

    @classmethod
    def load(cls, path: Union[str, os.PathLike[str]]) -> Instance:
        """An instance out of a file."""
        try:
            return cls.parse(json.loads(Path(path).read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(getattr(error, "strerror", None) or str(error), file=os.fspath(path)) from None
        except json.JSONDecodeError as error:
            raise InputError(error.msg, file=os.fspath(path), line=error.lineno, column=error.colno) from None

    def json(self) -> Dict[str, Any]:
        """What an instance file holds."""
        return {"sizes": self.sizes, "values": {name: _json(value) for name, value in self.values.items()}}

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes an instance file, for `decide` or `ssmproof check --instance`."""
        Path(path).write_text(json.dumps(self.json()) + "\n", encoding="utf-8")

    def array(self, name: str) -> Any:
        """A variable's values as a NumPy array of doubles, each rounded to the nearest; complex where one
        is.
        """
        import numpy

        flat = list(_flat(self.values[name]))
        if any(isinstance(each, ExactComplex) for each in flat):
            return numpy.array(_map(self.values[name], _as_complex))
        return numpy.array(_map(self.values[name], float), dtype=float)

    def __getitem__(self, name: str) -> Any:
        """A size or the values of a variable."""
        return self.sizes[name] if name in self.sizes else self.values[name]

    def __repr__(self) -> str:
        return f"Instance(sizes={self.sizes!r}, values={ {n: _json(v) for n, v in self.values.items()}!r})"

    def __str__(self) -> str:
        sizes = ", ".join(f"{name} = {size}" for name, size in self.sizes.items())
        width = max(map(len, self.values), default=0)
        lines = [f"{name:{width}} = {value_text(value)}" for name, value in self.values.items()]
        return "\n".join(([sizes] if sizes else []) + lines)

    def _repr_html_(self) -> str:
        from . import _show

        return _show.instance(self)


InstanceLike = Union[Instance, Mapping[str, Any], str, "os.PathLike[str]"]


def instance(
    data: InstanceLike, declared: Optional[Theorem] = None, sizes: Optional[Mapping[str, int]] = None
) -> Instance:
    """An instance of what a caller gave: one, a mapping with `sizes` and `values`, a path, or a mapping of
    variables.

    Of the last, sizes that are neither in `sizes` nor among the members are inferred from the shapes.
    """
    if isinstance(data, Instance):
        return data
    if isinstance(data, (str, os.PathLike)):
        return Instance.load(data)
    if not isinstance(data, Mapping):
        raise InputError(
            f"an instance is a mapping of arrays, not a {type(data).__name__}", file="<instance>"
        )
    if set(data) == {"sizes", "values"} or declared is None:
        return Instance.parse(
            {**data, "sizes": {**data.get("sizes", {}), **(sizes or {})}} if sizes else data
        )
    known = {**(sizes or {}), **{name: data[name] for name in data if name in declared.sizes}}
    values = {name: value for name, value in data.items() if name not in declared.sizes}
    for name in declared.variables:
        if name not in values:
            given = ", ".join(values) or "nothing"
            raise InputError(f"the variable '{name}' has no value; given: {given}", file="<instance>")
    return fitted(values, known, declared)


def fitted(values: Mapping[str, Any], known: Mapping[str, Any], declared: Theorem) -> Instance:
    """An instance of some variables of a theorem, with the sizes that their shapes tell, held against
    them.
    """
    for name in values:
        if name not in declared.variables:
            there = ", ".join(declared.variables)
            raise InputError(f"the claim has no variable '{name}'; it has: {there}", file="<instance>")
    for name in known:
        if name not in declared.sizes:
            there = ", ".join(declared.sizes) or "none"
            raise InputError(f"the claim has no size '{name}'; it has: {there}", file="<instance>")
    found = {name: nested(value, f"'{name}'") for name, value in values.items()}
    sizes = _inferred(found, {name: _size(name, size) for name, size in known.items()}, declared)
    for name, size in sizes.items():
        range_ = declared.sizes[name]
        if size < range_.lower or (range_.upper is not None and size > range_.upper):
            said = f">= {range_.lower}" if range_.upper is None else f"in {range_.lower}..{range_.upper}"
            raise InputError(
                f"the size {name} = {size} lies outside its range, {name} {said}", file="<instance>"
            )
    if len(sizes) == len(declared.sizes):
        evaluator = Evaluator(declared, sizes)
        for name, value in found.items():
            _check_shape(declared, evaluator, name, value)
    return Instance({name: sizes[name] for name in declared.sizes if name in sizes}, dict(found))


# Exact values


def nested(value: Any, place: str) -> Nested:
    """Exact numbers in nested lists, of whatever has rows and elements."""
    if type(value).__module__.partition(".")[0] == "torch":
        value = value.detach().cpu()
    listing = getattr(value, "tolist", None)
    if callable(listing):
        value = listing()
    if isinstance(value, (list, tuple, range)):
        kinds = set(map(type, value))
        if kinds == {Fraction}:
            return list(value)
        if kinds <= {float, int}:
            # What has no exact value is met again below, where its place is named.
            with suppress(ValueError, OverflowError):
                return [Fraction(each) for each in value]
        return [nested(each, _below(place, k)) for k, each in enumerate(value)]
    return exact(value, place)


def _below(place: str, position: int) -> str:
    """`'A'` and 2 are `'A'[2]`: positions as Python counts them, from 0."""
    return f"{place}[{position}]"


def _size(name: str, size: Any) -> int:
    try:
        whole = int(size)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"the size {name} is {size!r}, and no whole number", file="<instance>") from None
    if whole != size or whole < 0:
        raise InputError(f"the size {name} is {size!r}, and no natural number", file="<instance>")
    return whole


def _map(value: Nested, turn: Any) -> Any:
    return [_map(each, turn) for each in value] if isinstance(value, list) else turn(value)


def _json(value: Nested) -> Any:
    return _map(value, written)


def _as_complex(number: Number) -> complex:
    return complex(number) if isinstance(number, ExactComplex) else complex(float(number))


def _flat(value: Nested) -> Iterator[Number]:
    if isinstance(value, list):
        for each in value:
            yield from _flat(each)
    else:
        yield value


def shape(value: Nested) -> Tuple[int, ...]:
    """Lengths along the first elements."""
    return (len(value), *(shape(value[0]) if value else ())) if isinstance(value, list) else ()


def value_text(value: Nested, most: int = MOST_SHOWN) -> str:
    """Values to read: long lists in part."""
    if not isinstance(value, list):
        return shown(value)
    rows = [value_text(each, most) for each in value[:most]]
    rest = f", ... {len(value) - most} more" if len(value) > most else ""
    return f"[{', '.join(rows)}{rest}]"


# Sizes


def _inferred(values: Mapping[str, Nested], known: Dict[str, int], declared: Theorem) -> Dict[str, int]:
    """The sizes that the shapes of the values tell, beside those that are known."""
    sizes = dict(known)
    pending = [
        (declared.indices[index], length)
        for name, value in values.items()
        for index, length in zip(declared.variables[name].indices, shape(value))
    ]
    while True:
        told = False
        for range_, length in pending:
            unknown = sorted(_sizes_in(range_, declared) - set(sizes))
            if len(unknown) == 1:
                size = _solved(declared, sizes, unknown[0], range_, length, within=True)
                if size is None:
                    size = _solved(declared, sizes, unknown[0], range_, length, within=False)
                if size is not None:
                    sizes[unknown[0]] = size
                    told = True
        if not told:
            break
    missing = [name for name in declared.sizes if name not in sizes]
    if missing and all(name in values for name in declared.variables):
        raise InputError(
            f"the size {missing[0]} cannot be told from the shapes; give it: sizes={{'{missing[0]}': 4}}",
            file="<instance>",
        )
    return sizes


def _sizes_in(tree: Any, declared: Theorem) -> set[str]:
    if isinstance(tree, tuple):
        if tree and tree[0] == "name":
            return {tree[1]} & set(declared.sizes)
        return set().union(*(_sizes_in(part, declared) for part in tree)) if tree else set()
    if isinstance(tree, list):
        return set().union(*(_sizes_in(part, declared) for part in tree)) if tree else set()
    return set()


def _solved(
    declared: Theorem, sizes: Mapping[str, int], name: str, range_: Tree, length: int, within: bool
) -> Optional[int]:
    """The least size (within those declared) with which the range has this length, taking it to grow with
    the size.
    """

    def long(size: int) -> int:
        return len(Evaluator(declared, {**sizes, name: size}).range(range_, {}))

    low, high = 0, LARGEST_SIZE
    if within:
        low, upper = declared.sizes[name].lower, declared.sizes[name].upper
        high = LARGEST_SIZE if upper is None else upper
    try:
        for guess in (length, length - 1):
            if low <= guess <= high and long(guess) == length and (guess == low or long(guess - 1) < length):
                return guess
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if long(middle) >= length else (middle + 1, high)
        return low if long(low) == length else None
    except NoValue:
        return None


def _check_shape(declared: Theorem, evaluator: Evaluator, name: str, value: Nested) -> None:
    variable = declared.variables[name]

    def below(part: Nested, indices: Sequence[str], bound: Dict[str, Fraction], place: str) -> None:
        if not indices:
            if isinstance(part, list):
                many = len(variable.indices)
                raise _shape_error(
                    f"{place} is a list, and '{name}' has {many} {_plural('index', many)}", value
                )
            if isinstance(part, ExactComplex) and not variable.is_complex:
                raise InputError(f"{place} is complex, and '{name}' is real", file="<instance>")
            return
        range_ = evaluator.range(declared.indices[indices[0]], dict(bound))
        asked = f"'{indices[0]}' in {range_.start}..{range_.stop - 1} asks for {len(range_)}"
        if not isinstance(part, list):
            raise _shape_error(f"{place} is one number, where {asked}", value)
        if len(part) != len(range_):
            count = f"{len(part)} {_plural('element', len(part))}"
            raise _shape_error(f"{place} has {count}, where {asked}", value)
        if len(indices) == 1 and set(map(type, part)) <= {Fraction}:
            return
        for position, (index, each) in enumerate(zip(range_, part)):
            below(each, indices[1:], {**bound, indices[0]: Fraction(index)}, _below(place, position))

    try:
        below(value, variable.indices, {}, f"'{name}'")
    except NoValue:
        return  # the program says what is wrong


def _plural(word: str, count: int) -> str:
    return word if count == 1 else {"index": "indices"}.get(word, word + "s")


def _shape_error(message: str, value: Nested) -> InputError:
    found = shape(value)
    return InputError(f"{message} (its shape is {found})" if found else message, file="<instance>")
