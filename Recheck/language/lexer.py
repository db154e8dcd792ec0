"""Characters to tokens."""

import re
from fractions import Fraction

from language.errors import ClaimError

FUNCTIONS = frozenset(
    "abs re im conj sqrt exp log sin cos tanh sigmoid softplus silu".split())
WORDS = frozenset(
    "import family theorem end source note expect holds refuted use size index real complex let "
    "assume conclude in with sum prod max min if then else diff gaussian not and or implies "
    "forall exists i pi inf".split())

LONGEST_NUMBER = 100_000
LARGEST_EXPONENT = 10_000

# `..` must not be eaten by a number: in `1..T` the number is `1`.
_TOKEN = re.compile(r"""
      (?P<blank>    [ \t\r\n]+ | \#[^\r\n]* )
    | (?P<number>   [0-9]+ (?: \.[0-9]+ )? (?: [eE][+-]?[0-9]+ )? )
    | (?P<name>     [A-Za-z_][A-Za-z0-9_']* )
    | (?P<string>   " [^"\r\n]* " )
    | (?P<symbol>   \.\. | <= | >= | /= | [-+*/^()\[\],:=<>~] )
""", re.VERBOSE)


class Token:
    """One token; `kind` is number, name, word, string, symbol or end."""

    __slots__ = ("kind", "text", "line", "column")

    def __init__(self, kind, text, line, column):
        self.kind, self.text, self.line, self.column = kind, text, line, column

    def place(self):
        return f"{self.line}:{self.column}"


def number_value(text):
    """The exact rational that a decimal such as `1`, `0.5` or `1e-3` denotes."""
    if len(text) > LONGEST_NUMBER:
        raise ClaimError(f"a number of more than {LONGEST_NUMBER} characters")
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and (len(exponent) > 12 or abs(int(exponent)) > LARGEST_EXPONENT):
        raise ClaimError(f"a decimal exponent beyond {LARGEST_EXPONENT}")
    whole, _, decimals = mantissa.partition(".")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return value * Fraction(10) ** int(exponent) if exponent else value


def tokens(text):
    """All tokens of `text`, the last of kind `end`."""
    result, at, line, start = [], 0, 1, 0
    if text.startswith("\ufeff"):
        at = start = 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ClaimError(f"{line}:{at - start + 1}: unexpected character {text[at]!r}")
        kind, piece = match.lastgroup, match.group()
        place = f"{line}:{at - start + 1}"
        if kind == "blank":
            for ending in re.finditer(r"\r\n|\r|\n", piece):
                line, start = line + 1, at + ending.end()
        else:
            if kind == "name" and (piece in WORDS or piece in FUNCTIONS):
                kind = "word"
            if kind == "number" and re.match(r"\.(?!\.)|[A-Za-z_0-9]", text[match.end():match.end() + 2]):
                raise ClaimError(f"{place}: a number must not run into what follows it")
            if kind == "string" and re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]", piece):
                raise ClaimError(f"{place}: a control character in a string")
            result.append(Token(kind, piece, line, at - start + 1))
        at = match.end()
    result.append(Token("end", "the end of the text", line, at - start + 1))
    return result
