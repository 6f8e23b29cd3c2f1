"""A real Streamlit server in a process of its own, started on a free port and always stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.kit.browser.outside import Guard

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 60.0

# Straight to this machine, whatever proxy the person at the terminal has set.
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """A server that answers: where, its process id, what it printed, and its guard."""

    url: str
    pid: int
    log: Path
    guard: Guard

    def output(self) -> str:
        """Return everything that the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def outside_attempts(self) -> list[str]:
        """Return every attempt of the server to reach another machine (all were refused)."""
        return self.guard.attempts()


@contextlib.contextmanager
def running_server(script: Path, folder: Path, environment: dict[str, str] | None = None) -> Iterator[Server]:
    """Serve ``script`` until the block ends, with no way out of this machine.

    Args:
        script: what ``streamlit run`` is given.
        folder: an empty folder for the log and the guard's record.
        environment: variables on top of this process's own.

    Raises:
        AssertionError: the server ended or was not healthy in time; the message holds what it printed.
    """
    port = free_port()
    log = folder / "server.log"
    flags = [
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    ]
    # The hub must be free to be asked, or a silent server would prove nothing.
    inherited = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
    with Guard(folder / "outside.log") as guard, log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *flags],
            cwd=ROOT,
            env=inherited | guard.environment() | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", process.pid, log, guard)
            _wait_until_healthy(server, process)
            yield server
        finally:
            _stop(process)


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_until_healthy(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with status {process.poll()}:\n{server.output()}"
        if _is_healthy(server.url):
            return
        time.sleep(0.05)
    raise AssertionError(f"the server was not healthy after {START_SECONDS:.0f} s:\n{server.output()}")


def _is_healthy(url: str) -> bool:
    try:
        with _LOCAL.open(f"{url}/_stcore/health", timeout=5) as answer:
            # Any address answers 200 with the page itself; only the body tells.
            return bool(answer.read().strip() == b"ok")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # The whole session: a server may have started processes of its own.
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
    assert process.poll() is not None, f"the server {process.pid} could not be stopped"
