"""Results that all visitors share, in one budget of bytes: what nobody asked for longest goes first.

What a result belongs to is what a visitor typed, so the keys count as much as the results. Two who ask for the same at
the same moment wait for one computation; who waits can give up, see ``while_waiting``.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from time import monotonic
from typing import Any, Final, Generic, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from embedlab.limits import RESULTS_MB

P = ParamSpec("P")
T = TypeVar("T")

_OVERHEAD: Final = 64
"""Bytes that any Python object is held to take beside its content."""
_TABLE: Final = 20_000_000
"""Bytes from which the whole of a part is a table of words, which the runtime holds and counts."""
_LOOK: Final = 0.3
"""Seconds after which who waits for the computation of another looks up."""

_WAITING: ContextVar[Callable[[], object] | None] = ContextVar("waiting", default=None)


@contextmanager
def while_waiting(call: Callable[[], object]) -> Iterator[None]:
    """Call ``call`` inside, again and again, while another computes what is asked for; what it raises ends the wait."""
    token = _WAITING.set(call)
    try:
        yield
    finally:
        _WAITING.reset(token)


@contextmanager
def _through(door: threading.Lock) -> Iterator[None]:
    call = _WAITING.get()
    if call is None:
        door.acquire()
    else:
        while not door.acquire(timeout=_LOOK):
            call()
    try:
        yield
    finally:
        door.release()


@dataclass
class _Kept:
    """A result, when it goes stale by the clock, and the bytes that it and its key take."""

    value: Any
    until: float
    bytes: int


class Memory:
    """Results by key within a budget; safe under threads.

    Args:
        budget: bytes of keys and results together; a result larger than that is given back and not kept.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.bytes = 0
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._doors: dict[Hashable, threading.Lock] = {}
        self._lock = threading.RLock()

    def get(self, key: Hashable, compute: Callable[[], T], seconds: float) -> T:
        """The result that is kept, or else a new one, which is kept for so many seconds."""
        with self._lock:
            if (kept := self._fresh(key)) is not None:
                value: T = kept.value
                return value
            # A lock for each key: while one result is computed, all others can be had.
            door = self._doors.setdefault(key, threading.Lock())
        with _through(door):
            with self._lock:
                if (kept := self._fresh(key)) is not None:
                    value = kept.value
                    return value
            try:
                value = compute()
            finally:
                with self._lock:
                    self._doors.pop(key, None)
            self._keep(key, _Kept(value, monotonic() + seconds, size_of(key) + size_of(value)))
        return value

    def holds(self, key: Hashable) -> bool:
        """Whether a result is there."""
        with self._lock:
            return self._fresh(key) is not None

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _fresh(self, key: Hashable) -> _Kept | None:
        kept = self._kept.get(key)
        if kept is not None and kept.until < monotonic():
            self._drop(key)
            return None
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            self._drop(key)
            if kept.bytes <= self.budget:
                self._kept[key] = kept
                self.bytes += kept.bytes
            while self.bytes > self.budget:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        if (gone := self._kept.pop(key, None)) is not None:
            self.bytes -= gone.bytes


RESULTS: Final = Memory(RESULTS_MB * 1_000_000)


class Remembered(Generic[P, T]):
    """A function whose results all visitors share; nobody may write to them, and its arrays are made read-only."""

    def __init__(self, function: Callable[P, T], seconds: float) -> None:
        wraps(function)(self)
        self._function, self._seconds = function, seconds

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result for these arguments, kept or new."""
        return RESULTS.get(self._key(args, kwargs), lambda: self._function(*args, **kwargs), self._seconds)

    def holds(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether the result for these arguments is there already."""
        return RESULTS.holds(self._key(args, kwargs))

    def _key(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Hashable:
        named = tuple((name, _hashable(value)) for name, value in sorted(kwargs.items()))
        return (self._function.__module__, self._function.__qualname__, *map(_hashable, args), *named)


def remembered(function: Callable[P, T]) -> Remembered[P, T]:
    """Share a function's results among all visitors, as long as there is room."""
    return Remembered(function, float("inf"))


def remembered_for(seconds: float) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """The same for results that go stale."""
    return lambda function: Remembered(function, seconds)


def _hashable(value: Any) -> Hashable:
    if isinstance(value, np.ndarray):
        return (value.shape, value.dtype.str, hashlib.sha256(value.tobytes()).digest())
    known: Hashable = value
    return known


def size_of(value: Any, seen: set[int] | None = None) -> int:
    """Bytes that a result takes, rather too high than too low; arrays in it are made read-only.

    ``seen`` are the arrays behind the parts of arrays that were counted already.
    """
    seen = set() if seen is None else seen
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
        return _OVERHEAD + _array_size(value, seen)
    if isinstance(value, str):
        return _OVERHEAD + len(value) * (1 if value.isascii() else 4)
    if isinstance(value, Mapping):
        items = (size_of(key, seen) + size_of(item, seen) for key, item in value.items())
        return _OVERHEAD + sum(2 * _OVERHEAD + size for size in items)
    if isinstance(value, (tuple, list, set, frozenset)):
        return _OVERHEAD + sum(8 + size_of(item, seen) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return _OVERHEAD + sum(8 + size_of(getattr(value, field.name), seen) for field in fields(value))
    told = getattr(value, "bytes", 0)
    return _OVERHEAD + (told if isinstance(told, int) else 0)


def _array_size(value: NDArray[Any], seen: set[int]) -> int:
    """The bytes of an array, or of the whole of which it is a part: a part keeps the whole in memory."""
    whole: Any = value
    while isinstance(whole, np.ndarray) and whole.base is not None:
        whole = whole.base
    size = int(getattr(whole, "nbytes", value.nbytes))
    if whole is value or size > _TABLE:
        return value.nbytes
    if id(whole) in seen:
        return 0
    seen.add(id(whole))
    return size
