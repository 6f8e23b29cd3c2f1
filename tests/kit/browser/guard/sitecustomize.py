"""Keeps every Python process that has this folder on ``PYTHONPATH`` from reaching another machine.

An audit hook sees each connection, datagram and name look-up before it happens, whoever asks for it, writes
down the ones that leave this machine and refuses them. Native code that opens sockets by itself is not seen
here: for that the harness points the proxy variables at a trap on this machine (``outside.py``).
"""

import os
import socket
import sys

LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname")
SENDS = ("socket.connect", "socket.sendto", "socket.sendmsg")


def _is_here(host: object) -> bool:
    if host is None or isinstance(host, int):
        return True
    name = (host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)).strip("[]").lower()
    here = ("", "localhost", "::", "::1", "0.0.0.0", socket.gethostname().lower())
    return name in here or name.startswith(("127.", "::ffff:127."))


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    if event in LOOK_UPS:
        host = arguments[0]
    elif event in SENDS:
        # The address of a Unix socket is a path, that of an internet socket a tuple.
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    if not _is_here(host):
        _write_down(f"{event} {host}")
        raise ConnectionRefusedError(f"the test guard refuses {event} to {host!r}")


def _write_down(attempt: str) -> None:
    log = os.open(os.environ["EMBEDLAB_GUARD_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        os.write(log, f"{attempt} (process {os.getpid()}: {' '.join(sys.argv[:3])[:120]})\n".encode())
    finally:
        os.close(log)


if "EMBEDLAB_GUARD_LOG" in os.environ:
    sys.addaudithook(_refuse_outside)
