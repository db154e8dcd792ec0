"""Certificates of refutations, decided again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple, Union

from . import _show, program
from .claims import options
from .errors import raising_plainly

PathLike = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class Replayed:
    """One certificate: "accepted", "rejected" or "undecided", and why where it is not accepted."""

    file: str
    theorem: str
    verdict: str
    reason: Optional[str]
    one_road: Optional[str] = None

    def __str__(self) -> str:
        reason = self.reason or (f"by one evaluation alone: {self.one_road}" if self.one_road else None)
        return f"{self.verdict}  {self.theorem}  ({self.file})" + (f": {reason}" if reason else "")


@dataclass(frozen=True, repr=False)
class Replay(Sequence[Replayed]):
    """What came of every certificate."""

    version: str
    certificates: Tuple[Replayed, ...]

    @property
    def all_accepted(self) -> bool:
        return all(each.verdict == "accepted" for each in self.certificates)

    def __len__(self) -> int:
        return len(self.certificates)

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return self.certificates[key]

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join(map(str, self.certificates))

    def _repr_html_(self) -> str:
        rows = [(_show.verdict(each.verdict), each.theorem, each.file, each.reason or "") for each in self]
        return _show.table(("verdict", "theorem", "certificate", "reason"), rows)


@raising_plainly
def replay(
    *paths: PathLike,
    max_bits: Optional[int] = None,
    export: Optional[str] = None,
    output: Optional[PathLike] = None,
    timeout: Optional[float] = None,
) -> Replay:
    """Decides certificates, or folders of them, again: what `check(..., save=folder)` wrote.

    `export` ("coq" or "lean") writes each accepted one with a proof into the folder `output`, or beside it.
    """
    arguments: List[str] = ["replay", *(os.fspath(path) for path in paths)]
    arguments += options(max_bits=max_bits, export=export, output=output, format="json")
    with program.run(arguments, timeout=timeout).read() as found:
        return Replay(
            version=found["version"],
            certificates=tuple(
                Replayed(
                    each["file"], each["theorem"], each["verdict"], each.get("reason"), each.get("one_road")
                )
                for each in found["certificates"]
            ),
        )
