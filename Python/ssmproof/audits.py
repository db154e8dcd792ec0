"""Audits of trained checkpoints."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Iterable, List, Optional, Sequence, Tuple, Union

from . import _show, program
from .claims import options
from .errors import InputError, raising_plainly
from .numbers import shown
from .records import Record, Tally

PathLike = Union[str, "os.PathLike[str]"]


class Audit(Record):
    """A model against the theorems: every figure a certified bound.

    The members are those of the program's JSON (Documentation/checkpoints.md): `audit.model.layers`,
    `audit.layers[0].channels.theorem_4_2_as_printed.conclusion_where_met`, `audit.layers[0].least_step`.
    """

    def summary(self) -> List[Tuple[str, ...]]:
        """A row for each layer: its steps, memory, and how Theorem 4.2 of arXiv:2501.00658 fares."""
        rows: List[Tuple[str, ...]] = []
        for layer in self.layers:
            printed = layer.channels.theorem_4_2_as_printed
            rows.append(
                (
                    str(layer.layer),
                    f"{shown(layer.least_step)} to {shown(layer.greatest_step)}",
                    shown(layer.influence.realised_horizon),
                    str(printed.hypotheses),
                    _holds(printed.conclusion_where_met),
                    _holds(printed.conclusion_elsewhere),
                )
            )
        return rows

    def _title(self) -> str:
        model = self.model
        size = f"{model.layers} layers, {model.channels} channels, {model.states} states"
        return f"audit of {self.checkpoint}: {size}" + ("" if self.complete else "  UNFINISHED")

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        lines = [self._title()]
        for row in self.summary():
            lines += [f"  layer {row[0]}", *_show.lines(zip(_HEADER[1:], row[1:]), indent=4)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return _show.table(_HEADER, self.summary(), self._title())


_HEADER = (
    "layer",
    "steps",
    "memory, tokens",
    "Theorem 4.2: hypotheses hold",
    "conclusion holds there",
    "conclusion holds elsewhere",
)


def _holds(found: Tally) -> str:
    return str(found) if found.total else "nowhere to ask"


@raising_plainly
def audit(
    checkpoint: PathLike,
    *,
    tokens: Union[PathLike, Iterable[Sequence[int]], None] = None,
    threshold: Optional[object] = None,
    max_bits: Optional[int] = None,
    ignore: Optional[List[str]] = None,
    width: Optional[object] = None,
    timeout: Optional[float] = None,
) -> Audit:
    """Audits the checkpoint in a folder (`config.json` and `.safetensors` files) on sequences of tokens.

    `tokens` is a file, or sequences of token ids; else `tokens.json` of the folder.
    """
    with tempfile.TemporaryDirectory(prefix="ssmproof-") as folder:
        if tokens is not None and not isinstance(tokens, (str, os.PathLike)):
            path = Path(folder) / "tokens.json"
            path.write_text(json.dumps([_ids(each) for each in tokens]), encoding="utf-8")
            tokens = path
        arguments = ["audit", os.fspath(checkpoint)] + options(
            tokens=tokens, threshold=threshold, max_bits=max_bits, ignore=ignore, width=width, format="json"
        )
        return Audit(program.run(arguments, timeout=timeout).json())


def _ids(sequence: Any) -> List[int]:
    listing = getattr(sequence, "tolist", None)
    ids = listing() if callable(listing) else list(sequence)
    if not all(isinstance(each, int) for each in ids):
        raise InputError(f"tokens are whole numbers, and {ids!r} has others", file="<tokens>")
    return ids
