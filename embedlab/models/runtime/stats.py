"""Latencies of a loaded model, over its last passes."""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np

WINDOW = 200
"""Passes remembered: enough for a stable median, few enough to follow a change."""


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
