"""A ranking tells how far it has come, and ends where it is told to."""

from threading import Event, Thread

import pytest

from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents
from embedlab.studies.rank.ranker import _AT_ONCE, followed
from embedlab.studies.remembered import remembered

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


def test_who_waits_for_the_ranking_of_another_can_leave_too(runtime: Runtime) -> None:
    begun, go_on = Event(), Event()

    @remembered
    def ranked(query: str) -> list[float]:
        begun.set()
        assert go_on.wait(20)
        return rank_documents(runtime, "bm25", query, TEXTS[:3]).scores.tolist()

    def leave(done: int, count: int) -> None:
        assert (done, count) == (0, 1)
        raise _Left

    first = Thread(target=ranked, args=("snow",))
    first.start()
    assert begun.wait(20)
    with pytest.raises(_Left), followed(leave):
        ranked("snow")
    go_on.set()
    first.join()
    assert ranked.holds("snow")
