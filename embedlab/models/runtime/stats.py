"""Latencies of each model: how often it has answered since the process began, and how long its last passes took."""

import threading
from collections import OrderedDict, deque
from dataclasses import dataclass

import numpy as np

WINDOW = 200
"""Passes remembered: enough for a stable median, few enough to follow a change."""

MODELS = 200
"""Models whose latencies are kept: more than are listed, so that folders that come and go leave no trail."""


@dataclass(frozen=True)
class LatencyReport:
    """Passes and texts so far, and the median and 95th percentile of the last passes in milliseconds."""

    passes: int
    texts: int
    median_ms: float
    p95_ms: float


class Latencies:
    """A thread-safe record of forward passes."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=WINDOW)
        self._passes = self._texts = 0
        self._lock = threading.Lock()

    def add(self, texts: int, seconds: float) -> None:
        """Record one pass over so many texts."""
        with self._lock:
            self._passes += 1
            self._texts += texts
            self._seconds.append(seconds)

    def report(self) -> LatencyReport:
        """Figures for the Models page; zeros before the first pass."""
        with self._lock:
            seconds = np.array(self._seconds or [0.0])
            median, p95 = np.percentile(seconds, [50, 95]) * 1e3
            return LatencyReport(self._passes, self._texts, float(median), float(p95))


class LatencyBook:
    """The latencies of every model that this process has loaded, also of those unloaded since."""

    def __init__(self) -> None:
        self._models: OrderedDict[str, Latencies] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, model: str) -> Latencies:
        """The record of a model, new when it has none; of the ``MODELS`` asked for last."""
        with self._lock:
            found = self._models.setdefault(model, Latencies())
            self._models.move_to_end(model)
            if len(self._models) > MODELS:
                self._models.popitem(last=False)
            return found

    def report(self, model: str) -> LatencyReport:
        """Figures of a model for the Models page; zeros for one that was never loaded."""
        with self._lock:
            found = self._models.get(model)
        return (found or Latencies()).report()
