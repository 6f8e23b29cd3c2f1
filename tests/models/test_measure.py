"""How a time is taken: on a clock that the test sets."""

import pytest

from embedlab.models.measure import FEW, median_seconds, seconds_each


class Clock:
    """Stands still until a piece of work lets it go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_call_is_not_counted_and_the_median_of_the_others_is_told() -> None:
    clock, left = Clock(), [50.0, 3.0, 1.0, 2.0]

    def work() -> None:
        clock.now += left.pop(0)

    assert median_seconds(work, 3, clock=clock) == 2.0
    assert not left


def test_no_call_begins_after_the_time_is_spent() -> None:
    clock, calls = Clock(), []

    def work() -> None:
        calls.append(1)
        clock.now += 4.0

    assert median_seconds(work, 9, most=10.0, clock=clock) == 4.0
    assert len(calls) == 3


def test_of_a_call_that_takes_all_the_time_that_time_is_told() -> None:
    clock, calls = Clock(), []

    def work() -> None:
        calls.append(1)
        clock.now += 60.0

    assert median_seconds(work, 9, most=10.0, clock=clock) == 60.0
    assert calls == [1]


def test_lots_grow_while_the_next_is_expected_in_time_and_the_last_is_told() -> None:
    clock, lots = Clock(), []

    def work(many: int) -> None:
        lots.append(many)
        clock.now += 1.0 + 0.5 * many  # a second for each lot, whatever its size

    each, many = seconds_each(work, 1_000, 50.0, clock=clock)
    assert lots == [FEW, 4 * FEW, 16 * FEW]
    assert (each, many) == ((1.0 + 0.5 * 64) / 64, 64)


@pytest.mark.parametrize(("count", "lots"), [(1, [1]), (3, [3]), (10, [FEW, 10]), (16, [FEW, 16])])
def test_no_more_pieces_are_done_than_there_are(count: int, lots: list[int]) -> None:
    clock, done = Clock(), []

    def work(many: int) -> None:
        done.append(many)
        clock.now += 0.001

    assert seconds_each(work, count, 50.0, clock=clock)[1] == count
    assert done == lots


def test_no_pieces_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing to time"):
        seconds_each(lambda _: None, 0, 1.0)
