"""What a claim declares: sizes, indices, variables with their domains, definitions.

A reader of declarations alone, for what Python draws and infers; it takes claims that the program accepts,
and judges none. Hypotheses and conclusions are passed over.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

from ._expressions import Parser, Tree
from ._tokens import ITEMS, Token, Unreadable, tokens
from .claims import Claim
from .errors import InputError

DEEPEST_IMPORT = 100
OWN = ("conclude", "expect", "source", "note")
"""Items that a theorem keeps to itself where another one uses it."""


@dataclass
class Size:
    """A size and its range; `upper` is None where there is no bound."""

    name: str
    lower: int
    upper: Optional[int]


@dataclass
class End:
    """One end of a domain: its expression, as text too, and whether it is open."""

    tree: Tree
    text: str
    is_open: bool


@dataclass
class Variable:
    """A variable, its indices and the ends of its domain."""

    name: str
    is_complex: bool
    indices: List[str]
    lower: Optional[End] = None
    upper: Optional[End] = None
    text: str = ""


@dataclass
class Theorem:
    """The declarations of one theorem."""

    name: str
    sizes: Dict[str, Size] = field(default_factory=dict)
    indices: Dict[str, Tree] = field(default_factory=dict)
    variables: Dict[str, Variable] = field(default_factory=dict)
    equations: Dict[str, List[Tuple[List[Tree], Tree]]] = field(default_factory=dict)
    functions: Dict[str, Tuple[List[str], Tree]] = field(default_factory=dict)
    unreadable: Set[str] = field(default_factory=set)
    """Definitions that are not understood here."""

    others: List[str] = field(default_factory=list)
    """The text of every item that is no size and no variable."""

    def index_in(self, tree: Tree) -> Optional[str]:
        """The index name in one position of a left side."""
        if tree[0] == "name":
            return tree[1] if tree[1] in self.indices else None
        found = [self.index_in(part) for part in tree[1:] if isinstance(part, tuple)]
        return next((name for name in found if name is not None), None)


@dataclass
class _Block:
    kind: str
    name: str
    items: List[List[Token]]
    text: str


def theorem(claim: Claim, name: Optional[str] = None) -> Theorem:
    """The theorem of this name, or the only one of the claim.

    Raises InputError where there is none or more than one, and Unreadable where the text is not understood.
    """
    try:
        return _theorem(claim, name)
    except (IndexError, KeyError, StopIteration, RecursionError):
        raise Unreadable("a declaration that breaks off") from None


def _theorem(claim: Claim, name: Optional[str]) -> Theorem:
    blocks: Dict[str, _Block] = {}
    own = _read(claim.source(), claim.folder, blocks, [])
    names = [each for each in own if blocks[each].kind == "theorem"]
    if name is None:
        if len(names) != 1:
            count = f"{len(names)} theorems" if names else "no theorem"
            hint = f"; choose one with 'name' among: {', '.join(names)}" if names else ""
            raise InputError(f"the claim has {count}, and one is needed{hint}", file=claim.path or "<claim>")
        name = names[0]
    elif name not in names:
        raise InputError(
            f"there is no theorem '{name}'; there are: {', '.join(names)}", file=claim.path or "<claim>"
        )
    found = Theorem(name)
    _gather(found, blocks[name], blocks, set())
    return found


def _read(text: str, folder: str, blocks: Dict[str, _Block], path: List[str]) -> List[str]:
    """The blocks of a text and of what it imports; returns the names of its own."""
    if len(path) > DEEPEST_IMPORT:
        raise Unreadable("imports that are nested too deep")
    all_tokens = tokens(text)
    own: List[str] = []
    at = 0
    while all_tokens[at].kind != "end":
        word = all_tokens[at].text
        if word == "import" and all_tokens[at + 1].kind == "string":
            imported = os.path.normpath(os.path.join(folder, all_tokens[at + 1].text[1:-1]))
            if imported not in path:
                try:
                    inner = Path(imported).read_text(encoding="utf-8")
                except OSError as error:
                    raise Unreadable(f"{imported}: {error.strerror}") from None
                _read(inner, os.path.dirname(imported) or ".", blocks, [*path, imported])
            at += 2
            continue
        if word not in ("family", "theorem"):
            raise Unreadable(f"'theorem', 'family' or 'import' is expected, not {word!r}")
        name = all_tokens[at + 1].text
        at += 3 if all_tokens[at + 2].kind == "string" else 2
        items, at = _items(all_tokens, at)
        blocks[name] = _Block(word, name, items, text)
        own.append(name)
    return own


def _items(all_tokens: List[Token], at: int) -> Tuple[List[List[Token]], int]:
    """The items from here to `end`, and the place behind it."""
    items: List[List[Token]] = []
    while True:
        token = all_tokens[at]
        if token.kind == "end":
            raise Unreadable("'end' is missing")
        if items and _begins_proof(all_tokens, at):
            at = _behind_proof(all_tokens, at)
            continue
        starts = token.kind == "name" and token.text in ITEMS and all_tokens[at - 1].text != "forall"
        if starts and token.text == "end":
            return items, at + 1
        if starts:
            items.append([])
        if not items:
            raise Unreadable(f"an item is expected, not {token.text!r}")
        items[-1].append(token)
        at += 1


def _begins_proof(all_tokens: List[Token], at: int) -> bool:
    """Whether a proof script begins here: no word of it is reserved."""
    before, token, after = all_tokens[at - 1 : at + 2]
    ends_something = before.kind in ("name", "number", "string") and before.text not in ITEMS
    words = ("as", "let", "lemma", "have", "conclude", "by", "because", "end")
    return token.text == "proof" and after.text in words and (ends_something or before.text in (")", "]"))


def _behind_proof(all_tokens: List[Token], at: int) -> int:
    """The place behind `proof as NAME` or `proof … end`, of which no declaration is part."""
    if all_tokens[at + 1].text == "as":
        return at + 3
    while all_tokens[at].text != "end":
        if all_tokens[at].kind == "end":
            raise Unreadable("'end' of a proof is missing")
        at += 1
    return at + 1


def _gather(found: Theorem, block: _Block, blocks: Dict[str, _Block], reached: Set[str]) -> None:
    for item in block.items:
        word, rest = item[0].text, item[1:]
        text = block.text[item[0].start : item[-1].stop]
        if word == "use":
            used = blocks.get(rest[0].text)
            if used is None:
                raise Unreadable(f"'{rest[0].text}' is used and is not there")
            if used.name not in reached:
                reached.add(used.name)
                inner = used
                if used.kind == "theorem":
                    kept = [each for each in used.items if each[0].text not in OWN]
                    inner = _Block(used.kind, used.name, kept, used.text)
                _gather(found, inner, blocks, reached)
        elif word == "size":
            for part in _parts(rest):
                size = _size(part)
                found.sizes[size.name] = size
        elif word in ("real", "complex"):
            for part in _parts(rest):
                variable = _variable(part, word, block.text)
                found.variables[variable.name] = variable
        else:
            found.others.append(text)
            if word == "index":
                place = next(k for k, token in enumerate(rest) if token.text == "in")
                range_ = Parser(rest[place + 1 :]).range()
                for token in rest[:place]:
                    if token.kind == "name":
                        found.indices[token.text] = range_
            elif word == "let":
                _definition(found, rest)


def _parts(item: List[Token]) -> Iterator[List[Token]]:
    """What stands between the commas of a list, those inside brackets left alone."""
    depth = 0
    part: List[Token] = []
    for token in item:
        if token.kind == "symbol" and token.text in "([":
            depth += 1
        elif token.kind == "symbol" and token.text in ")]":
            depth -= 1
        if token.text == "," and depth == 0:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _without_distribution(part: List[Token]) -> List[Token]:
    place = next((k for k, token in enumerate(part) if token.text == "~"), len(part))
    return part[:place]


def _size(part: List[Token]) -> Size:
    texts = [token.text for token in _without_distribution(part)]
    if len(texts) == 1:
        return Size(texts[0], 0, None)
    if len(texts) == 3 and texts[1] == ">=":
        return Size(texts[0], int(texts[2]), None)
    if len(texts) == 5 and texts[1] == "in":
        return Size(texts[0], int(texts[2]), int(texts[4]))
    raise Unreadable(f"the range of the size '{texts[0]}'")


def _variable(part: List[Token], kind: str, text: str) -> Variable:
    if not part or part[0].kind != "name":
        raise Unreadable("a variable is expected")
    variable = Variable(part[0].text, kind == "complex", [], text=text[part[0].start : part[-1].stop])
    rest = _without_distribution(part[1:])
    if rest and rest[0].text == "[":
        place = next((k for k, token in enumerate(rest) if token.text == "]"), len(rest))
        variable.indices = [token.text for token in rest[1:place] if token.kind == "name"]
        rest = rest[place + 1 :]
    if not rest:
        return variable
    if rest[0].text == "in":
        ends = list(_parts(rest[2:-1]))
        low, high = ends[0], ends[1]
        variable.lower = _end(low, text, rest[1].text == "(")
        variable.upper = _end(high, text, rest[-1].text == ")")
    elif rest[0].text in (">", ">="):
        variable.lower = _end(rest[1:], text, rest[0].text == ">")
    elif rest[0].text in ("<", "<="):
        variable.upper = _end(rest[1:], text, rest[0].text == "<")
    else:
        raise Unreadable(f"the domain of '{variable.name}'")
    return variable


def _end(part: List[Token], text: str, is_open: bool) -> Optional[End]:
    if [token.text for token in part] in (["inf"], ["-", "inf"]):
        return None
    return End(Parser(part).whole(), text[part[0].start : part[-1].stop], is_open)


def _definition(found: Theorem, item: List[Token]) -> None:
    """An equation or function; a name with one that is not understood has no values."""
    name = item[0].text
    depth, place = 0, -1
    for k, token in enumerate(item):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if token.text == "=" and depth == 0:
            place = k
            break
    try:
        body = Parser(item[place + 1 :]).whole()
        inside = list(_parts(item[2 : place - 1]))
        if item[1].text == "(":
            found.functions[name] = [part[0].text for part in inside], body
        elif item[1].text == "[":
            found.equations.setdefault(name, []).append(([Parser(part).whole() for part in inside], body))
        else:
            found.equations.setdefault(name, []).append(([], body))
    except (Unreadable, IndexError):
        found.unreadable.add(name)
