"""Requests that arrive together become one forward pass.

One thread per loaded model sorts what is waiting by length, so that little is padded, and runs it in passes of bounded
size. A lone request waits for nobody: batches form only while a pass is under way, and the next pass serves the
call that has the fewest texts left, so that a question does not wait behind somebody's corpus.
"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from time import perf_counter

import numpy as np

from embedlab.models.engines.contract import Batch, Engine, Floats, Forward, Wanted
from embedlab.models.text.tokens import Tokenised


class ModelUnloadedError(RuntimeError):
    """The model was unloaded between asking for it and using it; load it and ask again."""


TOKENS_PER_PASS = 2_048
"""Padded tokens in one pass: enough to keep the cores busy, few enough that nobody waits long behind a corpus."""

LOGITS_TOKENS_PER_PASS = 512
"""The same where each token brings a row over the whole vocabulary (122 kB each)."""


@dataclass(frozen=True)
class Outputs:
    """The part of a forward pass that belongs to one text, padding removed.

    Attributes:
        hidden: by layer number, (T, d).
        attentions: (L, heads, T, T) or None.
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
    answer: "Future[Outputs]" = field(default_factory=Future)


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

    def run(self, texts: Sequence[Tokenised], wanted: Wanted) -> list[Outputs]:
        """Outputs of every text, in order; blocks until all are there.

        Raises:
            ModelUnloadedError: the model was unloaded meanwhile.
        """
        call = object()
        requests = [_Request(tokens, wanted, call) for tokens in texts]
        with self._wake:
            if self._closed:
                raise ModelUnloadedError
            self._waiting.extend(requests)
            self._wake.notify()
        return [request.answer.result() for request in requests]

    def close(self) -> None:
        """Answer what is waiting, then stop the thread and close the engine."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join()
        self._engine.close()

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
            answers = [_own_part(forward, row, len(r.tokens)) for row, r in enumerate(group)]
        except Exception as error:  # whatever went wrong belongs to the callers, not to this thread
            for request in group:
                request.answer.set_exception(error)
            return
        self._on_pass(len(group), perf_counter() - start)
        for request, answer in zip(group, answers, strict=True):
            request.answer.set_result(answer)


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
        budget = LOGITS_TOKENS_PER_PASS if wanted.logits else TOKENS_PER_PASS
        groups.append([])
        for request in same:
            if groups[-1] and len(request.tokens) * (len(groups[-1]) + 1) > budget:
                groups.append([])
            groups[-1].append(request)
    return groups


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
