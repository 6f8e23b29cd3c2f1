"""Nothing may leave this machine: a guard inside the server's Python, and a trap for what uses a proxy."""

import socket
import threading
from pathlib import Path
from types import TracebackType

GUARD = Path(__file__).parent / "guard"


class Guard:
    """Keeps a process (and its children) from reaching another machine, and remembers each attempt.

    Start the process with ``environment()``; afterwards ``attempts()`` lists what it tried, one line each.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._trap = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._catch, daemon=True)

    def __enter__(self) -> "Guard":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing alone does not wake a thread that waits in accept().
        self._trap.shutdown(socket.SHUT_RDWR)
        self._trap.close()
        self._thread.join(timeout=5)

    def environment(self) -> dict[str, str]:
        """Return the variables that put a process under guard."""
        trap = f"http://127.0.0.1:{self._trap.getsockname()[1]}"
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), trap)
        proxies |= {name.lower(): trap for name in proxies}
        here = "127.0.0.1,localhost"
        return {
            "PYTHONPATH": str(GUARD),
            "EMBEDLAB_GUARD_LOG": str(self._log),
            "NO_PROXY": here,
            "no_proxy": here,
            **proxies,
        }

    def attempts(self) -> list[str]:
        """Return every attempt to reach another machine so far."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    def _catch(self) -> None:
        while True:
            try:
                connection, _ = self._trap.accept()
            except OSError:  # the trap was closed
                return
            with connection, self._log.open("a", encoding="utf-8") as log:
                connection.settimeout(2)
                try:
                    request = connection.recv(2_000).decode("ascii", "replace")
                except OSError:
                    request = ""
                log.write(f"proxy {request.splitlines()[0] if request else '(nothing sent)'}\n")
