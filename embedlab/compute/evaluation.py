"""How good a ranking is when the right answers are known; how sure that number is, says ``bootstrap``.

Texts without a judgement count as not relevant. Of tied texts any order is as good as another: each score is the mean
over all of them (McSherry and Najork 2008), as ``ties`` has it for everything that is judged.
"""

from collections.abc import Mapping
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ranking import Ranking

Relevance = Mapping[int, float] | ArrayLike
"""Grades by text number, or one for each text (n,): 0 or below is not relevant, higher is better."""


def ndcg_at(ranking: Ranking, relevance: Relevance, k: int = 10) -> float | None:
    """Return the normalised discounted cumulative gain of the first k ranks, from 0 to 1 (the ideal order).

    nDCG = DCG / ideal DCG, DCG = sum over ranks p = 1..k of grade / log2(p + 1) (Järvelin and Kekäläinen
    2002, with linear gain as in trec_eval). Tied texts share their grades: the mean over all their orders. None when
    no text is relevant.

    Raises:
        ValueError: ``k`` is below 1, or the grades do not fit.
    """
    grades = _grades(ranking, relevance)
    ideal = _discounted(np.sort(grades)[::-1], k)
    return _discounted(_shared(grades, ranking)[ranking.order], k) / ideal if ideal else None


def reciprocal_rank(ranking: Ranking, relevance: Relevance) -> float | None:
    """Return 1 / rank of the first relevant text, above 0 to 1; the mean over queries is MRR (Voorhees 1999).

    The mean over all orders of tied texts; None when no text is relevant.

    Raises:
        ValueError: the grades do not fit.
    """
    relevant = _grades(ranking, relevance) > 0
    if not relevant.any():
        return None
    first = int(ranking.ranks[relevant].min())
    tied = ranking.ranks == first
    size, hits = int(tied.sum()), int((tied & relevant).sum())
    # Of all ways to lay the relevant among the tied places, those that leave the places before one without any.
    ways = (comb(size - place - 1, hits - 1) / (first + place) for place in range(size - hits + 1))
    return sum(ways) / comb(size, hits)


def recall_at(ranking: Ranking, relevance: Relevance, k: int = 10) -> float | None:
    """Return the share of the relevant texts that have one of the first k ranks, from 0 to 1.

    The mean over all orders of tied texts; None when no text is relevant.

    Raises:
        ValueError: ``k`` is below 1, or the grades do not fit.
    """
    relevant = (_grades(ranking, relevance) > 0).astype(np.float64)
    found = _shared(relevant, ranking)[ranking.order][: _ranks(k)]
    return float(found.sum() / relevant.sum()) if relevant.any() else None


def _grades(ranking: Ranking, relevance: Relevance) -> Float64:
    count = len(ranking.order)
    if isinstance(relevance, Mapping):
        grades = np.zeros(count)
        if any(not 0 <= text < count for text in relevance):
            raise ValueError(f"a grade is given to a text that is not among the {count} ranked")
        grades[list(relevance)] = list(relevance.values())
    else:
        grades = as_array(relevance, 1, "the grades").astype(np.float64)
        if len(grades) != count:
            raise ValueError(f"{len(grades)} grades do not fit {count} texts")
    # A negative grade (spam, in some collections) would make a worse ranking look better than the ideal.
    return np.maximum(grades, 0.0)


def _shared(grades: Float64, ranking: Ranking) -> Float64:
    """Give each text the mean grade of those with its rank: what stands there on average over their orders."""
    _, group, sizes = np.unique(ranking.ranks, return_inverse=True, return_counts=True)
    return np.asarray((np.bincount(group, grades) / sizes)[group], dtype=np.float64)


def _discounted(grades: Float64, k: int) -> float:
    first = grades[: _ranks(k)]
    # Rank 1 is divided by log2(2) = 1, so the best text counts in full.
    return float((first / np.log2(np.arange(len(first)) + 2)).sum())


def _ranks(k: int) -> int:
    if k < 1:
        raise ValueError(f"asked for the first {k} ranks")
    return k
