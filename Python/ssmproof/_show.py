"""Results in a notebook: small tables, everything escaped."""

from __future__ import annotations

import html
from typing import Any, Iterable, List, Optional, Sequence, Tuple

from .instances import Instance, value_text
from .numbers import shown

# Colours that are told apart on light and dark ground, and by the word beside them.
_COLOURS = {
    "survived": "#2e7d32",
    "proved": "#2e7d32",
    "holds": "#2e7d32",
    "accepted": "#2e7d32",
    "refuted": "#c62828",
    "violated": "#c62828",
    "rejected": "#c62828",
}


class Html(str):
    """Text that is HTML already."""


def escaped(item: Any) -> str:
    """The item as HTML."""
    if isinstance(item, Html):
        return item
    return html.escape(item if isinstance(item, str) else shown(item))


def verdict(word: str) -> Html:
    """A verdict in its colour."""
    return Html(f'<b style="color: {_COLOURS.get(word, "#b26a00")}">{html.escape(word)}</b>')


def table(header: Sequence[str], rows: Iterable[Sequence[Any]], caption: Any = "") -> Html:
    """A table with a header, whose cells are lines, or without where there is none."""
    style = "text-align: left" + ("; white-space: nowrap" if header else "; vertical-align: top")
    head = "".join(f"<th>{escaped(cell)}</th>" for cell in header)
    body = "".join(
        "<tr>" + "".join(f'<td style="{style}">{escaped(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return Html(
        "<table>"
        + (f'<caption style="text-align: left">{escaped(caption)}</caption>' if caption else "")
        + (f"<thead><tr>{head}</tr></thead>" if head else "")
        + f"<tbody>{body}</tbody></table>"
    )


def facts(rows: Iterable[Tuple[str, Any]], caption: Any = "") -> Html:
    """Names and what they are; what is None or empty is left out."""
    return table((), [row for row in rows if row[1] not in (None, "")], caption)


def lines(rows: Iterable[Tuple[str, Any]], indent: int = 2) -> List[str]:
    """The same as lines of text; of several lines the second and later stand below the first."""
    kept = [
        (name, item if isinstance(item, str) else shown(item))
        for name, item in rows
        if item not in (None, "")
    ]
    width = max((len(name) for name, _ in kept), default=0)
    gap = " " * (indent + width + 2)
    return [f"{' ' * indent}{name:{width}}  " + text.replace("\n", "\n" + gap) for name, text in kept]


def bindings(found: Optional[Any]) -> str:
    """`s = 1, t = 2`"""
    return ", ".join(f"{name} = {shown(value)}" for name, value in (found or {}).items())


def instance(found: Instance) -> Html:
    """Sizes and values of an instance."""
    rows: List[Tuple[str, Any]] = [(name, str(size)) for name, size in found.sizes.items()]
    return facts(rows + [(name, value_text(value)) for name, value in found.values.items()])
