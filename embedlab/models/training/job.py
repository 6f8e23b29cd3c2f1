"""One training as visitors see it: where it stands, what it has said so far, and what came out."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, Literal, TypeVar

from embedlab import limits
from embedlab.models.child import Child
from embedlab.models.training.records import contrastive_step, labelled_step, tuning_step, words_step
from embedlab.models.training.specs import Spec

State = Literal["queued", "running", "done", "stopped", "failed"]
_READERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "contrastive": contrastive_step, "labelled": labelled_step, "words": words_step, "tuning": tuning_step,
}  # fmt: skip
StepT = TypeVar("StepT")
ResultT = TypeVar("ResultT")


class Job(Generic[StepT, ResultT]):
    """A training that one or more visitors asked for; made by `Trainer.submit`, safe to read from any thread.

    Attributes:
        spec: what is trained.
        key: names the training by its content.
        state: ``queued``, ``running``, or how it ended: ``done``, ``stopped`` or ``failed``.
        position: trainings to wait for, itself included, while queued (1: it is next); 0 otherwise.
        message: one plain sentence for the visitor; empty when there is nothing to say.
        share: share of the training that is done, 0 to 1.
        steps: the records so far; only ever grows.
    """

    def __init__(self, spec: Spec, key: str) -> None:
        self.spec = spec
        self.key = key
        self.state: State = "queued"
        self.position = 0
        self.message = ""
        self.share = 0.0
        self.steps: tuple[StepT, ...] = ()
        self._lock = threading.Lock()
        self._result: ResultT | None = None
        self._watchers: dict[str, float] = {}
        self._left: set[str] = set()
        self._seen = monotonic()
        self._started: float | None = None
        self._ended: float | None = None
        self._child: Child | None = None
        self._ending: tuple[State, str] | None = None

    @property
    def live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("queued", "running")

    @property
    def ending(self) -> str:
        """Why somebody has ended it, in a sentence, though its process may still be there; empty while nobody has."""
        return self._ending[1] if self._ending else ""

    @property
    def seconds(self) -> float:
        """How long it has run, or ran; 0 while it waits."""
        if self._started is None:
            return 0.0
        return (self._ended or monotonic()) - self._started

    @property
    def watchers(self) -> int:
        """How many visitors look at it now."""
        with self._lock:
            return self._count()

    def watch(self, visitor: str) -> None:
        """Say that a visitor looks at it: to be called at least every ten seconds, or it is stopped."""
        with self._lock:
            self._left.discard(visitor)
            self._seen = self._watchers[visitor] = monotonic()

    def pass_on(self, before: str, visitor: str) -> None:
        """Say that a visitor looks at it in the place of one whose page was loaded again.

        If that page is open after all, because its address was given away, it looks again within seconds; so long it
        goes on to count, or who was given the address could stop the training of who gave it.
        """
        with self._lock:
            if before in self._watchers:
                self._left.add(before)
        self.watch(visitor)

    @property
    def visitors(self) -> tuple[str, ...]:
        """Who has looked at it."""
        with self._lock:
            return tuple(self._watchers)

    def watched_by(self, visitor: str) -> bool:
        """Whether a visitor has looked at it."""
        with self._lock:
            return visitor in self._watchers

    def stop(self, visitor: str) -> bool:
        """Take a visitor away from it, and stop it unless somebody else looks at it; say whether it was stopped."""
        with self._lock:
            self._watchers.pop(visitor, None)
            if self._count():
                return False
        self.end("stopped", "Training was stopped.")
        return True

    def result(self) -> ResultT | None:
        """What came out; None until it is done, and again when so many others came after it that it was dropped."""
        return self._result

    def end(self, state: State, message: str) -> None:
        """End it from outside, whoever looks at it; for the trainer."""
        with self._lock:
            if not self.live or self._ending is not None:
                return
            self._ending = (state, message)
            if self._child is not None:
                self._child.stop()
            elif self.state == "queued":
                self._close(state, message)

    def unwatched(self) -> bool:
        """Whether nobody has looked at it for so long that they must have left."""
        with self._lock:
            return monotonic() - self._seen > limits.TRAINING_UNWATCHED_SECONDS

    def begin(self) -> bool:
        """Mark it as running, unless it was ended before; for the trainer."""
        with self._lock:
            if self._ending is not None or self.state != "queued":
                return False
            self.state, self.position, self._started = "running", 0, monotonic()
            return True

    def attach(self, child: Child) -> None:
        """Remember the process that trains; for the trainer."""
        with self._lock:
            self._child = child
            if self._ending is not None:
                child.stop()

    def take(self, said: dict[str, Any]) -> None:
        """Take in what the process said; for the trainer."""
        if "step" in said:
            self.steps = (*self.steps, _READERS[self.spec.kind](said["step"]))
        elif "share" in said:
            self.share = max(self.share, float(said["share"]))
        elif "message" in said:
            self.message = str(said["message"])

    def finish(self, state: State, message: str = "", result: ResultT | None = None) -> None:
        """Mark it as ended; for the trainer."""
        with self._lock:
            self._result = result
            self._close(*(self._ending if self._ending and state != "done" else (state, message or self.message)))

    def forget(self) -> None:
        """Drop the result; for the trainer."""
        self._result = None

    def _close(self, state: State, message: str) -> None:
        self._ended, self._child, self.position = monotonic(), None, 0
        self.share = 1.0 if state == "done" else self.share
        self.message = message
        self.state = state  # last: whoever sees it ended sees all the rest

    def _count(self) -> int:
        now = monotonic()
        return sum(now - seen <= self._patience(visitor) for visitor, seen in self._watchers.items())

    def _patience(self, visitor: str) -> float:
        return limits.TRAINING_LEFT_SECONDS if visitor in self._left else limits.TRAINING_UNWATCHED_SECONDS
