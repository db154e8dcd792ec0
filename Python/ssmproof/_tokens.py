"""Characters of a claim to tokens."""

from __future__ import annotations

import re
from typing import List, NamedTuple

from .errors import InputError

ITEMS = frozenset("import source note expect use size index real complex let assume conclude end".split())
FUNCTIONS = frozenset("abs re im conj sqrt exp log sin cos tanh sigmoid softplus silu".split())

_TOKEN = re.compile(
    r"""
      (?P<blank>    [ \t\r\n]+ | \#[^\r\n]* )
    | (?P<number>   [0-9]+ (?: \.[0-9]+ )? (?: [eE][+-]?[0-9]+ )? )
    | (?P<name>     [A-Za-z_][A-Za-z0-9_']* )
    | (?P<string>   " [^"\r\n]* " )
    | (?P<symbol>   \.\. | <= | >= | /= | [-+*/^()\[\],:=<>~] )
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A token and where it stands in the text."""

    kind: str
    text: str
    start: int
    stop: int


class Unreadable(InputError):
    """A text that the reader of declarations cannot read; the program says more of it."""


def tokens(text: str) -> List[Token]:
    """All tokens, the last of kind "end"."""
    result: List[Token] = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unreadable(f"unexpected character {text[at]!r}")
        kind = match.lastgroup or ""
        if kind != "blank":
            result.append(Token(kind, match.group(), at, match.end()))
        at = match.end()
    result.append(Token("end", "", at, at))
    return result
