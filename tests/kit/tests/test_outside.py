"""The guard notices and refuses every way out, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.browser.outside import Guard


def run_guarded(guard: Guard, code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code],
        env=guard.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("code", "noted"),
    [
        ("import socket; socket.socket().connect(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
        ("import socket; socket.getaddrinfo('outside.invalid', 443)", "socket.getaddrinfo outside.invalid"),
        ("import socket; socket.gethostbyname('outside.invalid')", "socket.gethostbyname outside.invalid"),
        (
            "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
            "socket.sendto 192.0.2.1",
        ),
        ("import socket; socket.create_connection(('2001:db8::1', 80))", "socket.getaddrinfo 2001:db8::1"),
    ],
)
def test_a_way_out_is_refused_and_noted(tmp_path: Path, code: str, noted: str) -> None:
    with Guard(tmp_path / "outside.log") as guard:
        done = run_guarded(guard, code)
        attempts = guard.attempts()
    assert "the test guard refuses" in done.stderr
    assert attempts[0].startswith(noted)


def test_a_swallowed_refusal_is_still_noted(tmp_path: Path) -> None:
    code = "import socket, contextlib as c\nwith c.suppress(OSError): socket.socket().connect(('192.0.2.1', 80))"
    with Guard(tmp_path / "outside.log") as guard:
        assert run_guarded(guard, code).returncode == 0
        assert len(guard.attempts()) == 1


def test_a_child_of_a_guarded_process_is_guarded(tmp_path: Path) -> None:
    inner = "import socket; socket.getaddrinfo('outside.invalid', 443)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with Guard(tmp_path / "outside.log") as guard:
        run_guarded(guard, code)
        assert len(guard.attempts()) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_goes_by_a_proxy_falls_into_the_trap(tmp_path: Path, scheme: str) -> None:
    code = f"import urllib.request; urllib.request.urlopen('{scheme}://outside.invalid/x', timeout=5)"
    with Guard(tmp_path / "outside.log") as guard:
        assert run_guarded(guard, code).returncode != 0
        attempts = guard.attempts()
    assert len(attempts) == 1
    assert attempts[0].startswith("proxy ")
    assert "outside.invalid" in attempts[0]


def test_this_machine_stays_reachable(tmp_path: Path) -> None:
    code = """
import http.server, threading, urllib.request
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
for host in ("127.0.0.1", "localhost"):
    print(urllib.request.urlopen(f"http://{host}:{server.server_port}/").status)
"""
    with Guard(tmp_path / "outside.log") as guard:
        done = run_guarded(guard, code)
        assert done.stdout.split() == ["200", "200"], done.stderr
        assert guard.attempts() == []
