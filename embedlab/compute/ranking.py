"""From scores to an order, and how far two orders differ.

Equal scores share a rank and are named, because an order among them is an accident of the list.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute import agreement
from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ties import SAME_SCORE, best_first


@dataclass(frozen=True, eq=False)
class Ranking:
    """n texts in order of their scores, higher first.

    ``order`` (n,) int64: text numbers, best first, tied ones as they stand in the list. ``scores`` (n,) float64
    and ``ranks`` (n,) int64 belong to text i; the best rank is 1, and tied texts share the first rank of their
    group (1, 2, 2, 4). ``ties``: the groups of text numbers with equal scores.
    """

    order: NDArray[np.int64]
    scores: Float64
    ranks: NDArray[np.int64]
    ties: tuple[tuple[int, ...], ...]


def rank(scores: ArrayLike) -> Ranking:
    """Order texts by score, then by position, (n,) -> ``Ranking``. Neighbours within 1e-9 are tied.

    Raises:
        InputError: a score is not finite.
    """
    values = as_array(scores, 1, "the scores").astype(np.float64)
    falling = best_first(values)
    steps = np.diff(-values[falling], prepend=-values[falling[:1]]) > SAME_SCORE
    group = np.cumsum(steps)
    order = falling[np.lexsort((falling, group))]  # rounding below a tie may not decide
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[order] = np.searchsorted(group, group) + 1
    # A group stands together in the order; looked for one by one, a thousand groups take a thousand passes.
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    ends = np.append(starts[1:], len(group))
    tied = ends - starts > 1
    ties = tuple(tuple(order[start:end].tolist()) for start, end in zip(starts[tied], ends[tied], strict=True))
    return Ranking(order.astype(np.int64), values, ranks, ties)


def spearman(first: Ranking, second: Ranking) -> float | None:
    """Return Spearman's rank correlation (1904), from -1 (reversed) to 1 (same order); ties take mean ranks.

    None when it is undefined: fewer than two texts, or all tied on one side.

    Raises:
        ValueError: the rankings are of different lists.
    """
    if len(first.order) != len(second.order):
        raise ValueError(f"rankings of {len(first.order)} and of {len(second.order)} texts cannot be compared")
    # Ranks instead of scores, so that what is tied within rounding is tied here too.
    sides = (first.ranks, second.ranks)
    return agreement.spearman(*sides) if all(np.unique(ranks).size > 1 for ranks in sides) else None
