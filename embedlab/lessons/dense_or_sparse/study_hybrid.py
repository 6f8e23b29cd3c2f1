"""What mixing does to an order: the weighted sum over the whole range of its weight, and reranking the first few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.hybrid import Normalisation, weighted_sum
from embedlab.compute.ranking import Ranking, rank

STEPS = 21
DEPTH = 10
"""nDCG looks at the first ten ranks."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """The weighted sum at every step of its weight.

    Attributes:
        weights: (W,) float64 from 0 (lexical only) to 1 (dense only).
        ranks: (W, n) int64, 1 the best; tied texts share a rank.
        ndcg: (W,) float64, nDCG@10, 0 to 1; None where no text is known to be relevant.
    """

    weights: NDArray[np.float64]
    ranks: NDArray[np.int64]
    ndcg: NDArray[np.float64] | None

    @property
    def best(self) -> int | None:
        """The first step with the highest nDCG; None without grades."""
        return None if self.ndcg is None else int(np.argmax(self.ndcg))


def sweep_weights(
    dense: ArrayLike, lexical: ArrayLike, grades: Sequence[float] | None, normalisation: Normalisation = "minmax"
) -> Sweep:
    """Mix (n,) dense and (n,) lexical scores at 21 weights from 0 to 1."""
    weights = np.linspace(0, 1, STEPS)
    rankings = [rank(weighted_sum(dense, lexical, float(weight), normalisation).scores) for weight in weights]
    marks = [quality(ranking, grades) for ranking in rankings]
    known = [mark for mark in marks if mark is not None]
    ndcg = np.array(known, dtype=np.float64) if len(known) == len(marks) else None
    return Sweep(weights, np.stack([ranking.ranks for ranking in rankings]), ndcg)


def quality(ranking: Ranking, grades: Sequence[float] | None) -> float | None:
    """nDCG@10 of a ranking, 0 to 1; None where grades are unknown or no text is relevant."""
    return None if grades is None else ndcg_at(ranking, grades, DEPTH)


def first_of(ranking: Ranking, depth: int) -> NDArray[np.int64]:
    """Numbers of the texts of the first ``depth`` ranks, (k,) int64."""
    return ranking.order[:depth]


def reranked(first: Ranking, scores: ArrayLike) -> Ranking:
    """Put the first k texts of a ranking into the order of their new (k,) scores; the rest stays behind them.

    A text that the first stage did not bring among its first k cannot come back. The scores of the result are
    minus the ranks, because logits and fused scores share no scale.
    """
    new = rank(scores)
    depth = len(new.order)
    head, tail = first.order[:depth], first.order[depth:]
    ranks = np.empty(len(first.order), dtype=np.int64)
    ranks[head] = new.ranks
    ranks[tail] = rank(first.scores[tail]).ranks + depth
    return rank(-ranks.astype(np.float64))
