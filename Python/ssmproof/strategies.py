"""A Hypothesis strategy out of a claim's declarations.

from hypothesis import given
from ssmproof import strategies
from ssmproof.testing import assert_holds

CLAIM = "claims/contraction.claim"

@given(strategies.instances(CLAIM))
def test_contraction(instance):
    assert_holds(CLAIM, instance)
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from ._declarations import End, Size, Theorem, Variable
from ._evaluation import Evaluator, NoValue
from .checks import declared
from .claims import Claim, ClaimLike
from .decisions import decided
from .errors import InputError
from .instances import Instance
from .numbers import ExactComplex, Number, exact

try:
    from hypothesis import reject
    from hypothesis import strategies as st
except ImportError as error:  # pragma: no cover
    raise ImportError("ssmproof.strategies needs Hypothesis: pip install hypothesis") from error

SIZES_ABOVE = 5
"""A size is drawn from its least value to so much more, unless it is said otherwise."""
REACH = 100
"""How far from its end, or from 0, a number is drawn whose domain has no end there."""
MARGIN = Fraction(1, 1 << 40)
"""By how much, relatively, an end of a domain is drawn in that was computed in double arithmetic."""

Draw = Callable[[Any], Any]


def instances(
    claim: ClaimLike,
    name: Optional[str] = None,
    *,
    sizes: Optional[Mapping[str, Any]] = None,
    values: Optional[Mapping[str, Any]] = None,
    max_denominator: int = 64,
    hypotheses: bool = False,
) -> st.SearchStrategy[Instance]:
    """Instances of a theorem, inside the domains that it declares.

    Sizes lie in their declared ranges; `sizes={"T": (1, 8), "N": 2}` narrows them, a strategy draws one.
    Values are exact: fractions of small denominators, ends of domains, and numbers of many digits, within 100
    of its end where a domain has only one, and of 0 where it has none. `values={"x": strategy}` draws the
    elements of `x` otherwise. An end that speaks of other variables is met as they are drawn. Distributions
    (`~ normal(0, 1)`) are no hypotheses and are passed over: a strategy looks everywhere. With `hypotheses`
    every `assume` is met, too: the program is asked, and what fails one is thrown away.
    """
    claim = Claim.of(claim)
    theorem = declared(claim, name)
    for given, there, what in ((sizes, theorem.sizes, "size"), (values, theorem.variables, "variable")):
        for each in given or {}:
            if each not in there:
                raise InputError(f"the claim has no {what} '{each}'; it has: {', '.join(there) or 'none'}")
    ranges = {each: _sizes(size, (sizes or {}).get(each)) for each, size in theorem.sizes.items()}

    @st.composite
    def strategy(draw: Draw) -> Instance:
        chosen = {each: draw(range_) for each, range_ in ranges.items()}
        found = _Drawing(draw, theorem, chosen, values or {}, max_denominator).instance()
        if hypotheses and decided(claim, found, name=theorem.name).verdict == "vacuous":
            reject()
        return found

    return strategy()


def _sizes(size: Size, wanted: Any) -> st.SearchStrategy[int]:
    if isinstance(wanted, st.SearchStrategy):
        return wanted
    if wanted is None:
        high = size.lower + SIZES_ABOVE
        return st.integers(size.lower, high if size.upper is None else min(size.upper, high))
    low, high = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    if low > high or low < size.lower or (size.upper is not None and high > size.upper):
        end = f">= {size.lower}" if size.upper is None else f"in {size.lower}..{size.upper}"
        raise InputError(f"the size {size.name} {end} has no values {low}..{high}")
    return st.integers(low, high)


class _Drawing:
    """One instance while it is drawn: elements in any order, each when it is first asked for."""

    def __init__(
        self,
        draw: Draw,
        theorem: Theorem,
        sizes: Dict[str, int],
        values: Mapping[str, Any],
        max_denominator: int,
    ) -> None:
        self.draw, self.theorem, self.sizes = draw, theorem, sizes
        self.values, self.max_denominator = values, max_denominator
        self.drawn: Dict[Tuple[str, Tuple[int, ...]], Number] = {}
        self.pending: List[Tuple[str, Tuple[int, ...]]] = []

    def instance(self) -> Instance:
        found = {name: self.nested(variable, (), {}) for name, variable in self.theorem.variables.items()}
        return Instance(self.sizes, found)

    def nested(self, variable: Variable, subscripts: Tuple[int, ...], bound: Dict[str, Any]) -> Any:
        depth = len(subscripts)
        if depth == len(variable.indices):
            return self.element(variable.name, subscripts)
        index = variable.indices[depth]
        try:
            range_ = Evaluator(self.theorem, self.sizes).range(self.theorem.indices[index], bound)
        except NoValue:
            raise InputError(f"the range of the index '{index}' has no value at {self.sizes}") from None
        return [
            self.nested(variable, (*subscripts, value), {**bound, index: Fraction(value)}) for value in range_
        ]

    def element(self, name: str, subscripts: Tuple[int, ...]) -> Number:
        key = name, subscripts
        if key in self.drawn:
            return self.drawn[key]
        variable = self.theorem.variables[name]
        if key in self.pending or len(subscripts) != len(variable.indices):
            raise NoValue  # a circle of domains: this end is left to the others
        self.pending.append(key)
        try:
            self.drawn[key] = self.number(variable, subscripts)
        finally:
            self.pending.pop()
        return self.drawn[key]

    def number(self, variable: Variable, subscripts: Tuple[int, ...]) -> Number:
        own = self.values.get(variable.name)
        if own is not None:
            return exact(self.draw(own), f"'{variable.name}'")
        if variable.is_complex:
            return ExactComplex(self.real(None, None), self.real(None, None))
        bound = dict(zip(variable.indices, map(Fraction, subscripts)))
        return self.real(self.end(variable.lower, bound, 1), self.end(variable.upper, bound, -1))

    def end(self, end: Optional[End], bound: Dict[str, Any], inward: int) -> Optional[Tuple[Fraction, bool]]:
        """The end and whether it is open; None where there is none, or none that Python can tell."""
        if end is None:
            return None
        evaluator = Evaluator(self.theorem, self.sizes, self.element)
        try:
            found = evaluator.value(end.tree, bound)
        except NoValue:
            return None
        if not isinstance(found, Fraction):
            return None
        if evaluator.is_rounded:
            found += inward * max(abs(found), Fraction(1)) * MARGIN
        return found, end.is_open

    def real(
        self, lower: Optional[Tuple[Fraction, bool]], upper: Optional[Tuple[Fraction, bool]]
    ) -> Fraction:
        low, high = lower[0] if lower else None, upper[0] if upper else None
        is_open = bool(lower and lower[1]), bool(upper and upper[1])
        if low is not None and high is not None and (low > high or (low == high and any(is_open))):
            reject()
        if low is not None and low == high:
            return low
        found: Fraction = self.draw(reals(low, high, is_open, self.max_denominator))
        return found


@lru_cache(maxsize=1024)
def reals(
    low: Optional[Fraction], high: Optional[Fraction], is_open: Tuple[bool, bool], max_denominator: int
) -> st.SearchStrategy[Fraction]:
    """Fractions between two ends: simple ones, the ends themselves, and ones of many digits."""

    def inside(number: Fraction) -> bool:
        above = low is None or (low < number if is_open[0] else low <= number)
        below = high is None or (number < high if is_open[1] else number <= high)
        return above and below

    kinds: List[st.SearchStrategy[Fraction]] = []
    if low is None or high is None:
        start = low if low is not None else high if high is not None else Fraction(0)
        below, above = (0 if low is not None else -REACH), (0 if high is not None else REACH)
        kinds.append(st.fractions(below, above, max_denominator=max_denominator).map(start.__add__))
        doubles = st.floats(below, above, allow_subnormal=False).map(
            lambda step: _many_digits(start + Fraction(step))
        )
    else:
        kinds.append(_simple(low, high, max_denominator))
        width = high - low
        doubles = st.floats(0, 1, allow_subnormal=False).map(
            lambda part: _many_digits(low + Fraction(part) * width)
        )
    ends = [end for end, is_out in ((low, is_open[0]), (high, is_open[1])) if end is not None and not is_out]
    if ends:
        kinds.append(st.sampled_from(ends))
    kinds.append(doubles)
    return st.one_of(*kinds).filter(inside)


def _many_digits(number: Fraction) -> Fraction:
    """The nearest multiple of 2^-60: a number of many digits that is not beyond them."""
    return Fraction(round(number * (1 << 60)), 1 << 60)


def _simple(low: Fraction, high: Fraction, max_denominator: int) -> st.SearchStrategy[Fraction]:
    """Fractions of small denominators where the interval has enough of them, else even steps of it."""
    if high - low < Fraction(4, max_denominator):
        steps = 4 * max_denominator
        return st.integers(0, steps).map(lambda step: low + (high - low) * Fraction(step, steps))
    inner_low = Fraction(-((-low * max_denominator) // 1), max_denominator)
    inner_high = Fraction((high * max_denominator) // 1, max_denominator)
    return st.fractions(inner_low, inner_high, max_denominator=max_denominator)
