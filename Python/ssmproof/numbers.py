"""Exact numbers and bounds: what the program prints, and what it reads, without rounding."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any, Optional, Union

from .errors import InputError

_HEXADECIMAL = re.compile(r"(-?)0[xX]([0-9a-fA-F]+)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?")
_EXACT = re.compile(r"(-?)([0-9]+)(?:/([0-9]+)|(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?)")
MOST_DIGITS = 2000
FARTHEST_EXPONENT = 20_000
"""Of a decimal."""
LONGEST_SHOWN = 24
LARGEST_DENOMINATOR = 1024
"""Of a dyadic number that is shown as a fraction."""


@dataclass(frozen=True)
class Bounds:
    """A real number that lies between two exact ones, both ends included; an end that is None is not
    known.
    """

    lower: Optional[Fraction]
    upper: Optional[Fraction]

    @property
    def width(self) -> Optional[Fraction]:
        """The upper end less the lower one."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def __contains__(self, number: Any) -> bool:
        """Whether the number may be the one that is bounded."""
        return (self.lower is None or self.lower <= number) and (self.upper is None or number <= self.upper)

    def __float__(self) -> float:
        """The middle, rounded; nan where an end is not known."""
        if self.lower is None or self.upper is None:
            return math.nan
        return float((self.lower + self.upper) / 2)

    def text(self, digits: int) -> str:
        """Both ends in so many digits, rounded outward."""
        if (
            self.lower is None
            or self.upper is None
            or (self.lower == self.upper and len(str(self.lower)) < 8)
        ):
            return str(self)
        low, high = decimal(self.lower, digits, up=False), decimal(self.upper, digits, up=True)
        return low if low == high else f"{low}..{high}"

    def __str__(self) -> str:
        if self.lower is None and self.upper is None:
            return "unknown"
        if self.lower is None or self.upper is None:
            known = self.upper if self.lower is None else self.lower
            return f"{'<=' if self.lower is None else '>='} {shown(known)}"
        return shown(self.lower) if self.lower == self.upper else _both(self.lower, self.upper)


@dataclass(frozen=True)
class ExactComplex:
    """A complex number with exact real and imaginary parts."""

    re: Fraction
    im: Fraction

    def __complex__(self) -> complex:
        return complex(float(self.re), float(self.im))

    def __str__(self) -> str:
        return f"{shown(self.re)} {'-' if self.im < 0 else '+'} {shown(abs(self.im))}i"


Value = Union[Fraction, Bounds]
"""A number that the program printed: exact where it is known to be rational, else bounds."""

Number = Union[Fraction, ExactComplex]
"""An element of an instance."""


# What the program prints


def _whole(text: str) -> int:
    """The number that digits denote; Python's own conversion refuses more than some thousand."""
    return int(text) if len(text) < MOST_DIGITS else int(Decimal(text))


def _digits(number: int) -> str:
    """The digits of a number, however many."""
    return str(number) if abs(number).bit_length() < MOST_DIGITS else f"{Decimal(number):f}"


def fraction(text: Any) -> Fraction:
    """The exact number in "-3/5", "0.6", "1e-3", "0x1.8p-1", or of a whole number or decimal in JSON."""
    if isinstance(text, int):
        return Fraction(text)
    if isinstance(text, (float, Decimal)):
        return Fraction(str(text))
    match = _HEXADECIMAL.fullmatch(text) if isinstance(text, str) else None
    if match is not None:
        sign, whole, decimals, exponent = match.groups()
        scale = _whole(exponent or "0") - 4 * len(decimals or "")
        if abs(scale) > 1 << 20:
            raise InputError(f"{text!r:.60} has an exponent beyond 2^20")
        number = Fraction(int(whole + (decimals or ""), 16)) * Fraction(2) ** scale
        return -number if sign else number
    match = _EXACT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise InputError(f"{text!r:.60} is no exact number; '3/5', '0.6', '1e-3' and '0x1.8p-1' are")
    sign, whole, denominator, decimals, exponent = match.groups()
    below = _whole(denominator or "1")
    if below == 0:
        raise InputError(f"{text!r:.60} has the denominator 0")
    scale = _whole(exponent or "0") - len(decimals or "")
    if abs(_whole(exponent or "0")) > FARTHEST_EXPONENT:
        raise InputError(f"{text!r:.60} has an exponent beyond {FARTHEST_EXPONENT}")
    number = Fraction(_whole(sign + whole + (decimals or "")), below)
    return number * Fraction(10) ** scale


def value(text: Any) -> Optional[Value]:
    """A number, bounds "low..high" or [low, high] or {"lower": low, "upper": high}, or None."""
    if text is None:
        return None
    if isinstance(text, dict):
        return Bounds(_end(text["lower"], up=False), _end(text["upper"], up=True))
    if isinstance(text, list):
        return _bounds(*text)
    if isinstance(text, str) and ".." in text:
        return _bounds(*text.split("..", 1))
    return fraction(text)


def bounds(text: Any) -> Optional[Bounds]:
    """The same as bounds, an exact number between itself and itself."""
    found = value(text)
    return Bounds(found, found) if isinstance(found, Fraction) else found


def _bounds(low: Any, high: Any) -> Value:
    lower, upper = _end(low, up=False), _end(high, up=True)
    return lower if lower is not None and lower == upper else Bounds(lower, upper)


