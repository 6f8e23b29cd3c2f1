"""The process that trains: started, listened to and ended from here, with its standard input as its lifeline."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from embedlab.models.training.specs import Spec, to_json

_ROOT = Path(__file__).resolve().parents[3]
_POLITE_SECONDS = 0.4
"""A process that has not gone so long after it was asked to is killed."""

_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
ERRORS = "errors.txt"


class Child:
    """A running worker.

    Args:
        spec: what to train.
        folder: an empty folder that it may write into.
        threads: threads of its linear algebra.
    """

    def __init__(self, spec: Spec, folder: Path, threads: int) -> None:
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        environ = os.environ | dict.fromkeys(_THREAD_VARIABLES, str(threads)) | {"PYTHONPATH": path}
        with (folder / ERRORS).open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "embedlab.models.training.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environ, text=True, encoding="utf-8",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console window on Windows
            )  # fmt: skip
        self._order = json.dumps({"folder": str(folder), "spec": to_json(spec)})

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
