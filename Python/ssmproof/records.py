"""Objects of JSON as values with members: bounds and counts typed, the rest as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Dict, Iterator, List, Mapping

from .errors import InputError
from .numbers import shown, value


@dataclass(frozen=True)
class Tally:
    """Of how many something is so, is not so, and is undecided."""

    yes: int
    no: int
    undecided: int

    @property
    def total(self) -> int:
        return self.yes + self.no + self.undecided

    def __str__(self) -> str:
        rest = f", {self.undecided} undecided" if self.undecided else ""
        return f"{self.yes} of {self.total}{rest}"


class Record(Mapping[str, Any]):
    """A JSON object, read by member (`record.layers`) or key (`record["layers"]`).

    Members that are bounds are `Bounds` or, where they are exact, fractions; counts of yes, no and undecided
    are `Tally`; objects are records, lists are tuples.
    """

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._members: Dict[str, Any] = {name: record(each) for name, each in found.items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_members":
            raise AttributeError(name)
        try:
            return self._members[name]
        except KeyError:
            there = ", ".join(self._members)
            raise AttributeError(f"there is no '{name}'; there are: {there}") from None

    def __getitem__(self, name: str) -> Any:
        return self._members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __dir__(self) -> List[str]:
        return [*super().__dir__(), *self._members]

    def __repr__(self) -> str:
        return f"Record({', '.join(self._members)})"

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def record(found: Any) -> Any:
    """A JSON value as a value."""
    if isinstance(found, Mapping):
        members = set(found)
        if members == {"yes", "no", "undecided"}:
            return Tally(**found)
        if {"lower", "upper"} <= members <= {"lower", "upper", "open"}:
            return value({"lower": found["lower"], "upper": found["upper"]})
        return Record(found)
    if isinstance(found, list):
        return tuple(record(each) for each in found)
    if isinstance(found, str):
        try:
            return value(found)
        except InputError:
            return found
    return found


def _lines(found: Record, indent: str = "") -> Iterator[str]:
    for name, member in found.items():
        many = isinstance(member, tuple) and any(isinstance(each, Record) for each in member)
        for number, each in enumerate(member if many else [member], 1):
            label = f"{indent}{name}" + (f" {number}" if many else "")
            if isinstance(each, Record):
                yield label
                yield from _lines(each, indent + "  ")
            else:
                yield f"{label}: {_text(each)}"


def _text(member: Any) -> str:
    if isinstance(member, tuple):
        return ", ".join(map(_text, member)) or "none"
    if member is None:
        return "none"
    return shown(member) if isinstance(member, Fraction) else str(member)
