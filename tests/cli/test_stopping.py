"""A command that is stopped says one word and ends in order, whatever it is doing; so does one whose output is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

import pytest

from tests.models.kit.process import ROOT, embedlab

Process = subprocess.Popen[bytes]
Moment = Callable[[Process], None]

LINE = b"river bank money fish boat law trade nurse story winter " * 4

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")


def feed(stream: IO[bytes]) -> None:
    """Give a command more to read than it will ever read, each line another."""
    try:
        for number in range(100_000):
            stream.write(LINE + str(number).encode() + b"\n")
    except OSError:
        pass  # the command has ended


def listens(process: Process) -> None:
    """The command has taken its first step: it heeds signals, and imports what it needs."""
    bit = 1 << (signal.SIGTERM - 1)
    caught = 0
    while not caught & bit:
        time.sleep(0.002)
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        caught = int(next(line for line in lines if line.startswith("SigCgt")).split()[1], 16)


def after_results(seconds: float) -> Moment:
    """So long after the first results, which come in chunks: the next passes are under way."""

    def wait(process: Process) -> None:
        assert cast(IO[bytes], process.stdout).read(1) == b"{"
        threading.Thread(target=cast(IO[bytes], process.stdout).read, daemon=True).start()
        time.sleep(seconds)

    return wait


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        pytest.param(
            signal.SIGINT, listens, marks=pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc"), id="start"
        ),
        pytest.param(signal.SIGINT, after_results(0.0), id="results"),
        pytest.param(signal.SIGINT, after_results(0.3), id="pass"),
        pytest.param(signal.SIGTERM, after_results(0.1), id="kill"),
    ],
)
def test_a_stopped_command_says_so_and_ends_in_order(number: signal.Signals, moment: Moment) -> None:
    command = [sys.executable, "-m", "embedlab", "encode", "all-minilm-l6-v2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        threading.Thread(target=feed, args=(process.stdin,), daemon=True).start()
        moment(process)
        process.send_signal(number)
        said = process.stderr.read()
        assert process.wait(60) == 128 + number, said.decode()
        assert said == b"embedlab: Stopped.\n"


def into(path: str, *arguments: str, closed: bool = False) -> tuple[int, str]:
    """Run a command with its standard output in a file, or closed; return its status and what it said."""
    with Path(path).open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "embedlab", *arguments],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, check=False, timeout=120,
            preexec_fn=(lambda: os.close(1)) if closed else None,
        )  # fmt: skip
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["models"], ["models", "--json"], ["--help"]])
def test_a_full_disk_is_one_sentence(arguments: list[str]) -> None:
    status, said = into("/dev/full", *arguments)
    assert status == 1
    assert said.startswith("embedlab: ")
    assert "No space left on device" in said
    assert said.count("\n") == 1


def test_a_closed_output_is_one_sentence() -> None:
    assert into(os.devnull, "models", closed=True) == (
        1, "embedlab: Standard output is closed; send it to a file or a program.\n"
    )  # fmt: skip


def test_a_reader_that_goes_ends_the_command_in_silence() -> None:
    """As in ``embedlab models --json | head -1``, with more to come than a pipe holds."""
    with subprocess.Popen(
        [sys.executable, "-m", "embedlab", "encode", "splade-tiny"],
        cwd=ROOT, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        threading.Thread(target=feed, args=(process.stdin,), daemon=True).start()
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["nosuch"], 2),
        (["encode"], 2),
        (["encode", "all-minilm-l6-v2", "--layer", "x"], 2),
        (["encode", "all-minilm-l6-v2", "--layer", "99"], 2),
        (["encode", "bm25"], 2),
        (["encode", "nosuch-model"], 2),
        (["fetch", "bm25"], 2),
        (["rank", "a"], 2),
        (["rank", "a", "--docs", "/nosuch/file"], 2),
        (["rank", "a", "--docs", "/"], 2),
        (["rank", " ", "--docs", "README.md", "--models", "bm25"], 2),
        (["senses", "point", "--sentences", "README.md"], 2),
    ],
)
def test_a_fault_is_told_on_standard_error_alone(arguments: list[str], status: int) -> None:
    done = embedlab(*arguments, stdin="a line\n")
    said = done.stderr.decode()
    assert done.returncode == status, said
    assert done.stdout == b""
    assert "Traceback" not in said
    # What is typed wrongly is told with the usage of the command before it.
    assert said.startswith(("embedlab: ", "Usage: "))
