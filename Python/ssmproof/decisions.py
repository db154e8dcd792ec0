"""Verdicts on instances of one's own."""

from __future__ import annotations

import itertools
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Tuple

from . import _declarations, _show, program
from .checks import declared
from .claims import Claim, ClaimLike, options
from .errors import InputError, iterating_plainly, raising_plainly
from .instances import Instance, InstanceLike, instance
from .numbers import Value, value
from .results import Comparison, comparison, multiline

AT_ONCE = 1024
"""Instances that one run of the program decides."""


@dataclass(frozen=True, repr=False)
class Decision:
    """The verdict on one instance: "holds", "violated", "vacuous", "undefined" or "undecided".

    `comparison` is the one that fails, or where the instance holds the one that comes closest to failing.
    `reason` says why there is none: which hypothesis fails, or what has no value and where.  `roads` is 2 where two independent evaluations agree.
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
        return _show.facts([(name, multiline(item)) for name, item in self._facts()], title)


# Calls


@raising_plainly
def decide(
    claim: ClaimLike,
    instance: InstanceLike,
    *,
    name: Optional[str] = None,
    sizes: Optional[Mapping[str, int]] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Decision:
    """The rigorous verdict on one instance of one theorem, by two evaluations that share nothing.

    The instance is an `Instance`, a file, or a mapping of variables to arrays; sizes that are not given are
    told by the shapes.
    """
    claim = Claim.of(claim)
    return decided(claim, instance, name=name, sizes=sizes, max_bits=max_bits, timeout=timeout)


@iterating_plainly
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

    What holds is decided by the first means that can tell, with both sides as these know them; what is
    violated by two evaluations.  So many instances as `at_once` says are read ahead and decided by one run
    of the program, for which `timeout` holds.
    """
    claim = Claim.of(claim)
    reader = _Reader(claim, name, sizes)
    numbered = ((reader.read(data, number), number) for number, data in enumerate(instances, 1))
    while chunk := list(itertools.islice(numbered, max(1, at_once))):
        yield from _streamed(claim, chunk, name, max_bits, timeout)


def decided(
    claim: Claim,
    data: InstanceLike,
    *,
    name: Optional[str] = None,
    sizes: Optional[Mapping[str, int]] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Decision:
    """The same as `decide`, without a reason."""
    given = _Reader(claim, name, sizes).read(data, 1)
    with tempfile.TemporaryDirectory(prefix="ssmproof-") as folder:
        path = Path(folder) / "instance.json"
        given.save(path)
        arguments = ["check", claim.argument, "--instance", str(path)]
        arguments += options(name=name, max_bits=max_bits, format="json")
        try:
            output = program.run(arguments, text=claim.text, timeout=timeout)
        except InputError as error:
            raise _placed(error, folder, [(given, 1)]) from None
    with output.read() as json_object:
        (found,) = json_object["claims"]
        example, closest = found["counterexample"], found.get("closest")
        return Decision(
            claim=found["name"],
            verdict=found["instance_verdict"],
            margin=value(found.get("smallest_margin")) if example is None else None,
            comparison=comparison(example) if example else comparison(closest) if closest else None,
            decided_by=found.get("decided_by"),
            undecided_by=found.get("undecided_by"),
            roads=found.get("roads"),
            reason=_reason(found, found["instance_verdict"]),
            instance=given,
            raw=found,
        )


class _Reader:
    """Instances out of what a caller gives; declarations are read where shapes have to tell sizes."""

    def __init__(self, claim: Claim, name: Optional[str], sizes: Optional[Mapping[str, int]]) -> None:
        self.claim, self.name, self.sizes = claim, name, sizes
        self.theorem: Optional[_declarations.Theorem] = None

    def read(self, data: InstanceLike, number: int) -> Instance:
        if self.theorem is None and isinstance(data, Mapping) and set(data) != {"sizes", "values"}:
            self.theorem = declared(self.claim, self.name)
        try:
            return instance(data, self.theorem, self.sizes)
        except InputError as error:
            error.message = f"{error.message}; instance {number}" if number > 1 else error.message
            raise


def _reason(found: Mapping[str, Any], verdict: str) -> Optional[str]:
    """Why there is no verdict on the conclusion; a program that says nothing of it is too old."""
    return found["why"] if verdict in ("vacuous", "undefined") else None


def _streamed(
    claim: Claim,
    chunk: List[Tuple[Instance, int]],
    name: Optional[str],
    max_bits: Optional[int],
    timeout: Optional[float],
) -> List[Decision]:
    with tempfile.TemporaryDirectory(prefix="ssmproof-") as folder:
        path = Path(folder) / "instances.jsonl"
        path.write_text("".join(json.dumps(each.json()) + "\n" for each, _ in chunk), encoding="utf-8")
        arguments = ["check", claim.argument, "--instances-from", str(path)]
        arguments += options(name=name, max_bits=max_bits, format="json")
        try:
            output = program.run(arguments, text=claim.text, timeout=timeout)
        except InputError as error:
            raise _placed(error, folder, chunk) from None
    with output.read() as found:
        rows = found["instances"]
        if len(rows) != len(chunk):
            raise output.fault(f"{len(rows)} of {len(chunk)} instances were decided")
        return [
            Decision(
                claim=found["claim"],
                verdict=row["verdict"],
                margin=value(row.get("margin")),
                comparison=comparison(row) if "left" in row else None,
                decided_by=row["decided_by"],
                undecided_by=row.get("undecided_by"),
                roads=row.get("roads"),
                reason=_reason(row, row["verdict"]),
                instance=given,
                raw=row,
            )
            for row, (given, _) in zip(rows, chunk)
        ]


def _placed(error: InputError, folder: str, chunk: List[Tuple[Instance, int]]) -> InputError:
    """An error about a file of ours as one about the caller's instance."""
    if error.file is None or not error.file.startswith(folder):
        return error
    _, number = chunk[(error.line or 1) - 1]
    message = f"{error.message}; instance {number}" if len(chunk) > 1 or number > 1 else error.message
    return InputError(message, file="<instance>")
