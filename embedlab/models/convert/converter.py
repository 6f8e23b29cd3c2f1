"""Has transformers converted in a process of its own, one at a time.

Not in this process: transformers imports its parts on first use and torch keeps an export in globals, so that of two
conversions at once each finds the other's half; what both have brought into memory stays there; and a server that
answers visitors meanwhile converts ten times more slowly, since every step of an export waits for its turn.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from embedlab.errors import StoreError

LINGER: Final = 20.0
"""Seconds that the process is kept for the next model: it takes some to start."""

_ROOT: Final = Path(__file__).resolve().parents[3]


class Converter:
    """The one process that converts for this one; started when it is needed."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._timer: threading.Timer | None = None

    def convert(self, folder: Path, wait: Callable[[], None], begin: Callable[[], None]) -> None:
        """Complete a folder in Hugging Face layout; ``wait`` is called if others come first, ``begin`` in any case.

        Raises:
            StoreError: it is not a model that can be used, or the process was ended.
            OSError: the disk refuses to be written.
        """
        if not self._turn.acquire(blocking=False):
            wait()
            self._turn.acquire()
        try:
            begin()
            answer = self._ask(folder)
        except BaseException:
            self._end()  # before anyone clears away the folder that it writes into
            raise
        finally:
            self._linger()
            self._turn.release()
        if "errno" in answer:
            raise OSError(answer["errno"], answer["words"])
        if "refused" in answer:
            raise StoreError(answer["refused"])

    def _ask(self, folder: Path) -> dict[str, Any]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _start()
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        with suppress(OSError):  # it has ended, which the missing answer tells
            self._child.stdin.write(json.dumps(str(folder)) + "\n")
            self._child.stdin.flush()
        line = self._child.stdout.readline()
        if not line.endswith("\n"):
            raise StoreError(f"{folder.name} could not be converted: there may be too little memory; try again.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _linger(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(LINGER, self._leave)
        self._timer.daemon = True
        self._timer.start()

    def _leave(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        if (child := self._child) is None:
            return
        self._child = None
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            with suppress(OSError):  # what was still to be written has no reader
                pipe.close()


def _start() -> "subprocess.Popen[str]":
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "embedlab.models.convert.conversion"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}, encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console window on Windows
    )  # fmt: skip


CONVERTER: Final = Converter()
