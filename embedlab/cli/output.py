"""Standard output: JSON for a machine, each record sent as soon as it is there."""

import sys

from embedlab.errors import EmbedLabError


class OutputError(EmbedLabError):
    """Standard output takes nothing more."""


def write(text: str) -> None:
    """Write one text and a line end, and send them: who reads through a pipe sees each record at once.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: the text cannot be written, because a disk is full, for instance.
    """
    if sys.stdout is None:
        raise OutputError("Standard output is closed; send it to a file or a program.")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"Standard output cannot be written ({error.strerror}); make room, or send it elsewhere."
        ) from error
