"""Theorems made of a theorem: some of its variables fixed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Iterator, List, Mapping

from ._declarations import Theorem, Variable
from ._evaluation import Evaluator, NoValue
from .claims import Claim
from .errors import InputError
from .instances import Nested, fitted
from .numbers import ExactComplex, Number, whole_text


def fixed(claim: Claim, declared: Theorem, model: Mapping[str, Any]) -> Claim:
    """The claim as a text of its own in which the variables of `model` have these values.

    Their values become definitions, their domains hypotheses.  Sizes that the shapes tell are fixed, too.
    """
    known = {name: model[name] for name in model if name in declared.sizes}
    arrays = {name: value for name, value in model.items() if name not in declared.sizes}
    found = fitted(arrays, known, declared)
    return Claim(text="\n".join(_lines(declared, found.sizes, found.values)) + "\n")


def alone(declared: Theorem) -> Claim:
    """The theorem as a text of its own, without families and imports."""
    return Claim(text="\n".join(_lines(declared, {}, {})) + "\n")


def _lines(declared: Theorem, sizes: Mapping[str, int], values: Mapping[str, Nested]) -> Iterator[str]:
    yield f"theorem {declared.name}"
    for name, size in declared.sizes.items():
        low, high = (sizes[name],) * 2 if name in sizes else (size.lower, size.upper)
        yield f"  size {name} >= {low}" if high is None else f"  size {name} in {low}..{high}"
    for text in declared.others:
        yield f"  {text}"
    evaluator = Evaluator(declared, dict(sizes))
    for variable in declared.variables.values():
        kind = "complex" if variable.is_complex else "real"
        if variable.name not in values:
            yield f"  {kind} {variable.text}"
            continue
        try:
            elements = list(_elements(variable, evaluator, values[variable.name]))
        except NoValue:
            raise InputError(
                f"'{variable.name}' cannot be fixed: no array tells a size of its indices; give the size",
                file="<instance>",
            ) from None
        if not elements:
            yield f"  {kind} {variable.text}"
            continue
        yield from elements
        yield from (f"  assume {formula}" for formula in _domain(variable))
    yield "end"


def _elements(variable: Variable, evaluator: Evaluator, value: Nested) -> Iterator[str]:
    if not variable.indices:
        yield f"  let {variable.name} = {_number(value, variable.is_complex)}"
        return
    flat: List[Any] = [value]
    for _ in variable.indices:
        flat = [each for part in flat for each in part]
    for bound, number in zip(evaluator.elements(variable.indices), flat):
        place = ",".join(str(bound[index]) for index in variable.indices)
        yield f"  let {variable.name}[{place}] = {_number(number, variable.is_complex)}"


def _number(value: Any, is_complex: bool) -> str:
    """The number in the language; a complex variable's keeps the form of one that can be complex."""
    if not is_complex:
        return _written(value)
    number = value if isinstance(value, ExactComplex) else ExactComplex(value, Fraction(0))
    return f"{_written(number.re)} + ({_written(number.im)})*i"


def _written(number: Number) -> str:
    assert isinstance(number, Fraction)
    denominator = number.denominator
    exponent = denominator.bit_length() - 1
    if exponent > 64 and denominator == 1 << exponent:
        return f"{number.numerator}/2^{exponent}"
    return whole_text(number)


def _domain(variable: Variable) -> Iterator[str]:
    own = variable.name + (f"[{','.join(variable.indices)}]" if variable.indices else "")
    if variable.lower is not None:
        yield f"{variable.lower.text} {'<' if variable.lower.is_open else '<='} {own}"
    if variable.upper is not None:
        yield f"{own} {'<' if variable.upper.is_open else '<='} {variable.upper.text}"
