"""A model that a reader can compute by hand, for everything that is about asking and not about answering.

The hidden state of a token in layer L is ``[id + L, number of tokens of its text that take part]``; its logits
are one-hot at its id; a token attends to all tokens of its text equally.
"""

import threading
from collections.abc import Sequence

import numpy as np

from embedlab.models.engines.contract import Batch, Forward, Wanted
from embedlab.models.text.tokens import Tokenised

VOCABULARY = 50


def reading(*ids: int, text: str = "") -> Tokenised:
    """A text that is read as these ids, one character each."""
    letters = text or "x" * len(ids)
    offsets = tuple((place, place + 1) for place in range(len(ids)))
    return Tokenised(letters, tuple(map(str, ids)), ids, (0,) * len(ids), offsets, (False,) * len(ids))


class HandEngine:
    """The engine of the module docstring; ``batches`` lists what it was given, ``gate`` holds passes back.

    A text that contains the id 13 makes the whole pass fail.
    """

    name, device, bytes = "hand", "cpu", 100

    def __init__(self, layers: int = 2) -> None:
        self.layers = layers
        self.batches: list[Batch] = []
        self.wanted: list[Wanted] = []
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Semaphore(0)
        self.closed = False

    def forward(self, batch: Batch, wanted: Wanted) -> Forward:
        self.batches.append(batch)
        self.wanted.append(wanted)
        self.entered.release()
        assert self.gate.wait(30)
        if (batch.ids == 13).any():
            raise RuntimeError("thirteen")
        return self.answer(batch, wanted)

    def answer(self, batch: Batch, wanted: Wanted) -> Forward:
        count = batch.mask.sum(axis=1, keepdims=True) * np.ones_like(batch.ids)
        hidden = {layer: np.stack([batch.ids + layer, count], axis=-1).astype(np.float32) for layer in wanted.layers}
        even = (batch.mask / batch.mask.sum(axis=1, keepdims=True)).astype(np.float32)
        width = batch.ids.shape[1]
        spread = np.broadcast_to(even[:, None, None, None, :], (len(even), self.layers, 1, width, width))
        return Forward(
            hidden,
            spread.copy() if wanted.attentions else None,
            np.eye(VOCABULARY, dtype=np.float32)[batch.ids] if wanted.logits else None,
        )

    def close(self) -> None:
        assert not self.closed
        self.closed = True


def sizes(batches: Sequence[Batch]) -> list[tuple[int, int]]:
    """(texts, padded tokens a text) of each pass."""
    return [(batch.ids.shape[0], batch.ids.shape[1]) for batch in batches]
