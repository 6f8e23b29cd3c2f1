"""Requests that arrive together become one forward pass.

One thread per loaded model sorts what is waiting by length, so that little is padded, and runs it in passes of bounded
size. A lone request waits for nobody: batches form only while a pass is under way, and the next pass serves the
call that has the fewest texts left, so that a question does not wait behind somebody's corpus.

What a caller keeps of an output is cut out of each pass before the next one begins: all attentions of a few hundred
texts would be more than a machine holds.
"""

import atexit
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from embedlab.models.engines.contract import Batch, Engine, Floats, Forward, Wanted
from embedlab.models.text.tokens import Tokenised

T = TypeVar("T")


class ModelUnloadedError(RuntimeError):
    """The model was unloaded between asking for it and using it; load it and ask again."""


TOKENS_PER_PASS = 2_048
"""Padded tokens in one pass: enough to keep the cores busy, few enough that nobody waits long behind a corpus."""

LOGITS_TOKENS_PER_PASS = 512
"""The same where each token brings a row over the whole vocabulary (122 kB each)."""


PAIRS_PER_PASS = 512 * 512
"""Padded pairs of tokens in one pass: engines hold a weight for each, in every head and layer (150 MB for 12 of both),
whether anybody wants it or not."""


@dataclass(frozen=True)
class Outputs:
    """The part of a forward pass that belongs to one text, padding removed.

    Attributes:
        hidden: by layer number, (T, d).
        attentions: (layers, heads, T, T) or None.
        logits: (T, V) or (labels,) or None.
    """

    hidden: dict[int, Floats]
    attentions: Floats | None
    logits: Floats | None


@dataclass(eq=False)
class _Request:
    tokens: Tokenised
    wanted: Wanted
    call: object
    reduce: Callable[[Outputs], Any]
    answer: "Future[Any]" = field(default_factory=Future)


class Batcher:
    """Feeds one engine from any number of threads.

    Args:
        engine: the loaded model.
        pad_id: token id for padding.
        on_pass: called after each pass with (texts, seconds).
    """

    def __init__(self, engine: Engine, pad_id: int, on_pass: Callable[[int, float], None]) -> None:
        self._engine, self._pad_id, self._on_pass = engine, pad_id, on_pass
        self._waiting: list[_Request] = []
        self._wake = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="embedlab-batcher", daemon=True)
        self._thread.start()
        _running.add(self)

    def run(self, texts: Sequence[Tokenised], wanted: Wanted, reduce: Callable[[Outputs], T]) -> list[T]:
        """What ``reduce`` makes of the outputs of each text, in order; blocks until all are there.

        ``reduce`` runs between two passes, so it has to be quick, and what it returns has to be small; a view into
        the outputs is copied.

        Raises:
            ModelUnloadedError: the model was unloaded meanwhile.
        """
        call = object()
        requests = [_Request(tokens, wanted, call, reduce) for tokens in texts]
        with self._wake:
            if self._closed:
                raise ModelUnloadedError
            self._waiting.extend(requests)
            self._wake.notify()
        return [request.answer.result() for request in requests]

    @property
    def waiting(self) -> int:
        """Texts that no pass has taken up yet."""
        with self._wake:
            return len(self._waiting)

    def close(self) -> None:
        """Answer what is waiting, then stop the thread and close the engine."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join()
        self._engine.close()

    def abandon(self) -> None:
        """Drop what is waiting, and stop the thread when the pass under way has ended; for a process that ends."""
        with self._wake:
            self._closed = True
            dropped, self._waiting = self._waiting, []
            self._wake.notify()
        for request in dropped:
            request.answer.cancel()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                group = next_pass(self._waiting)
                # By identity, as requests compare: two visitors may have asked the very same text.
                taken = set(group)
                self._waiting = [request for request in self._waiting if request not in taken]
            self._answer(group)

    def _answer(self, group: "list[_Request]") -> None:
        start = perf_counter()
        try:
            forward = self._engine.forward(pad([r.tokens for r in group], self._pad_id), group[0].wanted)
        except Exception as error:  # whatever went wrong belongs to the callers, not to this thread
            for request in group:
                request.answer.set_exception(error)
            return
        self._on_pass(len(group), perf_counter() - start)
        for row, request in enumerate(group):
            try:
                request.answer.set_result(_kept(request.reduce(_own_part(forward, row, len(request.tokens)))))
            except Exception as error:  # the others of this pass have asked for something else
                request.answer.set_exception(error)


def next_pass(waiting: "list[_Request]") -> "list[_Request]":
    """The group that holds the first request of the call with the fewest texts left."""
    left = Counter(request.call for request in waiting)
    urgent = min(waiting, key=lambda request: left[request.call])
    return next(group for group in split(waiting) if urgent in group)


def split(requests: "list[_Request]") -> "list[list[_Request]]":
    """Groups for one pass each: same outputs, similar length, bounded padded tokens."""
    # Requests that want other outputs cannot share a pass: an engine copies out the same for all.
    order = {wanted: index for index, wanted in enumerate(dict.fromkeys(r.wanted for r in requests))}
    ordered = sorted(requests, key=lambda r: (order[r.wanted], len(r.tokens)))
    groups: list[list[_Request]] = []
    for wanted, same in groupby(ordered, key=lambda r: r.wanted):
        groups.append([])
        for request in same:
            if groups[-1] and not _fits(len(request.tokens), len(groups[-1]) + 1, wanted):
                groups.append([])
            groups[-1].append(request)
    return groups


def _fits(tokens: int, texts: int, wanted: Wanted) -> bool:
    """Whether so many texts, the longest of so many tokens, may share a pass."""
    budget = LOGITS_TOKENS_PER_PASS if wanted.logits else TOKENS_PER_PASS
    return tokens * texts <= budget and tokens**2 * texts <= PAIRS_PER_PASS


def pad(texts: Sequence[Tokenised], pad_id: int) -> Batch:
    """Rectangular inputs: mask 0 for tokens that none attends to, and for the padding ids after a text's own tokens."""
    shape = (len(texts), max(map(len, texts)))
    # int64, because that is what exported graphs take, whatever the size of the vocabulary.
    ids = np.full(shape, pad_id, dtype=np.int64)
    mask, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, text in enumerate(texts):
        length = len(text)
        ids[row, :length], types[row, :length] = text.ids, text.types
        mask[row, :length] = 1 if text.attended is None else text.attended
    return Batch(ids, mask, types)


def _own_part(forward: Forward, row: int, length: int) -> Outputs:
    logits = forward.logits
    if logits is not None:
        logits = logits[row, :length] if logits.ndim == 3 else logits[row]
    attentions = forward.attentions
    return Outputs(
        hidden={layer: array[row, :length] for layer, array in forward.hidden.items()},
        attentions=None if attentions is None else attentions[row, :, :, :length, :length],
        logits=logits,
    )


def _kept(reduced: T) -> T:
    """The same, without a hold on the arrays of the whole pass."""
    if isinstance(reduced, np.ndarray) and reduced.base is not None:
        return reduced.copy()
    return reduced


_running: "weakref.WeakSet[Batcher]" = weakref.WeakSet()


@atexit.register
def _abandon_all() -> None:
    """Let no pass outlive Python: native code aborts the process when its thread is taken away from under it."""
    for batcher in list(_running):
        batcher.abandon()
