"""Results that all visitors share: bounded with their keys, computed once, and nobody's to change."""

import threading
from dataclasses import dataclass
from time import sleep

import numpy as np
import pytest

from embedlab.studies import remembered as module
from embedlab.studies.remembered import Memory, remembered, remembered_for, size_of, while_waiting

FOREVER = float("inf")


@dataclass(frozen=True)
class Found:
    name: str
    rows: np.ndarray


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    own = Memory(10_000)
    monkeypatch.setattr(module, "RESULTS", own)
    return own


def test_results_and_what_visitors_typed_never_take_more_than_the_budget(memory: Memory) -> None:
    @remembered
    def length(text: str) -> int:
        return len(text)

    for number in range(100):
        assert length("x" * 900 + str(number)) == 900 + len(str(number))
        assert memory.bytes <= memory.budget
    assert sum(length.holds("x" * 900 + str(number)) for number in range(100)) == 7
    assert length.holds("x" * 900 + "99")
    assert not length.holds("x" * 900 + "0")


def test_a_result_larger_than_the_budget_is_given_and_leaves_the_others(memory: Memory) -> None:
    @remembered
    def zeros(count: int) -> np.ndarray:
        return np.zeros(count)

    zeros(10)
    assert len(zeros(10_000)) == 10_000
    assert not zeros.holds(10_000)
    assert zeros.holds(10)


@pytest.mark.usefixtures("memory")
def test_two_who_ask_at_once_wait_for_one_computation() -> None:
    calls: list[str] = []

    @remembered
    def slow(text: str) -> str:
        calls.append(text)
        sleep(0.05)
        return text.upper()

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(slow("a"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, calls) == (["A"] * 6, ["a"])


@pytest.mark.usefixtures("memory")
def test_who_waits_for_the_computation_of_another_can_give_up() -> None:
    begun, go_on = threading.Event(), threading.Event()
    calls: list[str] = []

    @remembered
    def slow(text: str) -> str:
        begun.set()
        assert go_on.wait(20)
        return text.upper()

    def give_up() -> None:
        calls.append("asked")
        if len(calls) == 2:
            raise InterruptedError

    thread = threading.Thread(target=slow, args=("a",))
    thread.start()
    assert begun.wait(20)
    with pytest.raises(InterruptedError), while_waiting(give_up):
        slow("a")
    assert not slow.holds("a")
    go_on.set()
    thread.join()
    assert slow.holds("a")


@pytest.mark.usefixtures("memory")
def test_a_failure_is_told_to_each_and_not_kept() -> None:
    calls: list[int] = []

    @remembered
    def fail(number: int) -> int:
        calls.append(number)
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            fail(1)
    assert calls == [1, 1]


@pytest.mark.usefixtures("memory")
def test_two_functions_and_two_arrays_never_share_a_result() -> None:
    first, second = remembered(lambda value: ("first", float(value.sum()))), remembered(np.sum)
    assert first(np.ones(3)) == ("first", 3)
    assert first(np.ones(4)) == ("first", 4)
    assert first(np.zeros(3)) == ("first", 0)
    assert second(np.ones(3)) == 3


@pytest.mark.usefixtures("memory")
def test_what_goes_stale_is_computed_again() -> None:
    calls: list[int] = []

    @remembered_for(seconds=0.02)
    def now(number: int) -> int:
        calls.append(number)
        return number

    now(1)
    now(1)
    assert len(calls) == 1
    sleep(0.03)
    assert not now.holds(1)
    now(1)
    assert len(calls) == 2


@pytest.mark.usefixtures("memory")
def test_no_reader_can_change_what_others_get() -> None:
    @remembered
    def found(name: str) -> tuple[Found, ...]:
        return (Found(name, np.zeros(3)),)

    with pytest.raises(ValueError, match="read-only"):
        found("a")[0].rows[0] = 1


def test_a_size_is_never_less_than_what_is_held() -> None:
    rows = np.zeros((100, 50))
    assert size_of(Found("é" * 100, rows)) >= rows.nbytes + 200
    assert rows.nbytes <= size_of(list(np.zeros((100, 50)))) < 2 * rows.nbytes  # one whole, in many parts
    assert size_of(np.zeros((1_000, 50))[:1]) >= 400_000  # a part keeps the whole
    assert size_of({"a": ["b" * 1_000]}) >= 1_000
