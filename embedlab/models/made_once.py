"""One object for all threads of a process, made when it is first asked for."""

import functools
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class MadeOnce(Generic[T]):
    """A function without arguments that is called once, and whose result all share.

    Where it raises, the next caller tries again.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        functools.update_wrapper(self, make)
        self._made, self._door = functools.cache(make), threading.Lock()

    def __call__(self) -> T:
        """The one object."""
        # functools.cache alone would make two where two first visitors come together.
        with self._door:
            return self._made()

    def cache_clear(self) -> None:
        """Forget it: who asks next makes another."""
        self._made.cache_clear()


def made_once(make: Callable[[], T]) -> MadeOnce[T]:
    """Share one object among all threads; for functions that return what a whole process has once."""
    return MadeOnce(make)
