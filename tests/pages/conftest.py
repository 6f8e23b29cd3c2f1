"""Pages are tested on the real weights of whoever runs the tests."""

import time
from collections.abc import Iterator

import pytest

from embedlab.models.catalog import bundled_cards
from embedlab.models.runtime import shared_runtime
from embedlab.models.training import shared_trainer


@pytest.fixture(scope="session", autouse=True)
def bundled_weights() -> None:
    """The whole bundled set is in the store, fetched now if it was not."""
    for card in bundled_cards():
        shared_runtime().store.ensure(card)


@pytest.fixture
def nothing_trains_on() -> Iterator[None]:
    """Whatever training a test has begun is ended with it."""
    yield
    trainer = shared_trainer()
    for job in [*trainer._running, *trainer._waiting]:
        job.end("stopped", "The test is over.")
        while job.live:
            time.sleep(0.05)
