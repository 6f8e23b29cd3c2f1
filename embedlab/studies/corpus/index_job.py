"""An index that is made, as the pages of this server see it: where it stands, how long it takes, how it ended."""

import threading
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal

from embedlab.models.child import Child
from embedlab.studies.corpus.evaluation_step import Evaluation
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.text_reading import Reading

State = Literal["queued", "running", "paused", "done", "failed"]


@dataclass(frozen=True)
class Progress:
    """Where it is: the step by name, its units done and in all, and the share of all steps, 0 to 1."""

    step: str
    done: int
    of: int
    share: float


class IndexJob:
    """The index of one set of texts; made by ``IndexJobs.start``, safe to read from any thread.

    Attributes:
        index: what it fills.
        readings: what is read.
        evaluation: what is measured afterwards, None where nothing is.
        state: ``queued``, ``running``, or how it ended; one that is ``paused`` can go on.
        position: indexes to wait for, itself included, while queued.
        message: one plain sentence when it has failed, else empty.
        progress: where it is, None before it has said so.
    """

    def __init__(self, index: IndexFolder, readings: tuple[Reading, ...], evaluation: Evaluation | None = None) -> None:
        self.index, self.readings, self.evaluation = index, readings, evaluation
        self.state: State = "queued"
        self.position = 0
        self.message = ""
        self.progress: Progress | None = None
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._ending: State | None = None
        self._first: tuple[float, float] | None = None  # when it first said what share is done, and that share
        self._last = 0.0  # when it last said so

    @property
    def live(self) -> bool:
        """Whether it waits or runs, and nobody has ended it."""
        return self.state in ("queued", "running") and self._ending is None

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take at the pace it has had; None before that can be told."""
        if self._first is None or self.progress is None or not self.live:
            return None
        began, share = self._first
        gained = self.progress.share - share
        if gained <= 0:
            return None
        left = (self._last - began) * (1 - self.progress.share) / gained
        return max(left - (monotonic() - self._last), 0.0)

    def pause(self) -> None:
        """End its process; what it has read stays, and ``IndexJobs.start`` goes on."""
        with self._lock:
            if self.state not in ("queued", "running"):
                return
            self._ending = "paused"
            if self._child is not None:
                self._child.stop()
            elif self.state == "queued":
                self.state = "paused"

    def begin(self) -> bool:
        """Mark it as running, unless it was ended before; for ``IndexJobs``."""
        with self._lock:
            if self._ending is not None:
                return False
            self.state, self.position = "running", 0
            return True

    def attach(self, child: Child) -> None:
        """Remember its process; for ``IndexJobs``."""
        with self._lock:
            self._child = child
            if self._ending is not None:
                child.stop()

    def take(self, said: dict[str, Any]) -> None:
        """Take in what the process said; for ``IndexJobs``."""
        if "failed" in said:
            self.message = str(said["failed"])
        found = said.get("step") or said.get("share")
        if isinstance(found, dict):
            self.progress = Progress(str(found["key"]), int(found["done"]), int(found["of"]), float(found["share"]))
            self._last = monotonic()
            self._first = self._first or (self._last, self.progress.share)

    def finish(self, state: State, message: str = "") -> None:
        """Mark it as ended; for ``IndexJobs``."""
        with self._lock:
            self._child = None
            self.message = message or self.message
            self.state = self._ending if self._ending and state != "done" else state
