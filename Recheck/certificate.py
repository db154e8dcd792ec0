"""A refutation's certificate: a JSON file, read strictly.

Members that are missing, repeated, unknown or of another kind make the file unreadable (FileError).
"""

import hashlib
import json
import os
import re
import stat
from fractions import Fraction

from arithmetic.complex import Complex
from language.errors import ClaimError, FileError
from language.lexer import LONGEST_NUMBER, number_value

FORMAT = "ssmproof refutation 1"
LARGEST_FILE = 64 << 20
LARGEST_BINARY_EXPONENT = 40_000
DEEPEST_JSON = 512

REQUIRED = ("format", "theorem", "sha256", "claim", "sizes", "values", "failing")
OPTIONAL = ("version", "file", "seed", "command", "left", "right")

_NUMBER = re.compile(r"([+-]?)(?:([0-9]+)/([0-9]+)|([0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
                     r"|0[xX]([0-9a-fA-F]+)(?:\.([0-9a-fA-F]+))?(?:[pP]([+-]?[0-9]{1,12}))?)\Z")


_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class Certificate:
    """What a certificate says.

    sizes: name -> int; values: name -> nested lists as in the file; conclusion: from 1;
    indices: name -> int; reals: name -> Fraction;
    left, right: None, or (low, high), or a Complex.
    """


