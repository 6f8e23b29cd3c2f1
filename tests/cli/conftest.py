"""The command line as a person calls it: a process of its own, its streams and its exit status."""

import subprocess

import pytest


@pytest.fixture(scope="session", autouse=True)
def _weights(bundled_weights: None) -> None:
    """The commands find the bundled set in the store of this user."""


class Told:
    """What a refused command says: one sentence on standard error, nothing on standard output, no traceback."""

    def __call__(self, done: "subprocess.CompletedProcess[bytes]", status: int) -> str:
        errors = done.stderr.decode()
        assert done.returncode == status, errors
        assert done.stdout == b""
        lines = errors.splitlines()
        assert len(lines) == 1, errors
        assert lines[0].startswith("embedlab: ")
        assert lines[0].endswith(".")
        return lines[0].removeprefix("embedlab: ")


@pytest.fixture(scope="session")
def told() -> Told:
    return Told()
