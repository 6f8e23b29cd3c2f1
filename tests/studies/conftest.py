"""Studies are tested on the real weights of whoever runs the tests."""

import pytest

from embedlab.models.catalog import bundled_cards
from embedlab.models.runtime import Runtime, shared_runtime


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    """The runtime of this process, with the whole bundled set in its store."""
    shared = shared_runtime()
    for card in bundled_cards():
        shared.store.ensure(card)
    return shared
