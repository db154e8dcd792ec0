"""Searches for a counterexample, and verdicts on instances of one's own."""

from __future__ import annotations

import itertools
import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import (
    Any,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    TypeVar,
    Union,
)

from . import _declarations, _fixing, _show, program
from ._tokens import Unreadable
from .claims import Claim, ClaimLike, options
from .errors import InputError, SSMProofError
from .instances import Instance, InstanceLike, instance
from .numbers import ExactComplex, Value, fraction, shown, value

Side = Union[Value, ExactComplex, None]


class HasName(Protocol):
    """What stands for one theorem."""

    @property
    def name(self) -> str: ...


Named = TypeVar("Named", bound=HasName)

AT_ONCE = 256
"""Instances that one run of the program decides."""


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
        return f"{self.instance}\n{_failing(self.failing)}"

    def _repr_html_(self) -> str:
        return _show.instance(self.instance) + f"<p>{_show.escaped(_failing(self.failing))}</p>"


@dataclass(frozen=True)
class Suggestion:
    """An item of the language under which a search no longer refutes.  It is not proved."""

    kind: str
    item: str
    tried: int
    held: int

    def __str__(self) -> str:
        return f"{self.item}  (not proved: {self.held} of {self.tried} instances held)"


@dataclass(frozen=True, repr=False)
class ClaimResult:
    """What a search says of one theorem.

    `verdict` is "refuted", "survived" (which is not proved), "undecided" or "proved"; `as_expected` holds it
    against the theorem's `expect`. `ended_by` says what ended the search. `raw` is the program's JSON.
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
    raw: Mapping[str, Any] = field(repr=False, compare=False)

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
            ("counterexample", str(found.instance) if found else None),
            ("fails", _failing(found.failing) if found else None),
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
        return _show.facts([(name, _multiline(item)) for name, item in self._facts()], title)


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


@dataclass(frozen=True, repr=False)
class Decision:
    """The verdict on one instance: "holds", "violated", "vacuous", "undefined" or "undecided".

    `comparison` is the one that fails, or where the instance holds the one that comes closest to failing.
    `reason` says why there is none: which hypothesis fails, or what has no value (of `decide` alone, not of
    `decide_many`).  `roads` is 2 where two independent evaluations agree.
    """

    claim: str
    verdict: str
    margin: Optional[Value]
    comparison: Optional[Comparison]
    decided_by: Optional[str]
    undecided_by: Optional[str]
    roads: Optional[int]
    reason: Optional[str]
    instance: Optional[Instance]
    command: str
    raw: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def holds(self) -> bool:
        return self.verdict == "holds"

    def _facts(self) -> List[Tuple[str, Any]]:
        violated = self.verdict == "violated"
        compared = str(self.comparison) if self.comparison else None
        return [
            ("margin", self.margin),
            ("fails" if violated else "closest", compared),
            ("because", self.reason),
            ("left open by", self.undecided_by),
            ("instance", str(self.instance) if self.instance else None),
        ]

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join([f"{self.verdict}  {self.claim}", *_show.lines(self._facts())])

    def _repr_html_(self) -> str:
        title = _show.Html(f"{_show.verdict(self.verdict)} {_show.escaped(self.claim)}")
        return _show.facts([(name, _multiline(item)) for name, item in self._facts()], title)


# Calls


def check(
    claim: Union[ClaimLike, Sequence[ClaimLike]],
    *,
    name: Union[str, List[str], None] = None,
    model: Optional[Mapping[str, Any]] = None,
    instances: Optional[int] = None,
    seconds: Optional[float] = None,
    work: Optional[float] = None,
    sizes: Union[str, Mapping[str, Any], None] = None,
    seed: Optional[int] = None,
    max_bits: Optional[int] = None,
    save: Union[str, os.PathLike[str], None] = None,
    timeout: Optional[float] = None,
) -> Report:
    """Tries to refute every theorem of a claim (a path, several paths, or a text), or those named.

    `model` fixes variables to the exact values of arrays; the search runs over the others. `seconds` ends a
    search with what is known; `timeout` ends the call with `Timeout`.
    """
    several = isinstance(claim, (list, tuple))
    claims = [Claim.of(each) for each in claim] if several else [Claim.of(claim)]  # type: ignore[union-attr, arg-type]
    if several and (not claims or any(each.text is not None for each in claims)):
        raise InputError(
            "a list of claims names files and folders, at least one; a text is checked by itself"
        )
    if model is not None:
        if several or isinstance(name, list):
            raise InputError("'model' belongs to one theorem of one claim")
        claims = [_fixing.fixed(claims[0], declared(claims[0], name), model)]
        name = None
    arguments = ["check", *(each.argument for each in claims)] + options(
        name=name,
        sizes=sizes,
        instances=instances,
        seconds=seconds,
        work=work,
        seed=seed,
        max_bits=max_bits,
        save=save,
        format="json",
        timings=True,
    )
    output = program.run(arguments, text=claims[0].text, timeout=timeout)
    with output.read() as found:
        return Report(
            version=found["version"],
            seed=found["seed"],
            claims=tuple(_result(each) for each in found["claims"]),
            is_complete=found.get("complete", True),
            unfinished=tuple(found.get("unfinished", ())),
            command=program.shown(output.command[:-3]),
        )


def decide(
    claim: ClaimLike,
    instance: InstanceLike,
    *,
    name: Optional[str] = None,
    sizes: Optional[Mapping[str, int]] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Decision:
    """The rigorous verdict on one instance of one theorem.

    The instance is an `Instance`, a file, or a mapping of variables to arrays; sizes that are not given are
    told by the shapes.
    """
    claim = Claim.of(claim)
    found = next(decide_many(claim, [instance], name=name, sizes=sizes, max_bits=max_bits, timeout=timeout))
    return with_reason(claim, found, max_bits=max_bits, timeout=timeout)


def decide_many(
    claim: ClaimLike,
    instances: Iterable[InstanceLike],
    *,
    name: Optional[str] = None,
    sizes: Optional[Mapping[str, int]] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
    at_once: int = AT_ONCE,
) -> Iterator[Decision]:
    """Verdicts on a stream of instances, in order, as they come; each as `decide` takes it.

    So many as `at_once` says are read ahead and decided by one run of the program, for which `timeout` holds.
    """
    claim = Claim.of(claim)
    theorem: List[_declarations.Theorem] = []

    def read(data: InstanceLike, number: int) -> Instance:
        if not theorem and isinstance(data, Mapping) and set(data) != {"sizes", "values"}:
            theorem.append(declared(claim, name))
        try:
            return instance(data, theorem[0] if theorem else None, sizes)
        except InputError as error:
            error.message = f"{error.message}; instance {number}" if number > 1 else error.message
            raise

    numbered = ((read(data, number), number) for number, data in enumerate(instances, 1))
    while chunk := list(itertools.islice(numbered, max(1, at_once))):
        yield from _decided(claim, chunk, name, max_bits, timeout)


def with_reason(
    claim: Claim, found: Decision, *, max_bits: Optional[int] = None, timeout: Optional[float] = None
) -> Decision:
    """The decision with what it is vacuous or undefined for; the program is asked again."""
    if found.verdict == "vacuous":
        return replace(found, reason=_failing_hypothesis(claim, found, max_bits, timeout))
    if found.verdict == "undefined":
        return replace(found, reason=_site(claim, found, max_bits, timeout))
    return found


def _failing_hypothesis(
    claim: Claim, found: Decision, max_bits: Optional[int], timeout: Optional[float]
) -> Optional[str]:
    """The first hypothesis that the program finds false where it is asked for it alone."""
    assert found.instance is not None
    for formula, alone in _fixing.hypotheses(declared(claim, found.claim)):
        for each in decide_many(alone, [found.instance], max_bits=max_bits, timeout=timeout):
            if each.verdict == "violated":
                return f"the hypothesis {formula} fails: {each.comparison}"
            if each.verdict == "vacuous":
                return f"in the hypothesis {formula} a max or min is empty"
    return "a max or min is empty"


def _site(claim: Claim, found: Decision, max_bits: Optional[int], timeout: Optional[float]) -> Optional[str]:
    """What has no value, in the words of the text report."""
    assert found.instance is not None
    with tempfile.TemporaryDirectory(prefix="ssmproof-") as folder:
        path = Path(folder) / "instance.json"
        found.instance.save(path)
        arguments = ["check", claim.argument, "--instance", str(path)]
        arguments += options(name=found.claim, max_bits=max_bits)
        text = program.run(arguments, text=claim.text, timeout=timeout).text
    said = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    return " ".join(said[1:]) or None


def declared(claim: ClaimLike, name: Optional[str] = None) -> _declarations.Theorem:
    """What a theorem declares.  Where the text is at fault, the program says how."""
    claim = Claim.of(claim)
    try:
        return _declarations.theorem(claim, name)
    except Unreadable as error:
        program.run(["check", claim.argument, "--instances", "1", *options(name=name)], text=claim.text)
        raise SSMProofError(f"the declarations of the claim cannot be read from Python: {error}") from None


def _decided(
    claim: Claim,
    chunk: List[Tuple[Instance, int]],
    name: Optional[str],
    max_bits: Optional[int],
    timeout: Optional[float],
) -> List[Decision]:
    with tempfile.TemporaryDirectory(prefix="ssmproof-") as folder:
        for place, (each, _) in enumerate(chunk):
            each.save(Path(folder) / f"{place:06}.json")
        arguments = ["check", claim.argument, "--instance", folder]
        arguments += options(name=name, max_bits=max_bits, format="json")
        try:
            output = program.run(arguments, text=claim.text, timeout=timeout)
        except InputError as error:
            raise _placed(error, folder, chunk) from None
    command = program.shown(
        [
            "ssmproof",
            "check",
            claim.argument,
            "--instance",
            "INSTANCE.json",
            *options(name=name, max_bits=max_bits),
        ]
    )
    with output.read() as found:
        decided = found["claims"]
        if len(decided) != len(chunk):
            raise output.fault(f"{len(decided)} of {len(chunk)} instances were decided")
        return [_decision(json, each, command) for json, (each, _) in zip(decided, chunk)]


def _placed(error: InputError, folder: str, chunk: List[Tuple[Instance, int]]) -> InputError:
    """An error about a file of ours as one about the caller's instance."""
    if error.file is None or not error.file.startswith(folder):
        return error
    _, number = chunk[int(Path(error.file).stem)]
    message = f"{error.message}; instance {number}" if len(chunk) > 1 or number > 1 else error.message
    return InputError(message, file="<instance>")


