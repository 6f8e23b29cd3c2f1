"""The address of a training: a page that is loaded again takes a place over, one that is given it takes none away."""

from pathlib import Path

import pytest

from embedlab import limits
from embedlab.models.training import ContrastiveSpec, Trainer
from tests.models.kit.training import endless, wait


@pytest.fixture
def long(table: Path, many_pairs: Path) -> ContrastiveSpec:
    return endless(table, many_pairs)


def test_a_page_that_is_loaded_again_takes_the_place_of_the_one_before(
    trainer: Trainer, long: ContrastiveSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRAINING_LEFT_SECONDS", 0.1)
    job = trainer.submit(long, "before")
    job.pass_on("before", "again")
    assert wait(lambda: job.watchers == 1)
    assert job.stop("again"), "nobody else looks at it"
    assert wait(lambda: job.state == "stopped")


def test_a_page_whose_address_was_given_away_keeps_its_training(
    trainer: Trainer, long: ContrastiveSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = trainer.submit(long, "giver")
    job.pass_on("giver", "taker")
    assert not job.stop("taker"), "the page of who gave it has had no time to look again"
    job.pass_on("giver", "another")
    job.watch("giver")
    monkeypatch.setattr(limits, "TRAINING_LEFT_SECONDS", 0.0)
    assert not job.stop("another"), "it has looked again, and counts as any other"
    assert job.state in ("queued", "running")


def test_a_visitor_who_never_was_there_is_not_remembered(trainer: Trainer, long: ContrastiveSpec) -> None:
    job = trainer.submit(long, "one")
    job.pass_on("x" * 100_000, "two")
    assert job.watchers == 2
    assert not job.watched_by("x" * 100_000)
