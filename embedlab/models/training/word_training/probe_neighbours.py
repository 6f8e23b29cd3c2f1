"""The nearest words of a few probes, for one look at a training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHOWN = 8
"""Neighbours of each probe."""


def neighbours(
    words: Sequence[str], vectors: NDArray[np.float32], probes: Sequence[str], shown: int = SHOWN
) -> dict[str, list[tuple[str, float]]]:
    """Return by probe the nearest other words with their cosine, nearest first.

    Args:
        words: the vocabulary, V words.
        vectors: (V, d), any length.
        probes: words of the vocabulary; others are left out.
        shown: how many neighbours each.
    """
    rows = {word: row for row, word in enumerate(words)}
    found = {}
    lengths = np.linalg.norm(vectors, axis=1)
    for probe in probes:
        if probe not in rows:
            continue
        own = rows[probe]
        cosines = vectors @ vectors[own] / np.maximum(lengths * lengths[own], np.finfo(np.float32).tiny)
        cosines[own] = -np.inf
        nearest = np.argsort(-cosines, kind="stable")[: min(shown, len(words) - 1)]
        found[probe] = [(words[row], round(float(cosines[row]), 4)) for row in nearest]
    return found
