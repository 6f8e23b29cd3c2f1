"""One object for all threads, made once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from embedlab.errors import InputError
from embedlab.models.made_once import made_once


def test_two_who_come_together_get_the_same_object() -> None:
    made = []

    def make() -> list[int]:
        time.sleep(0.05)
        made.append(1)
        return [1]

    shared = made_once(make)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: shared(), range(8)))
    assert made == [1]
    assert all(each is found[0] for each in found)


def test_what_could_not_be_made_is_tried_again() -> None:
    tries = []

    def make() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise InputError("not yet")
        return 5

    shared = made_once(make)
    with pytest.raises(InputError, match="not yet"):
        shared()
    assert shared() == 5
