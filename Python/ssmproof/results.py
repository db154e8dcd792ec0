"""What the program says of theorems and instances, as values that print well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Protocol, Sequence, Tuple, TypeVar, Union

from . import _show
from .instances import Instance
from .numbers import ExactComplex, Value, fraction, shown, value

Side = Union[Value, ExactComplex, None]


class HasName(Protocol):
    """What stands for one theorem."""

    @property
    def name(self) -> str: ...


Named = TypeVar("Named", bound=HasName)


@dataclass(frozen=True)
class Counts:
    """How many instances a search tried, and what came of them."""

    tried: int
    held: int
    vacuous: int
    undefined: int
    undecided: int

    def __str__(self) -> str:
        rest = [f"{getattr(self, word)} {word}" for word in ("vacuous", "undefined", "undecided")]
        return ", ".join(
            [f"{self.held} of {self.tried} held"] + [each for each in rest if not each.startswith("0 ")]
        )


@dataclass(frozen=True)
class Comparison:
    """Both sides of a comparison of the conclusion, at these values of its indices and real numbers."""

    left: Side
    right: Side
    relation: Optional[str] = None
    indices: Mapping[str, int] = field(default_factory=dict)
    reals: Mapping[str, Any] = field(default_factory=dict)

    @property
    def margin(self) -> Optional[float]:
        """The right side less the left one in double arithmetic; None where a side is complex or not
        known.
        """
        if self.left is None or self.right is None or ExactComplex in (type(self.left), type(self.right)):
            return None
        return float(self.right) - float(self.left)  # type: ignore[arg-type]

    @property
    def tightness(self) -> Optional[float]:
        """The left side over the right one in double arithmetic; None where that is no number."""
        if self.margin is None or float(self.right) == 0:  # type: ignore[arg-type]
            return None
        return float(self.left) / float(self.right)  # type: ignore[arg-type]

    def __str__(self) -> str:
        place = _show.bindings({**self.indices, **self.reals})
        sides = f"left {shown(self.left)}, right {shown(self.right)}"
        if self.relation is not None:
            sides = f"{shown(self.left)} {self.relation} {shown(self.right)}"
        return f"{sides}  (at {place})" if place else sides


@dataclass(frozen=True, repr=False)
class Counterexample:
    """An instance that meets every hypothesis and violates the conclusion; `failing` is the part that
    fails.
    """

    instance: Instance
    failing: Comparison

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return f"{self.instance}\n{failing_text(self.failing)}"

    def _repr_html_(self) -> str:
        return _show.instance(self.instance) + f"<p>{_show.escaped(failing_text(self.failing))}</p>"


@dataclass(frozen=True)
class Suggestion:
    """An item of the language under which a search no longer refutes.

    `claim` is the text of the repaired theorem.  It is proved where `covers` says for which sizes.
    """

    kind: str
    item: str
    tried: int
    held: int
    claim: str
    covers: Optional[str] = None
    proof_steps: Optional[int] = None

    def __str__(self) -> str:
        if self.covers is not None:
            return f"{self.item}  (proved {self.covers}, in {self.proof_steps} steps)"
        return f"{self.item}  (not proved: {self.held} of {self.tried} instances held)"


@dataclass(frozen=True, repr=False)
class ClaimResult:
    """What a search says of one theorem.

    `verdict` is "refuted", "survived" (which is not proved), "undecided" or "proved"; `as_expected` holds it
    against the theorem's `expect`. `ended_by` says what ended the search, `covers` of which
    sizes a proof speaks and `proof_steps` how many of the kernel's steps it takes. `raw` is the program's JSON.
    """

    name: str
    file: str
    source: Optional[str]
    expected: Optional[str]
    verdict: str
    as_expected: bool
    counts: Counts
    smallest_margin: Optional[Value]
    seconds: float
    counterexample: Optional[Counterexample]
    ended_by: Optional[str]
    undecided_by: Optional[str]
    suggestion: Optional[Suggestion]
    explanation: Optional[Mapping[str, Any]]
    is_complete: bool
    covers: Optional[str] = None
    proof_steps: Optional[int] = None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def _facts(self) -> List[Tuple[str, Any]]:
        found = self.counterexample
        expectation = (
            "" if self.expected is None else f"{self.expected}, {'as' if self.as_expected else 'NOT'} found"
        )
        return [
            ("source", self.source),
            ("expected", expectation),
            ("instances", str(self.counts)),
            ("smallest margin", self.smallest_margin if found is None else None),
            ("proved", f"{self.covers}, in {self.proof_steps} steps that the kernel accepts" if self.covers else None),
            ("counterexample", str(found.instance) if found else None),
            ("fails", failing_text(found.failing) if found else None),
            ("states", _states(self.explanation)),
            ("never drawn", "\n".join(self.raw.get("never_drawn", ())) or None),
            ("perhaps", str(self.suggestion) if self.suggestion else None),
            ("ended by", self.ended_by if found is None else None),
            ("left open by", self.undecided_by),
            ("interrupted", None if self.is_complete else "what is known by then"),
        ]

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join([f"{self.verdict}  {self.name}  ({self.file})", *_show.lines(self._facts())])

    def _repr_html_(self) -> str:
        title = _show.Html(f"{_show.verdict(self.verdict)} {_show.escaped(self.name)}")
        return _show.facts([(name, multiline(item)) for name, item in self._facts()], title)


class AnyOf(Sequence[Named]):
    """What was found of each theorem (`claims`), in order; also by name: `found["contraction"]`."""

    claims: Tuple[Named, ...]

    def __len__(self) -> int:
        return len(self.claims)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            for claim in self.claims:
                if claim.name == key:
                    return claim
            raise KeyError(
                f"there is no theorem '{key}'; there are: {', '.join(each.name for each in self.claims)}"
            )
        return self.claims[key]


@dataclass(frozen=True, repr=False)
class Report(AnyOf[ClaimResult]):
    """The results of `check`, in order; also by name: `report["contraction"]`.

    `is_complete` is false where the run was interrupted; `command` is what was run.
    """

    version: str
    seed: int
    claims: Tuple[ClaimResult, ...]
    is_complete: bool
    unfinished: Tuple[str, ...]
    command: str

    @property
    def as_expected(self) -> bool:
        """Whether every theorem came out as it expects, and none is missing."""
        return self.is_complete and all(claim.as_expected for claim in self.claims)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        text = "\n".join(str(claim) for claim in self.claims)
        return (
            text if self.is_complete else f"{text}\nunfinished: {', '.join(self.unfinished) or 'interrupted'}"
        )

    def _repr_html_(self) -> str:
        if len(self.claims) == 1:
            return self.claims[0]._repr_html_()
        rows = [
            (
                claim.name,
                _show.verdict(claim.verdict),
                claim.expected or "",
                str(claim.counts),
                shown(claim.smallest_margin) if claim.smallest_margin is not None else "",
            )
            for claim in self.claims
        ]
        found = _show.table(("theorem", "verdict", "expected", "instances", "smallest margin"), rows)
        return found + "".join(
            f"<details><summary>{_show.escaped(claim.name)}</summary>{claim._repr_html_()}</details>"
            for claim in self.claims
            if claim.counterexample is not None
        )


# JSON to values


def claim_result(found: Mapping[str, Any]) -> ClaimResult:
    example = found.get("counterexample")
    suggestion = found.get("suggestion")
    return ClaimResult(
        name=found["name"],
        file="<claim>" if found["file"] == "-" else found["file"],
        source=found.get("source"),
        expected=found.get("expected"),
        verdict=found["verdict"],
        as_expected=found["as_expected"],
        counts=Counts(**{word: found["instances"][word] for word in Counts.__dataclass_fields__}),
        smallest_margin=value(found.get("smallest_margin")),
        seconds=float(found.get("seconds", 0)),
        counterexample=counterexample(example) if example else None,
        ended_by=found.get("ended_by"),
        undecided_by=found.get("undecided_by"),
        suggestion=Suggestion(**{word: suggestion.get(word) for word in Suggestion.__dataclass_fields__})
        if suggestion
        else None,
        explanation=found.get("explanation"),
        is_complete=found.get("complete", True),
        covers=found.get("covers"),
        proof_steps=found.get("proof_steps"),
        raw=found,
    )


def _states(explanation: Optional[Mapping[str, Any]]) -> Optional[str]:
    """The states of the recurrence at the counterexample: exact, or bounds where they are irrational."""
    states = (explanation or {}).get("states", {})
    return ", ".join(f"{name} = {number}" for name, number in states.items()) or None


def counterexample(found: Mapping[str, Any]) -> Counterexample:
    """The instance, and the part that fails."""
    return Counterexample(Instance.parse(found), comparison(found))


def comparison(found: Mapping[str, Any]) -> Comparison:
    """Both sides, and where."""
    reals: Dict[str, Any] = {name: value(real) for name, real in found.get("reals", {}).items()}
    left, right = side(found.get("left")), side(found.get("right"))
    return Comparison(left, right, found.get("relation"), found.get("indices", {}), reals)


def side(found: Any) -> Side:
    """One side: a number, bounds, or a complex number."""
    if isinstance(found, Mapping) and "re" in found:
        return ExactComplex(fraction(found["re"]), fraction(found["im"]))
    return value(found)


def failing_text(found: Comparison) -> str:
    if found.left is None and found.right is None:
        place = _show.bindings({**found.indices, **found.reals})
        return f"the conclusion at {place}" if place else "the conclusion"
    return str(found)


def multiline(item: Any) -> Any:
    if isinstance(item, str) and "\n" in item:
        return _show.Html("<br>".join(_show.escaped(line) for line in item.split("\n")))
    return item
