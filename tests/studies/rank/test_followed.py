"""A ranking tells how far it has come, and ends where it is told to."""

import pytest

from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents
from embedlab.studies.rank.ranker import _AT_ONCE, followed

TEXTS = [f"Text number {number} is about snow." for number in range(2 * _AT_ONCE + 3)]
READERS = ["all-minilm-l6-v2", "splade-tiny", "answerai-colbert-small-v1", "bm42"]


class _Left(BaseException):
    """What a page raises when its visitor has left: no fault of a ranker, and nothing may catch it."""


@pytest.mark.parametrize("ranker", READERS)
def test_a_ranking_tells_what_it_has_read(ranker: str, runtime: Runtime) -> None:
    told: list[tuple[int, int]] = []
    with followed(lambda done, count: told.append((done, count))):
        rank_documents(runtime, ranker, "snow", TEXTS)
    assert told == [(0, len(TEXTS)), (_AT_ONCE, len(TEXTS)), (2 * _AT_ONCE, len(TEXTS))]


@pytest.mark.parametrize("ranker", READERS)
def test_a_ranking_that_nobody_waits_for_ends_before_the_next_few(ranker: str, runtime: Runtime) -> None:
    told: list[int] = []

    def leave(done: int, _: int) -> None:
        told.append(done)
        if done:
            raise _Left

    with pytest.raises(_Left), followed(leave):
        rank_documents(runtime, ranker, "ice", [f"{ranker}: {text}" for text in TEXTS])
    assert told == [0, _AT_ONCE]


def test_it_is_not_told_after_the_block(runtime: Runtime) -> None:
    told: list[int] = []
    with followed(lambda done, _: told.append(done)):
        pass
    rank_documents(runtime, "bm42", "snow", TEXTS[:3])
    assert told == []
