"""The time limit of one certificate, looked at wherever work can grow."""

import time


class OutOfTime(Exception):
    """The work exceeds a stated limit."""


_deadline = None


def start(seconds):
    """Work may take this many seconds from now; None: any."""
    global _deadline
    _deadline = None if seconds is None else time.monotonic() + seconds


def check():
    """Raises OutOfTime behind the deadline."""
    if _deadline is not None and time.monotonic() > _deadline:
        raise OutOfTime("the time limit")