def read(path):
    """The JSON object in a file.  Raises FileError."""
    try:
        with open(path, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError("not a regular file")
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileError(error.strerror or str(error)) from None
    return parsed(data)


def parsed(data):
    """The JSON object in a file's bytes.  Raises FileError."""
    if len(data) > LARGEST_FILE:
        raise FileError(f"larger than {LARGEST_FILE} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"not UTF-8 at byte {error.start}") from None
    found = _json(text)
    if not isinstance(found, dict):
        raise FileError("not a JSON object")
    return found


def _json(text):
    def members(pairs):
        found = {}
        for key, value in pairs:
            if key in found:
                raise FileError(f"the member {_shown(key)} is repeated")
            found[key] = value
        return found

    def refuse(text):
        raise FileError(f"the number {_shown(text)}: only whole numbers may stand without quotes")

    def whole(text):
        if len(text) > LONGEST_NUMBER:
            raise FileError(f"a number of more than {LONGEST_NUMBER} characters")
        return int(text)

    _check_depth(text)
    try:
        found = json.loads(text, object_pairs_hook=members, parse_float=refuse, parse_constant=refuse, parse_int=whole)
        # Halves of surrogate pairs are no text; they come of escapes alone.
        if _HALF.search(text):
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        return found
    except UnicodeEncodeError:
        raise FileError("a text with half of a surrogate pair") from None
    except json.JSONDecodeError as error:
        raise FileError(f"{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise FileError("JSON nested too deep") from None


def _check_depth(text):
    """Brackets outside of strings, before the parser sees them."""
    depth = 0
    for piece in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text, re.DOTALL):
        if piece.group() in "[{":
            depth += 1
            if depth > DEEPEST_JSON:
                raise FileError(f"JSON nested deeper than {DEEPEST_JSON} levels")
        elif piece.group() in "]}":
            depth -= 1


def _shown(item):
    """A piece of the file, short and printable."""
    text = item if isinstance(item, str) else type(item).__name__
    return ascii(text if len(text) <= 40 else text[:40] + "...")


def member(found, name, kind, what):
    """The member of a JSON object, which has to be there and of a kind."""
    if name not in found:
        raise FileError(f"the member '{name}' is missing")
    value = found[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise FileError(f"the member '{name}' is not {what}")
    return value


def refuse_others(found, known):
    """Refuses what is no object, and members that nothing reads."""
    if not isinstance(found, dict):
        raise FileError("an object is wanted")
    for name in found:
        if name not in known:
            raise FileError(f"the member {_shown(name)} is unknown")


def certificate(found):
    """The certificate of a refutation that a JSON object holds."""
    for name in REQUIRED:
        if name not in found:
            raise FileError(f"the member '{name}' is missing")
    refuse_others(found, REQUIRED + OPTIONAL)
    if found["format"] != FORMAT:
        raise FileError(f"the format is not '{FORMAT}'")
    result = Certificate()
    result.theorem = member(found, "theorem", str, "a string")
    result.claim = member(found, "claim", str, "a string")
    result.sha256 = digest(found)
    result.sizes = whole_numbers(member(found, "sizes", dict, "an object"), "sizes")
    result.values = member(found, "values", dict, "an object")
    for name in ("version", "file", "command"):
        if name in found:
            member(found, name, str, "a string")
    failing = member(found, "failing", dict, "an object")
    refuse_others(failing, ("conclusion", "indices", "reals"))
    result.conclusion = member(failing, "conclusion", int, "a whole number")
    result.indices, result.reals = {}, {}
    if failing.get("indices") is not None:
        result.indices = whole_numbers(member(failing, "indices", dict, "an object"), "indices")
    if failing.get("reals") is not None:
        for name, item in member(failing, "reals", dict, "an object").items():
            result.reals[name] = exact(item, f"the real {_shown(name)}")
    result.left, result.right = (
        None if found.get(name) is None else side(found[name], f"the member '{name}'") for name in ("left", "right"))
    return result


def hash_of(claim):
    """SHA-256 of the claim as UTF-8, in lower-case hexadecimal."""
    try:
        return hashlib.sha256(claim.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise FileError("the claim is not Unicode text") from None


def digest(found):
    """What is said to be the claim's SHA-256."""
    text = member(found, "sha256", str, "a string")
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise FileError("the member 'sha256' is not 64 lower-case hexadecimal digits")
    return text


def whole_numbers(found, what):
    for name, value in found.items():
        if not isinstance(value, int) or isinstance(value, bool):
            raise FileError(f"{_shown(name)} in '{what}' is no whole number")
    return found


def exact(item, place):
    """The exact number in a string such as "-3/5", "0.6", "1e-3", "0x1.8p-1", or a whole JSON number."""
    if isinstance(item, int) and not isinstance(item, bool):
        return Fraction(item)
    if not isinstance(item, str):
        raise FileError(f"{place} is no number in quotes")
    if len(item) > 2 * LONGEST_NUMBER:
        raise FileError(f"{place} is too long a number")
    match = _NUMBER.match(item)
    if match is None:
        raise FileError(f"{place}: {_shown(item)} is no exact number")
    sign, numerator, denominator, decimal, digits, fraction, exponent = match.groups()
    if numerator is not None:
        if int(denominator) == 0:
            raise FileError(f"{place} has the denominator 0")
        value = Fraction(int(numerator), int(denominator))
    elif decimal is not None:
        try:
            value = number_value(decimal)
        except ClaimError as error:
            raise FileError(f"{place}: {error}") from None
    else:
        fraction = fraction or ""
        if abs(int(exponent or 0)) > LARGEST_BINARY_EXPONENT:
            raise FileError(f"{place}: a binary exponent beyond {LARGEST_BINARY_EXPONENT}")
        value = Fraction(int(digits + fraction, 16)) * Fraction(2) ** (int(exponent or 0) - 4 * len(fraction))
    return -value if sign == "-" else value


def number(item, kind, place):
    """A variable's value: real, or complex as {"re": ..., "im": ...} or a real number."""
    if kind == "real":
        return exact(item, place)
    if isinstance(item, dict):
        if set(item) != {"re", "im"}:
            raise FileError(f"{place} has not just the members 're' and 'im'")
        return Complex(exact(item["re"], place), exact(item["im"], place))
    return Complex(exact(item, place), Fraction(0))


def side(item, place):
    """(low, high) of a fraction, twice the same, or of bounds "lo..hi"; or a Complex."""
    if isinstance(item, dict):
        return number(item, "complex", place)
    if isinstance(item, str) and ".." in item:
        low, _, high = item.partition("..")
        low, high = exact(low, place), exact(high, place)
        if low > high:
            raise FileError(f"{place}: the lower bound is above the upper one")
        return low, high
    value = exact(item, place)
    return value, value


def name_to_show(name):
    """A theorem's name, harmless to a terminal."""
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_']{0,200}", name) else _shown(name)
