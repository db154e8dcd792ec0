"""Assertions for test suites, with pytest, unittest or Hypothesis.

    from ssmproof.testing import assert_survives

    def test_gates_contract():
        assert_survives("claims/contraction.claim", model={"A": layer.gates, "D": 1 - layer.gates})

A failure prints the counterexample, both sides of what fails, and the command that reproduces it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, List, Mapping, Optional, Tuple, Union

from . import _fixing
from .checks import check, declared
from .claims import Claim, ClaimLike, options
from .decisions import Decision, decided
from .errors import InputError
from .instances import Instance, InstanceLike
from .program import shown
from .proofs import Proved, prove
from .results import ClaimResult

Sizes = Union[str, Mapping[str, Any], None]


class ClaimFailed(AssertionError):
    """An expectation about a claim that is not met.

    `result` is the search's, or `decision` the verdict on the instance. What the printed command needs is
    written when the message is printed: into the folder SSMPROOF_FAILURES, else `ssmproof-failures` of the
    folder for temporary files.
    """

    def __init__(
        self,
        said: str,
        claim: Claim,
        *,
        result: Optional[ClaimResult] = None,
        decision: Optional[Decision] = None,
        arguments: Tuple[str, ...] = (),
    ) -> None:
        super().__init__(said)
        self.said, self.claim, self.result, self.decision = said, claim, result, decision
        self._arguments = arguments

    @property
    def instance(self) -> Optional[Instance]:
        """The counterexample, or the instance that was asked for."""
        if self.decision is not None:
            return self.decision.instance
        found = self.result.counterexample if self.result else None
        return found.instance if found else None

    def reproducing(self) -> List[str]:
        """Commands that show it again: the whole search, and the one instance."""
        name = self.result.name if self.result else self.decision.claim if self.decision else "claim"
        place = self.claim.argument
        if self.claim.text is not None:
            # Imports of a text are relative to this folder, and those of a file to the file's.
            imports = '"' in self.claim.text and "import" in self.claim.text
            kept = _fixing.alone(declared(self.claim, name)) if imports else self.claim
            place = self._kept(f"{name}.claim", kept.source())
        commands = []
        if self.result is not None:
            commands.append(shown(["ssmproof", "check", place, *self._arguments]))
        if self.instance is not None:
            file = self._kept(f"{name}.json", json.dumps(self.instance.json()) + "\n")
            commands.append(shown(["ssmproof", "check", place, "--claim", name, "--instance", file]))
        return commands

    @staticmethod
    def _kept(name: str, text: str) -> str:
        folder = Path(
            os.environ.get("SSMPROOF_FAILURES") or Path(tempfile.gettempdir()) / "ssmproof-failures"
        )
        stem, _, ending = name.partition(".")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
        path = folder / f"{stem}-{digest}.{ending}"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return str(path)

    def __str__(self) -> str:
        lines = [self.said, *("  " + line for line in str(self.result or self.decision).split("\n"))]
        try:
            commands = self.reproducing()
        except OSError as error:
            commands = [f"(nothing could be written: {error})"]
        return "\n".join([*lines, "  again:", *("    " + command for command in commands)])


def assert_proved(
    claim: ClaimLike,
    *,
    name: Optional[str] = None,
    sizes: object = None,
    timeout: Optional[float] = None,
) -> Proved:
    """The claim is proved for all its sizes, or with those that `sizes` gives one value."""
    __tracebackhide__ = True
    found = prove(claim, name=name, sizes=sizes, timeout=timeout)
    if len(found) != 1:
        raise InputError(f"one theorem is needed; there are {len(found)} that may be proved: choose with 'name'")
    if not found[0].is_proved:
        raise AssertionError(str(found[0]))
    return found[0]


def assert_survives(
    claim: ClaimLike,
    model: Optional[Mapping[str, Any]] = None,
    *,
    name: Optional[str] = None,
    sizes: Sizes = None,
    instances: Optional[int] = None,
    seconds: Optional[float] = None,
    work: Optional[float] = None,
    seed: Optional[int] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Union[ClaimResult, Decision]:
    """The claim survives a search for a counterexample; with a model, one among the instances that have its
    arrays.

    Where the arrays give every variable, that one instance is decided, and has to hold. A claim that stays
    undecided does not survive.
    """
    __tracebackhide__ = True
    if model is not None and set(model) >= set(declared(claim, name).variables):
        whole = {size: value for size, value in sizes.items()} if isinstance(sizes, Mapping) else None
        return assert_holds(claim, model, name=name, sizes=whole, max_bits=max_bits, timeout=timeout)
    result, failed = _searched(claim, model, name, sizes, instances, seconds, work, seed, max_bits, timeout)
    if result.verdict not in ("survived", "proved"):
        what = "was refuted" if result.verdict == "refuted" else f"is {result.verdict}"
        raise failed(f"the claim '{result.name}' {what}")
    return result


def assert_refuted(
    claim: ClaimLike,
    model: Optional[Mapping[str, Any]] = None,
    *,
    name: Optional[str] = None,
    sizes: Sizes = None,
    instances: Optional[int] = None,
    seconds: Optional[float] = None,
    work: Optional[float] = None,
    seed: Optional[int] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> ClaimResult:
    """A search finds a counterexample, which is in the result; with a model, one that has its arrays."""
    __tracebackhide__ = True
    result, failed = _searched(claim, model, name, sizes, instances, seconds, work, seed, max_bits, timeout)
    if result.verdict != "refuted":
        raise failed(f"the claim '{result.name}' was not refuted: it {_came_out(result.verdict)}")
    return result


def assert_holds(
    claim: ClaimLike,
    instance: InstanceLike,
    *,
    name: Optional[str] = None,
    sizes: Optional[Mapping[str, int]] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Decision:
    """The claim holds at the instance, every hypothesis met.

    Within a Hypothesis test an instance that fails a hypothesis is left out, as `hypothesis.assume` does.
    """
    __tracebackhide__ = True
    claim = Claim.of(claim)
    decision = decided(claim, instance, name=name, sizes=sizes, max_bits=max_bits, timeout=timeout)
    if decision.verdict == "holds":
        return decision
    if decision.verdict == "vacuous":
        _leave_out()
    said = {
        "violated": "is violated at this instance",
        "vacuous": "says nothing of this instance: it does not meet the hypotheses",
        "undefined": "has no value at this instance",
    }.get(decision.verdict, f"is {decision.verdict} at this instance")
    raise ClaimFailed(f"the claim '{decision.claim}' {said}", claim, decision=decision)


def _searched(
    claim: ClaimLike,
    model: Optional[Mapping[str, Any]],
    name: Optional[str],
    sizes: Sizes,
    instances: Optional[int],
    seconds: Optional[float],
    work: Optional[float],
    seed: Optional[int],
    max_bits: Optional[int],
    timeout: Optional[float],
) -> Tuple[ClaimResult, Any]:
    """The result on the one theorem, and what makes an error of it."""
    claim = Claim.of(claim)
    if model is not None:
        claim, name = _fixing.fixed(claim, declared(claim, name), model), None
    report = check(
        claim,
        name=name,
        sizes=sizes,
        instances=instances,
        seconds=seconds,
        work=work,
        seed=seed,
        max_bits=max_bits,
        prove=False,
        timeout=timeout,
    )
    if len(report) != 1:
        names = ", ".join(each.name for each in report)
        raise InputError(
            f"one theorem is needed; choose it with 'name' among: {names}", file=claim.path or "<claim>"
        )
    arguments = options(
        name=name, sizes=sizes, instances=instances, seconds=seconds, work=work, seed=seed, max_bits=max_bits
    )

    def failed(said: str) -> ClaimFailed:
        return ClaimFailed(said, claim, result=report[0], arguments=tuple(arguments))

    return report[0], failed


def _came_out(verdict: str) -> str:
    return verdict if verdict == "survived" else f"is {verdict}"


def _leave_out() -> None:
    """Ends this example where a Hypothesis test runs."""
    hypothesis = sys.modules.get("hypothesis")
    if hypothesis is not None and hypothesis.currently_in_test_context():
        hypothesis.reject()
