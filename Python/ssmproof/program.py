"""The program `ssmproof`: where it is, how it is run, and what its exit says."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Dict, Iterator, List, Optional, Sequence, Tuple

from .errors import InputError, ProgramFault, ProgramNotFound, ProgramTooOld, Timeout

BAD_INPUT, FAULT = 2, 70
GRACE = 15.0
"""Seconds that an interrupted program has to report what it knows; it takes less than one."""

_REMEDY = (
    "build it with 'make' in the folder of SSMProof, and set the environment variable SSMPROOF to\n"
    "  .build/release/ssmproof there, or put that file into a folder of PATH"
)


@dataclass(frozen=True)
class Output:
    """What one run of the program left behind."""

    command: Tuple[str, ...]
    status: int
    text: str
    errors: str

    def json(self) -> Dict[str, Any]:
        """The object on standard output."""
        try:
            found = json.loads(self.text)
        except json.JSONDecodeError:
            raise self.fault("ssmproof printed no JSON") from None
        if not isinstance(found, dict):
            raise self.fault("ssmproof printed no JSON object")
        return found

    @contextmanager
    def read(self) -> Iterator[Dict[str, Any]]:
        """The object on standard output; a member that it lacks makes the program too old."""
        try:
            yield self.json()
        except KeyError as missing:
            raise ProgramTooOld(_too_old(f"what it prints has no member {missing}")) from None

    def fault(self, message: str) -> ProgramFault:
        return ProgramFault(f"{message}; the command was: {shown(self.command)}", self.status, self.errors)


def find() -> str:
    """The program's path: the environment variable SSMPROOF, else the first `ssmproof` on PATH.

    Raises ProgramNotFound, which says what to do.
    """
    named = os.environ.get("SSMPROOF")
    if named:
        found = shutil.which(os.path.expanduser(named))
        if found is None:
            what = "a folder" if os.path.isdir(named) else "no program that can be run"
            raise ProgramNotFound(f"SSMPROOF is {named!r}, {what}; {_REMEDY}")
        return os.path.abspath(found)
    found = shutil.which("ssmproof")
    if found is None:
        raise ProgramNotFound(
            f"there is no program 'ssmproof' on PATH, and SSMPROOF is not set;\n  {_REMEDY}"
        )
    return found


def version() -> str:
    """The version of the program that `find` finds."""
    return run(["--version"]).text.strip()


def shown(command: Sequence[str]) -> str:
    """A command as one types it."""
    return " ".join(shlex.quote(part) for part in command)


def run(arguments: Sequence[str], *, text: Optional[str] = None, timeout: Optional[float] = None) -> Output:
    """Runs the program with `text` on its standard input.

    Raises InputError for status 2, ProgramFault for 70 and signals, Timeout where `timeout` seconds are over;
    KeyboardInterrupt and other exceptions pass on. Either way the program is interrupted first, and so ends
    as it does at Ctrl-C: what it was to save is saved.
    """
    with _started(arguments, text is not None) as process:
        try:
            out, errors = process.communicate(text, timeout=timeout)
        except subprocess.TimeoutExpired:
            out, _ = _interrupt(process)
            raise Timeout(timeout or 0.0, out) from None
    output = Output(("ssmproof", *arguments), process.returncode, out, errors)
    _raise_for(output, text)
    return output


@contextmanager
def lines(arguments: Sequence[str], *, text: Optional[str] = None) -> Iterator[Iterator[str]]:
    """The lines of standard output as they come; whoever stops early ends the program."""
    with _started(arguments, text is not None) as process:
        source, out = process.stdin, process.stdout
        assert out is not None
        if source is not None:
            try:
                source.write(text or "")
                source.close()
            except BrokenPipeError:
                pass
            process.stdin = None
        done: List[bool] = []

        def read(stream: IO[str]) -> Iterator[str]:
            yield from stream
            done.append(True)

        yield read(out)
        if not done:
            _interrupt(process)
            return
        _, errors = process.communicate()
    _raise_for(Output(("ssmproof", *arguments), process.returncode, "", errors), text)


@contextmanager
def _started(arguments: Sequence[str], has_input: bool) -> Iterator[subprocess.Popen[str]]:
    """A running program that does not outlive the block.

    It has a session of its own: Ctrl-C in a terminal reaches Python alone, which passes it on once.
    """
    process = subprocess.Popen(
        [find(), *arguments],
        stdin=subprocess.PIPE if has_input else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    except BaseException:
        _interrupt(process)
        raise
    finally:
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _interrupt(process: subprocess.Popen[str]) -> Tuple[str, str]:
    """Ends the program as Ctrl-C does, and returns what it has printed."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=GRACE)
    except (subprocess.TimeoutExpired, ValueError):
        process.kill()
        process.wait()
        return "", ""


def _raise_for(output: Output, text: Optional[str]) -> None:
    if output.status == BAD_INPUT:
        raise _bad_input(output, text)
    if output.status < 0:
        name = signal.Signals(-output.status).name
        raise output.fault(f"ssmproof was ended by the signal {name}")
    if output.status == FAULT or output.status > FAULT:
        raise output.fault("ssmproof reports a fault of its own")


def _too_old(why: str) -> str:
    return (
        f"the program {find()} is too old (or too new) for this package: {why}\n"
        "  pull and build SSMProof again ('make'), and install its package again ('pip install ./Python')"
    )


def _bad_input(output: Output, text: Optional[str]) -> Exception:
    lacks = "there is no command" in output.errors or "Unknown option" in output.errors
    if lacks:
        first = output.errors.strip().splitlines()[0]
        return ProgramTooOld(_too_old(first))
    error = InputError.parse(output.errors)
    for argument in output.command:
        if error.file is None and error.message.startswith(f"{argument}: "):
            error.file, error.message = argument, error.message[len(argument) + 2 :]
    if error.file == "-" and text is not None:
        error.file = "<claim>"
    return error
