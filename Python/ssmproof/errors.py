"""What can go wrong, by kind.  Every one of them is an `SSMProofError`."""

from __future__ import annotations

import functools
import re
from typing import Any, Callable, Iterator, Optional, TypeVar, cast

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<message>.*)")


class SSMProofError(Exception):
    """Anything that this package raises of its own."""


class InputError(SSMProofError, ValueError):
    """A claim, an instance, a checkpoint or an option that means nothing, and what would be right.

    `line` and `column` count from 1, columns in Unicode scalars; they are None where the fault has no place
    in a text. `file` is "<claim>" for a claim given as text, "<instance>" for an instance given as values.
    `excerpt` is the faulty line with a mark below it, or empty.
    """

    def __init__(
        self,
        message: str,
        *,
        file: Optional[str] = None,
        line: Optional[int] = None,
        column: Optional[int] = None,
        excerpt: str = "",
    ) -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.column = message, file, line, column
        self.excerpt = excerpt

    def __str__(self) -> str:
        place = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        text = ": ".join([":".join(place), self.message]) if place else self.message
        return f"{text}\n{self.excerpt}" if self.excerpt else text

    def __reduce__(self) -> Any:
        return _input_error, (self.message, self.file, self.line, self.column, self.excerpt)

    @classmethod
    def parse(cls, text: str) -> InputError:
        """The error that the program wrote to standard error."""
        first, _, rest = text.strip("\n").partition("\n")
        place = _PLACE.fullmatch(first)
        if place is None:
            return cls(re.sub(r"^(Error|ssmproof): ", "", first), excerpt=rest)
        return cls(
            place["message"],
            file=place["file"],
            line=int(place["line"]),
            column=int(place["column"]),
            excerpt=rest,
        )


def _input_error(message: str, file: Any, line: Any, column: Any, excerpt: str) -> InputError:
    return InputError(message, file=file, line=line, column=column, excerpt=excerpt)


class ProgramNotFound(SSMProofError):
    """There is no program `ssmproof`; the message says how to come by it."""


class ProgramTooOld(SSMProofError):
    """The program that was found lacks what was asked for; the message says which, and what to do."""


class ProgramFault(SSMProofError):
    """The program failed by a fault of its own (status 70, or a signal); `status` and `output` tell more."""

    def __init__(self, message: str, status: int, output: str) -> None:
        super().__init__(f"{message}\n{output.strip()}" if output.strip() else message)
        self.status, self.output = status, output

    def __reduce__(self) -> Any:
        return ProgramFault, (str(self), self.status, "")


class Timeout(SSMProofError, TimeoutError):
    """The time given to a call was over. The program was stopped; `partial` is what it had printed by
    then.
    """

    def __init__(self, seconds: float, partial: str = "") -> None:
        super().__init__(
            f"ssmproof was stopped after {seconds:g} seconds; 'seconds=' ends a search with a result"
        )
        self.seconds, self.partial = seconds, partial

    def __reduce__(self) -> Any:
        return Timeout, (self.seconds, self.partial)


# Where errors are shown

Function = TypeVar("Function", bound=Callable[..., Any])


def raising_plainly(function: Function) -> Function:
    """The function, whose errors of this package are raised at the caller's line.

    A claim that means nothing is no fault of the lines inside, which a traceback would show first.
    """

    @functools.wraps(function)
    def called(*arguments: Any, **options: Any) -> Any:
        __tracebackhide__ = True
        try:
            return function(*arguments, **options)
        except ProgramFault:
            raise
        except SSMProofError as error:
            raise error.with_traceback(None) from None

    return cast(Function, called)


def iterating_plainly(function: Function) -> Function:
    """The same of a function whose iterator raises."""

    @functools.wraps(function)
    def called(*arguments: Any, **options: Any) -> Iterator[Any]:
        __tracebackhide__ = True
        try:
            yield from function(*arguments, **options)
        except ProgramFault:
            raise
        except SSMProofError as error:
            raise error.with_traceback(None) from None

    return cast(Function, called)
