"""Everything that can go wrong, by kind.

A `ClaimError` or `FileError` is about the text: it is malformed.  The three `Unknown`s are about an
instance: a part of a formula has no truth value there, and `kind` says why.  A formula can still
have one as a whole (strong Kleene logic), so these are caught where formulas are joined, see
evaluation/logic.py.
"""


class FileError(Exception):
    """The certificate cannot be read: not a file, not JSON, a missing or misshapen member."""


class ClaimError(Exception):
    """The claim's text is not a theorem of the language."""


class Rejected(Exception):
    """The certificate can be read, and something that it says is not so."""


class Unknown(Exception):
    """A part of a formula without a truth value."""

    kind = "unknown"


class Undefined(Unknown):
    """A division by zero, a logarithm of a number that is not positive, a missing derivative, ..."""

    kind = "undefined"


class Vacuous(Unknown):
    """An empty max or min was reached: the instance is outside the theorem."""

    kind = "vacuous"


class OutOfRange(Unknown):
    """A reference to an element that is not there: an error of the claim, unless a connective shields it."""

    kind = "out of range"


class Undecided(Unknown):
    """The value exists or not, but this program's means or limits did not suffice to say."""

    kind = "undecided"
