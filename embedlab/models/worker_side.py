"""What a process does that works for the server: it speaks on standard output, one JSON object a line, and steps back.

It yields the processor to everybody else, and it ends as soon as its standard input does, which is when the server
that started it is gone, however that went.
"""

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

Say = Callable[[str, Any], None]
_SHARE_SECONDS = 0.2


def take_order() -> tuple[Any, Say]:
    """Read what standard input asks for, step back, and return it with the way to answer."""
    say = _speaker()
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_server, daemon=True).start()
    _step_back()
    return order, say


def _speaker() -> Say:
    """Keep standard output for records alone: whatever a library prints goes to standard error."""
    out, sys.stdout = sys.stdout, sys.stderr
    last = 0.0

    def say(what: str, value: Any) -> None:
        nonlocal last
        if what == "share":
            if monotonic() - last < _SHARE_SECONDS:
                return
            last = monotonic()
        out.write(json.dumps({what: value}) + "\n")
        out.flush()

    return say


def _end_with_server() -> None:
    """Wait for the end of standard input, below Python's buffer, whose lock would be in the way of a normal end."""
    while os.read(0, 1):
        pass
    # At once: a normal exit would wait for the training in the main thread.
    os._exit(3)


def _step_back() -> None:
    """Give way to the server and to whatever else runs here."""
    import psutil

    own = psutil.Process()
    with contextlib.suppress(psutil.Error):  # not allowed here: train all the same
        own.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else max(10, own.nice()))
