"""Remembered results, bounded in bytes: the least recently used go first."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class VectorKey(NamedTuple):
    """Everything that changes the answer; two requests share a result only when all of it is equal.

    Attributes:
        model: id of the model.
        revision: fingerprint of its weights.
        engine: name and device of what ran it.
        kind: what was computed (text, states, attentions, terms, ...).
        role: prompt side, or empty.
        layer: number of the hidden state, -1 for all of them.
        pooling: how tokens became one vector, or empty.
        text: the input itself, a digest of token numbers, segments, and which of them are attended to.
    """

    model: str
    revision: str
    engine: str
    kind: str
    role: str
    layer: int
    pooling: str
    text: bytes


@dataclass(frozen=True)
class CacheReport:
    """Bytes held, byte budget, entries, and how many look-ups were answered (``hits``) out of ``lookups``."""

    bytes: int
    budget: int
    entries: int
    hits: int
    lookups: int

    @property
    def hit_rate(self) -> float:
        """Share of look-ups that were answered, 0 to 1; 0 before the first."""
        return self.hits / self.lookups if self.lookups else 0.0


_ENTRY = 600
"""Bytes of a key, of an array's own head, and of their place in the map, whatever the text: its digest has 32."""


class VectorCache:
    """A thread-safe map from keys to read-only arrays within a byte budget.

    Args:
        budget: bytes that keys and arrays may take together; an array larger than that is never kept.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._arrays: OrderedDict[VectorKey, NDArray[np.float32]] = OrderedDict()
        self._bytes = self._hits = self._lookups = 0
        self._lock = threading.Lock()

    def get(self, key: VectorKey) -> NDArray[np.float32] | None:
        """The remembered array, or None; counts as a use."""
        with self._lock:
            self._lookups += 1
            array = self._arrays.get(key)
            if array is not None:
                self._hits += 1
                self._arrays.move_to_end(key)
            return array

    def put(self, key: VectorKey, array: NDArray[np.float32]) -> NDArray[np.float32]:
        """Remember an array, made read-only so that no caller can change another's answer; returns it."""
        # A view would keep alive the whole pass it was cut from, and its bytes would not be counted.
        own = np.ascontiguousarray(array) if array.base is None else array.copy()
        own.flags.writeable = False
        with self._lock:
            if (old := self._arrays.pop(key, None)) is not None:
                self._bytes -= old.nbytes + _ENTRY
            if own.nbytes + _ENTRY <= self._budget:
                self._arrays[key] = own
                self._bytes += own.nbytes + _ENTRY
            while self._bytes > self._budget:
                _, dropped = self._arrays.popitem(last=False)
                self._bytes -= dropped.nbytes + _ENTRY
        return own

    def forget(self, model: str) -> None:
        """Drop everything that a model computed."""
        with self._lock:
            # Listed first: a dictionary may not change while it is walked.
            for key in [key for key in self._arrays if key.model == model]:
                self._bytes -= self._arrays.pop(key).nbytes + _ENTRY

    def report(self) -> CacheReport:
        """Figures for the Models page."""
        with self._lock:
            return CacheReport(self._bytes, self._budget, len(self._arrays), self._hits, self._lookups)