# JSON to values


def _result(found: Mapping[str, Any]) -> ClaimResult:
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
        counterexample=_counterexample(example) if example else None,
        ended_by=found.get("ended_by"),
        undecided_by=found.get("undecided_by"),
        suggestion=Suggestion(**{word: suggestion[word] for word in Suggestion.__dataclass_fields__})
        if suggestion
        else None,
        explanation=found.get("explanation"),
        is_complete=found.get("complete", True),
        raw=found,
    )


def _counterexample(found: Mapping[str, Any]) -> Counterexample:
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


def _decision(found: Mapping[str, Any], given: Instance, command: str) -> Decision:
    example, closest = found.get("counterexample"), found.get("closest")
    return Decision(
        claim=found["name"],
        verdict=found["instance_verdict"],
        margin=value(found.get("smallest_margin")) if example is None else None,
        comparison=comparison(example) if example else comparison(closest) if closest else None,
        decided_by=found.get("decided_by"),
        undecided_by=found.get("undecided_by"),
        roads=found.get("roads"),
        reason=None,
        instance=given,
        command=command,
        raw=found,
    )


def _failing(found: Comparison) -> str:
    if found.left is None and found.right is None:
        place = _show.bindings({**found.indices, **found.reals})
        return f"the conclusion at {place}" if place else "the conclusion"
    return str(found)


def _multiline(item: Any) -> Any:
    if isinstance(item, str) and "\n" in item:
        return _show.Html("<br>".join(_show.escaped(line) for line in item.split("\n")))
    return item
