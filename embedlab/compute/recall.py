"""What a quick first stage loses: a coarse ranker keeps k texts, a fine one orders only those.

The fine ranker over *all* texts is taken as the truth, so this measures agreement of two rankers, not whether
either is right; that is ``evaluation``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ties import best_first
from embedlab.errors import InputError

TOP = 10


@dataclass(frozen=True, eq=False)
class CoarseToFine:
    """Recall by number of candidates, means over the queries, each (K,) float64 from 0 to 1.

    ``candidates``: the K values of k that were asked for. ``top_1``: how often the fine ranker's best text is
    among the coarse best k. ``top_10``: the share of its ten best (or of all, if fewer) that are.
    """

    candidates: tuple[int, ...]
    top_1: Float64
    top_10: Float64


def coarse_to_fine(coarse: ArrayLike, fine: ArrayLike, candidates: Sequence[int]) -> CoarseToFine:
    """Measure the recall of a two-stage search, scores (Q, N) and (Q, N) -> ``CoarseToFine``.

    Each k in ``candidates`` may exceed N, which keeps every text. Equal scores stand in the order of the list,
    in both stages.

    Raises:
        InputError: there is no query or no text.
        ValueError: the shapes differ, or a k is below 1.
    """
    first, second = as_array(coarse, 2, "the coarse scores"), as_array(fine, 2, "the fine scores")
    if first.shape != second.shape:
        raise ValueError(f"coarse scores {first.shape} and fine scores {second.shape} are of different texts")
    if not first.size:
        raise InputError("There is nothing to search; add a query and a text.")
    if any(k < 1 for k in candidates):
        raise ValueError(f"cannot keep {min(candidates)} candidates")
    # The inverse of an order: where each text stands in it.
    positions = np.argsort(best_first(first), axis=1)
    wanted = np.take_along_axis(positions, best_first(second)[:, :TOP], axis=1)
    found = np.array([wanted < k for k in candidates]).reshape(len(candidates), *wanted.shape)
    return CoarseToFine(tuple(candidates), found[:, :, 0].mean(axis=1), found.mean(axis=(1, 2)))
