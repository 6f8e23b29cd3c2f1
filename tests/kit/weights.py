"""Lessons and whole pages are tested on the real weights of whoever runs the tests."""

import time
from collections.abc import Iterator

import pytest

from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.models.training import shared_trainer


@pytest.fixture(scope="session", autouse=True)
def _weights(bundled_weights: None) -> None:
    """Every test of this folder may load any bundled model."""


@pytest.fixture(scope="session")
def runtime(bundled_weights: None) -> Runtime:
    """The runtime of this process, with the whole bundled set in its store."""
    return shared_runtime()


@pytest.fixture
def nothing_trains_on() -> Iterator[None]:
    """Whatever training a test has begun is ended with it."""
    yield
    trainer = shared_trainer()
    for job in [*trainer._running, *trainer._waiting]:
        job.end("stopped", "The test is over.")
        while job.live:
            time.sleep(0.05)
