"""Proofs of theorems for all their sizes and values."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import List, Optional, Tuple, Union

from . import _show, program
from .claims import Claim, ClaimLike, options
from .errors import raising_plainly
from .results import AnyOf, Counterexample, counterexample


@dataclass(frozen=True)
class Proved:
    """What came of one theorem: "proved", and for which sizes, or "not proved", and what was left to show.

    `left` has the goals from the outermost inwards, `missing` facts from each of which the innermost would follow;
    `counterexample` is an instance at which the step named in `reason`, or the conclusion, is false, where a short
    search found one; `certificate` is the file that `save` asked for.
    """

    name: str
    file: str
    verdict: str
    seconds: float
    covers: Optional[str] = None
    steps: Optional[int] = None
    certificate: Optional[str] = None
    reason: Optional[str] = None
    left: Tuple[str, ...] = ()
    missing: Tuple[str, ...] = ()
    counterexample: Optional[Counterexample] = None

    @property
    def is_proved(self) -> bool:
        return self.verdict == "proved"

    def __str__(self) -> str:
        if self.is_proved:
            return f"proved  {self.name}: {self.covers}, in {self.steps} steps that the kernel accepts"
        text = "\n  left to show: ".join([f"not proved  {self.name}: {self.reason}", *self.left[-1:]])
        text += f"\n  it would follow from: {'; or from: '.join(self.missing)}" if self.missing else ""
        return text + (f"\n  what was to be shown is false at:\n{self.counterexample}" if self.counterexample is not None else "")


@dataclass(frozen=True, repr=False)
class Proofs(AnyOf[Proved]):
    """What came of every theorem, by number or by name."""

    version: str
    claims: Tuple[Proved, ...]

    @property
    def all_proved(self) -> bool:
        return all(each.is_proved for each in self)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        rows = [(_show.verdict(each.verdict), each.name, each.covers or each.reason or "") for each in self]
        return _show.table(("verdict", "theorem", "what"), rows)


@raising_plainly
def prove(
    claim: ClaimLike,
    *,
    name: Union[str, List[str], None] = None,
    sizes: object = None,
    save: Union[str, os.PathLike[str], None] = None,
    export: Optional[str] = None,
    timeout: Optional[float] = None,
) -> Proofs:
    """Proves the theorems of a claim, or those named, that are not expected to be refuted.

    `sizes` are sizes of one value, {"T": 8}; `save` is a folder for the certificates, and `export` ("coq") writes
    each for a proof assistant beside it.
    """
    claim = Claim.of(claim)
    arguments = ["prove", claim.argument]
    arguments += options(name=name, sizes=sizes, save=save, export=export, format="json")
    with program.run(arguments, text=claim.text, timeout=timeout).read() as found:
        return Proofs(
            version=found["version"],
            claims=tuple(
                Proved(
                    name=each["name"],
                    file="<claim>" if each["file"] == "-" else each["file"],
                    verdict=each["verdict"],
                    seconds=float(each["seconds"]),
                    covers=each.get("covers"),
                    steps=each.get("steps"),
                    certificate=each.get("certificate"),
                    reason=each.get("reason"),
                    left=tuple(each.get("left", ())),
                    missing=tuple(each.get("missing", ())),
                    counterexample=counterexample(each["counterexample"]) if each.get("counterexample") else None,
                )
                for each in found["theorems"]
            ),
        )
