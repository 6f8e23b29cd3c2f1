"""Private folders for what a training writes, removed when it ends, when the server ends, or by the next server.

The folders of tuned models are of the same kind, but stay as long as their server.
"""

import atexit
import contextlib
import hashlib
import os
import re
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from typing import Final, Literal

Purpose = Literal["training", "tuned"]

_NAME = "embedlab-{purpose}-{host}-{pid}-{started}-"
_PATTERN = re.compile(r"embedlab-(training|tuned)-([0-9a-f]{8})-(\d+)-(\d+)-\w+")
_CLOCK_SECONDS = 60
"""A process is taken for the one that a name speaks of when their start times differ by less: clocks get set."""
_OLDEST_SECONDS: Final[dict[str, int]] = {"training": 86_400, "tuned": 30 * 86_400}
"""No training lasts a day, so what is older belongs to nobody, whatever machine wrote it; of another machine's server
nobody here knows whether it lives, and a month after it was last written to its models go as well."""


class Folders:
    """The folders of this process, inside one that only this user can enter.

    Args:
        root: where to make it; default: the platform's folder for temporary files.
        purpose: what they hold.
    """

    def __init__(self, root: Path | None = None, purpose: Purpose = "training") -> None:
        self._purpose = purpose
        self._root = root or Path(tempfile.gettempdir())
        self._own: Path | None = None
        self._lock = threading.Lock()

    def new(self) -> Path:
        """Return a new empty folder.

        Raises:
            OSError: there is no room, or writing is not allowed.
        """
        with self._lock:
            if self._own is None or not self._own.is_dir():  # a machine may tidy its temporary files
                remove_left_overs(self._root)
                started = int(_started(os.getpid()) or 0)
                name = _NAME.format(purpose=self._purpose, host=_host(), pid=os.getpid(), started=started)
                self._own = Path(tempfile.mkdtemp(prefix=name, dir=self._root))
                atexit.register(self.close)
            return Path(tempfile.mkdtemp(dir=self._own))

    def close(self) -> None:
        """Remove everything."""
        with self._lock:
            if self._own is not None:
                shutil.rmtree(self._own, ignore_errors=True)


def remove_left_overs(root: Path) -> None:
    """Remove the folders of servers that died without doing so."""
    for path in root.glob("embedlab-*"):
        if _is_left_over(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left_over(path: Path) -> bool:
    found = _PATTERN.fullmatch(path.name)
    if not found:
        return False
    purpose, host, pid, started = found[1], found[2], int(found[3]), int(found[4])
    if purpose == "training" or host != _host():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _OLDEST_SECONDS[purpose]:
                return True
    if host != _host():
        return False
    alive = _started(pid)
    return alive is None or abs(alive - started) > _CLOCK_SECONDS


def _host() -> str:
    """Containers may share a folder of temporary files, and a process number then means nothing."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _started(pid: int) -> float | None:
    """When a process started, in seconds since 1970; None when there is none."""
    import psutil

    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None
    except psutil.Error:
        return time.time()  # it is there, but another user's
