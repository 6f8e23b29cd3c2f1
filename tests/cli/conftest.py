"""The command line as a person calls it: a process of its own, its streams and its exit status."""

import subprocess

import pytest

from embedlab.models.catalog import bundled_cards
from embedlab.models.settings import read_settings
from embedlab.models.store import Store


@pytest.fixture(scope="session", autouse=True)
def _weights() -> None:
    """The bundled set is in the store of this user."""
    store = Store(read_settings().home)
    for card in bundled_cards():
        store.ensure(card)


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
