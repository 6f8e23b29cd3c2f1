"""What a quick first stage loses: a coarse ranker keeps k texts, a fine one orders only those.

The fine ranker over *all* texts is taken as the truth, so this measures agreement of two rankers, not whether
either is right; that is ``evaluation``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ties import SAME_SCORE, nearest_shares
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

    Each k in ``candidates`` may exceed N, which keeps every text. The mean over all orders of texts with equal scores
    (within 1e-9), in both stages.

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
    texts = second.shape[1]
    best, ten = (nearest_shares(second, wanted, SAME_SCORE) for wanted in (1, min(TOP, texts)))
    kept = [nearest_shares(first, min(k, texts), SAME_SCORE) for k in candidates]
    # How ties fall in one stage says nothing about the other, so the chances of a text multiply.
    found = [[float((share * wanted).sum() / wanted.sum()) for share in kept] for wanted in (best, ten)]
    return CoarseToFine(tuple(candidates), np.array(found[0]), np.array(found[1]))
