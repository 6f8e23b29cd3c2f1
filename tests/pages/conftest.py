"""Pages are tested on the real weights of whoever runs the tests."""

import pytest

from embedlab.models.catalog import bundled_cards
from embedlab.models.runtime import shared_runtime


@pytest.fixture(scope="session", autouse=True)
def bundled_weights() -> None:
    """The whole bundled set is in the store, fetched now if it was not."""
    for card in bundled_cards():
        shared_runtime().store.ensure(card)
