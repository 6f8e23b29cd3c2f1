"""The shelf: one load however many ask, and never more on it than the budget allows."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import sleep

import pytest

from embedlab.models.runtime.loading import Shelf


@dataclass
class Thing:
    bytes: int = 10
    engine: str = "hand:cpu"
    closed: bool = False

    def close(self) -> None:
        assert not self.closed
        self.closed = True


class Loader:
    """Counts its loads; each takes long enough for others to arrive meanwhile."""

    def __init__(self, size: int = 10) -> None:
        self.made: list[Thing] = []
        self.size = size

    def __call__(self) -> Thing:
        sleep(0.02)
        self.made.append(Thing(self.size))
        return self.made[-1]


def together(count: int, call: Callable[[], object]) -> list[object]:
    barrier = threading.Barrier(count)

    def one(_: int) -> object:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_thirty_two_first_requests_load_once() -> None:
    shelf, loader = Shelf(100), Loader()
    given = together(32, lambda: shelf.get("model", loader))
    assert len(loader.made) == 1
    assert all(thing is loader.made[0] for thing in given)


def test_different_models_load_at_the_same_time() -> None:
    shelf, barrier = Shelf(100), threading.Barrier(2)

    def load() -> Thing:
        barrier.wait(10)  # passes only if both loads are under way together
        return Thing()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: shelf.get(name, load), "ab"))
    assert set(shelf.held()) == {"a", "b"}


def test_a_failed_load_is_tried_again_by_the_next_request() -> None:
    shelf, loader = Shelf(100), Loader()

    def failing() -> Thing:
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        shelf.get("model", failing)
    assert shelf.get("model", loader) is loader.made[0]


def test_over_the_budget_the_least_used_is_unloaded() -> None:
    shelf = Shelf(25)
    things = {name: shelf.get(name, Loader()) for name in "ab"}
    shelf.get("a", Loader())
    shelf.get("c", Loader())
    assert list(shelf.held()) == ["a", "c"]
    assert things["b"].closed
    assert not things["a"].closed


def test_a_model_over_the_budget_is_held_alone() -> None:
    shelf = Shelf(25)
    shelf.get("small", Loader())
    shelf.get("huge", Loader(1_000))
    assert list(shelf.held()) == ["huge"]


def test_dropping_closes_once_and_says_whether_there_was_something() -> None:
    shelf, loader = Shelf(25), Loader()
    shelf.get("a", loader)
    assert [shelf.drop("a"), shelf.drop("a")] == [True, False]
    assert loader.made[0].closed
