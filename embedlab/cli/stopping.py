"""Ctrl-C and a polite kill: one word on standard error, and the status that shells give to a signal.

Begun before anything else is imported, since imports are most of a short command's time. Python ends a process while
other threads still compute, which native code does not survive; ``Batcher`` sees to its own thread at that moment.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import TextIO

SIGNAL_STATUS = 128
"""A command that a signal stopped ends with this and the signal's number: 130 for Ctrl-C, 143 for a polite kill."""


class Stopped(BaseException):
    """The person, or the system, wants the command to stop; no ``KeyboardInterrupt``, which typer swallows.

    Attributes:
        signal: the number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """End the process in order when it is asked to stop inside."""
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        # A command that was started with a signal ignored, as with nohup, goes on ignoring it.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    except Stopped as stopped:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)  # who presses twice must not cut the ending short
        say("Stopped.")
        if sys.stdout is not None:
            flush_or_drop(sys.stdout)
        sys.exit(SIGNAL_STATUS + stopped.signal)


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)


def say(message: str) -> None:
    """Say a sentence on standard error; when nobody can hear it, that is no further fault."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(f"embedlab: {message}", file=sys.stderr)
        flush_or_drop(sys.stderr)


def flush_or_drop(stream: TextIO) -> OSError | None:
    """Write what waits in a stream; if that cannot be, drop it, or Python would complain at its end. Return why."""
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None
