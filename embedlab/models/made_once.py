"""One object for all threads of a process, made when it is first asked for."""

import functools
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def made_once(make: Callable[[], T]) -> Callable[[], T]:
    """Call ``make`` once and share what it returns; where it raises, the next caller tries again.

    ``functools.cache`` alone would make two where two first visitors come together.
    """
    door, made = threading.Lock(), functools.cache(make)

    @functools.wraps(make)
    def shared() -> T:
        with door:
            return made()

    return shared
