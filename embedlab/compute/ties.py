"""Equal scores: when two are equal, and what is done with them.

One rule for all that is judged: of equal ones any order is as good as another, so a score is its mean over all their
orders (McSherry and Najork 2008). Hence a tie is half a win (``asymmetry``, ``pairs_bench``), equal texts share their
grades and chances (``evaluation``), their mean rank (``mean_rank``, ``agreement.spearman``, and
``contrastive.match_ranks``) and the places that they compete for (``nearest_shares``). Settled by position in the list,
each would depend on the order of the sentences.

What is only *read* is not judged: an order (``best_first``) keeps equal ones as they stand in the list, and a number
beside a text (``ranking.rank``) is the first rank of its group, as in a sports table.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, Floats

SAME_SCORE = 1e-9
"""Scores (float64) closer than this are equal: sums of a few thousand terms of size 1 round below it."""

SAME_COSINE = 1e-6
"""Cosines (float32) closer than this are equal: the rounding of a dot product of unit vectors is smaller."""


def best_first(scores: ArrayLike) -> NDArray[np.intp]:
    """Return positions by falling score along the last axis, (..., n) -> (..., n); equal ones as they stand.

    Exactly equal only: a tolerance is no order, as a may equal b and b equal c where a and c differ.
    """
    # Stable, and of the negated scores: a rising sort read backwards would turn equal ones around.
    return np.argsort(-np.asarray(scores), axis=-1, kind="stable")


def mean_rank(scores: ArrayLike, wanted: Sequence[int]) -> float:
    """Return the rank, 1 to n, of the first of the ``wanted`` texts by their (n,) scores, the mean over tied orders.

    Of m texts that tie for the ranks from s on, h of them wanted, the first stands at s - 1 + (m + 1) / (h + 1) on
    average: alone in a tie of three for ranks 2 to 4, at 3.

    Raises:
        ValueError: no text is wanted.
    """
    values = np.asarray(scores, dtype=np.float64)
    best = values[list(wanted)].max()
    hits = sum(values[text] >= best - SAME_SCORE for text in wanted)
    above, tied = (values > best + SAME_SCORE).sum(), (np.abs(values - best) <= SAME_SCORE).sum()
    return float(above + (tied + 1) / (hits + 1))


def nearest_shares(closeness: Floats, k: int, tolerance: float) -> Float64:
    """Return how far each column belongs to the k closest of its row, (n, m) -> (n, m) float64 in [0, 1].

    Higher ``closeness`` is nearer; -inf keeps a column out. Columns within ``tolerance`` of the k-th closest
    share the places that the clearly closer ones leave: each gets places / number tied. Every row sums to k.

    Raises:
        ValueError: ``k`` is below 1, or above m.
    """
    if not 1 <= k <= closeness.shape[1]:
        raise ValueError(f"{k} nearest of {closeness.shape[1]} columns do not exist")
    kth = np.partition(closeness, -k, axis=1)[:, -k, None]
    clear = closeness > kth + tolerance
    tied = (closeness >= kth - tolerance) & ~clear
    places = k - clear.sum(axis=1, keepdims=True)
    return np.asarray(clear + tied * (places / tied.sum(axis=1, keepdims=True)), dtype=np.float64)
