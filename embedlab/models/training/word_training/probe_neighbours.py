"""The nearest words of a few probes, for one look at a training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.word_arithmetic import neighbours

SHOWN = 8
"""Neighbours of each probe."""


def probe_neighbours(
    words: Sequence[str], vectors: NDArray[np.float32], probes: Sequence[str], shown: int = SHOWN
) -> dict[str, list[tuple[str, float]]]:
    """Return by probe the nearest other words with their cosine, nearest first.

    Args:
        words: the vocabulary, V words.
        vectors: (V, d), any length.
        probes: words of the vocabulary; others are left out, and a vector of zeros has no neighbours.
        shown: how many neighbours each.
    """
    rows = {word: row for row, word in enumerate(words)}
    units = unit_or_zero(vectors)
    found = {}
    for probe in probes:
        if (row := rows.get(probe)) is None:
            continue
        near = neighbours(words, units, units[row], shown, exclude=[row]) if units[row].any() else []
        found[probe] = [(other.word, round(other.similarity, 4)) for other in near]
    return found
