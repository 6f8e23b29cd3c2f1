"""A process that works for the server: started, listened to and ended from here, its standard input its lifeline."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_POLITE_SECONDS = 0.4
"""A process that has not gone so long after it was asked to is killed."""

_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Child:
    """A running worker.

    Args:
        module: what it runs, as ``python -m`` names it; see ``worker_side``.
        order: what it is told to do, as JSON can say it.
        errors: a file for what it says in its last distress.
        threads: threads of its linear algebra.
        environ: variables of its own, beside those of this process.
    """

    def __init__(
        self,
        module: str,
        order: Mapping[str, Any],
        errors: Path,
        threads: int,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        whole = os.environ | dict.fromkeys(_THREAD_VARIABLES, str(threads)) | {"PYTHONPATH": path} | dict(environ or {})
        with errors.open("wb") as stream:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stream, env=whole, text=True, encoding="utf-8",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console window on Windows
            )  # fmt: skip
        self._order = json.dumps(order)

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def said(self) -> Iterator[dict[str, Any]]:
        """Give it its orders and return what it says, a JSON object a line, until it ends."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(self._order + "\n")
            self._process.stdin.flush()  # and left open: when it closes, the worker ends itself
        except OSError:
            return  # it is gone already
        for line in self._process.stdout:
            try:
                yield json.loads(line)
            except ValueError:
                return  # killed in the middle of a line

    def stop(self) -> None:
        """Ask it to end at once, and see to it that it does; returns without waiting."""
        self._process.terminate()
        timer = threading.Timer(_POLITE_SECONDS, self._process.kill)
        timer.daemon = True
        timer.start()

    def close(self) -> int:
        """Wait for its end, close the pipes and return its status."""
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader
                continue
        return status