def _end(text: Any, *, up: bool) -> Optional[Fraction]:
    """An end of bounds; one beyond all use (`9e-1000000`) is widened to a power of ten, to 0 or to no end."""
    if text is None or text in ("-inf", "inf"):
        return None
    match = _EXACT.fullmatch(text) if isinstance(text, str) else None
    exponent = _whole(match[5] or "0") if match else 0
    if match is None or abs(exponent) <= FARTHEST_EXPONENT:
        return fraction(text)
    outward = up != bool(match[1])  # away from 0
    if exponent < 0:
        size = Fraction(1, 10**FARTHEST_EXPONENT) if outward else Fraction(0)
    elif outward:
        return None
    else:
        size = Fraction(10**FARTHEST_EXPONENT)
    return -size if match[1] else size


# What the program reads


def exact(number: Any, place: str = "the number") -> Number:
    """The exact value of a number of Python, NumPy or a tensor library: a float is a dyadic rational.

    Strings are read as the program reads them ("3/5", "0.6").  NaN and infinities have no exact value.
    """
    if isinstance(number, (Fraction, ExactComplex)):
        return number
    if isinstance(number, str):
        try:
            return fraction(number)
        except InputError as error:
            raise InputError(f"{place}: {error.message}") from None
    if isinstance(number, dict) and set(number) == {"re", "im"}:
        return ExactComplex(_real(number["re"], place), _real(number["im"], place))
    if isinstance(number, complex):
        return ExactComplex(_real(number.real, place), _real(number.imag, place))
    if isinstance(number, Rational):
        return Fraction(int(number.numerator), int(number.denominator))
    try:
        numerator, denominator = number.as_integer_ratio()
    except AttributeError:
        raise InputError(f"{place} is a {type(number).__name__}, and no number") from None
    except (OverflowError, ValueError):
        raise InputError(f"{place} is {number}, which has no exact value") from None
    return Fraction(int(numerator), int(denominator))


def _real(number: Any, place: str) -> Fraction:
    found = exact(number, place)
    if isinstance(found, ExactComplex):
        raise InputError(f"{place}: a part of a complex number that is complex itself")
    return found


def written(number: Number) -> Any:
    """The number as an instance file has it."""
    if isinstance(number, ExactComplex):
        return {"re": written(number.re), "im": written(number.im)}
    denominator = number.denominator
    if denominator.bit_length() > 64 and denominator & (denominator - 1) == 0:
        sign = "-" if number < 0 else ""
        return f"{sign}0x{abs(number.numerator):x}p-{denominator.bit_length() - 1}"
    return whole_text(number)


def whole_text(number: Fraction) -> str:
    """The fraction as it is, of any length."""
    text = _digits(number.numerator)
    return text if number.denominator == 1 else f"{text}/{_digits(number.denominator)}"


# What a person reads


def shown(number: Any) -> str:
    """A fraction whole where it is short, a double as Python writes it (`0.1` is the double, `1/10` the
    fraction); any other long number rounded, with a mark that says so.
    """
    if number is None:
        return "unknown"
    if not isinstance(number, Fraction):
        return str(number)
    denominator = number.denominator
    if denominator > LARGEST_DENOMINATOR and denominator & (denominator - 1) == 0 and _is_double(number):
        return repr(float(number))
    text = whole_text(number)
    return text if len(text) <= LONGEST_SHOWN else f"about {_rounded(number, 12)}"


def _is_double(number: Fraction) -> bool:
    try:
        return Fraction(float(number)) == number
    except OverflowError:
        return False


def _both(low: Fraction, high: Fraction) -> str:
    """Both ends in as many digits as tell them apart, at least 6, rounded outward."""
    width = high - low
    size = max(abs(low), abs(high))
    digits = 6
    while digits < 40 and width * 10 ** (digits - 2) < size:
        digits += 1
    return f"{decimal(low, digits, up=False)}..{decimal(high, digits, up=True)}"


def decimal(number: Fraction, digits: int, *, up: bool) -> str:
    """The number in decimals, rounded upward or downward to so many digits."""
    if number == 0:
        return "0"
    exponent = len(_digits(abs(number.numerator))) - len(_digits(number.denominator)) - digits
    scaled = number / Fraction(10) ** exponent
    if abs(scaled) >= 10**digits:
        exponent, scaled = exponent + 1, scaled / 10
    whole = str(abs(math.ceil(scaled) if up else math.floor(scaled)))
    sign = "-" if number < 0 else ""
    point = len(whole) + exponent  # the value is 0.whole times 10^point
    if -4 < point <= 0:
        return f"{sign}0.{'0' * -point}{whole}".rstrip("0")
    if 0 < point <= max(digits, 17):
        whole = whole.ljust(point, "0")
        return f"{sign}{whole[:point]}.{whole[point:]}".rstrip("0").rstrip(".")
    return f"{sign}{f'{whole[0]}.{whole[1:]}'.rstrip('0').rstrip('.')}e{point - 1}"


def _rounded(number: Fraction, digits: int) -> str:
    low, high = decimal(number, digits, up=False), decimal(number, digits, up=True)
    return low if number - Fraction(low) <= Fraction(high) - number else high
