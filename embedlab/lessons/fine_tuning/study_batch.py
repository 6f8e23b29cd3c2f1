"""One step from inside: a few pairs of a batch as the generalist sees them before anything has changed."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.contrastive import InBatch, in_batch
from embedlab.content.toml_records import ASSETS
from embedlab.lessons.fine_tuning.examples import FROZEN, load_pairs

ROWS = 4
"""Pairs that are shown; a real batch has more, and works the same."""
_SEED = 7
NAME = 34
"""Characters of a text in the matrix."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Some pairs with their negatives.

    Attributes:
        queries: n headings.
        texts: n passages, each below its heading.
        negatives: n passages that BM25 takes for an answer.
        cosines: (n, 2 n) float32: each query with all passages, its own first in order, then the negatives.
    """

    queries: tuple[str, ...]
    texts: tuple[str, ...]
    negatives: tuple[str, ...]
    cosines: NDArray[np.float32]


@cache
def load_batch() -> Batch | None:
    """A few of the shipped pairs by the frozen generalist; None where its vectors cannot be read."""
    pairs = load_pairs()
    try:
        with np.load(ASSETS / FROZEN, allow_pickle=False) as stored:
            asked, read = stored["query"].astype(np.float32), stored["text"].astype(np.float32)
    except (OSError, ValueError, KeyError):
        return None
    rows = np.random.default_rng(_SEED).permutation(len(pairs.query))[:ROWS]
    wrong = [pairs.negative[row] for row in rows]
    cosines = asked[rows] @ np.concatenate([read[rows], read[wrong]]).T
    cosines.flags.writeable = False
    return Batch(
        tuple(pairs.query[row] for row in rows), tuple(pairs.text[row] for row in rows),
        tuple(pairs.text[row] for row in wrong), cosines,
    )  # fmt: skip


def seen_by(batch: Batch, temperature: float, *, hard: bool) -> tuple[NDArray[np.float32], InBatch]:
    """The cosines that the softmax sees, (n, n) or (n, 2 n), and what it makes of them."""
    cosines = batch.cosines if hard else batch.cosines[:, : len(batch.queries)]
    return cosines, in_batch(cosines, temperature)


def column_names(batch: Batch, *, hard: bool) -> list[str]:
    """A name for each column: the beginning of its passage; those that were mined say so."""
    texts = [" ".join(text.split()) for text in batch.texts]
    mined = [f"✗ {' '.join(text.split())}" for text in batch.negatives]
    return [text[:200] for text in (*texts, *mined)][: len(texts) * (2 if hard else 1)]
