"""How good a ranking is when the right answers are known, and how sure that number is.

Texts without a judgement count as not relevant. Tied texts are taken in the order of the list, so name ties
(`Ranking.ties`) beside a score.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ranking import Ranking
from embedlab.errors import InputError

Relevance = Mapping[int, float] | ArrayLike
"""Grades by text number, or one for each text (n,): 0 or below is not relevant, higher is better."""


def ndcg_at(ranking: Ranking, relevance: Relevance, k: int = 10) -> float | None:
    """Return the normalised discounted cumulative gain of the first k places, from 0 to 1 (the ideal order).

    nDCG = DCG / ideal DCG, DCG = sum over places p = 1..k of grade / log2(p + 1) (Järvelin and Kekäläinen
    2002, with linear gain as in trec_eval). None when no text is relevant.

    Raises `ValueError` when k < 1 or the grades do not fit.
    """
    grades = _grades(ranking, relevance)
    ideal = _discounted(np.sort(grades)[::-1], k)
    return _discounted(grades[ranking.order], k) / ideal if ideal else None


def reciprocal_rank(ranking: Ranking, relevance: Relevance) -> float | None:
    """Return 1 / place of the first relevant text, above 0 to 1; the mean over queries is MRR (Voorhees 1999).

    None when no text is relevant.

    Raises `ValueError` when the grades do not fit.
    """
    places = np.flatnonzero(_grades(ranking, relevance)[ranking.order] > 0)
    return 1.0 / (int(places[0]) + 1) if places.size else None


def recall_at(ranking: Ranking, relevance: Relevance, k: int = 10) -> float | None:
    """Return the share of the relevant texts that are in the first k places, from 0 to 1.

    None when no text is relevant.

    Raises `ValueError` when k < 1 or the grades do not fit.
    """
    relevant = _grades(ranking, relevance)[ranking.order] > 0
    return float(relevant[: _places(k)].sum() / relevant.sum()) if relevant.any() else None


def bootstrap_interval(
    values: ArrayLike, *, level: float = 0.95, samples: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """Return an interval for the mean of n values, (n,) -> (low, high), in their own unit.

    The percentile bootstrap (Efron 1979): the middle `level` of the means of `samples` draws of n values with
    replacement. The same seed gives the same interval. With few values it is too narrow.

    Raises `InputError` without a value and `ValueError` unless 0 < level < 1.
    """
    sample = as_array(values, 1, "the values").astype(np.float64)
    if not sample.size:
        raise InputError("There is nothing to average; add at least one example.")
    if not 0 < level < 1:
        raise ValueError(f"a level of {level} is not between 0 and 1")
    rng = np.random.default_rng(seed)
    # One draw at a time: all at once would take samples x n numbers.
    means = [rng.choice(sample, sample.size).mean() for _ in range(samples)]
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


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
    return np.maximum(grades, 0.0)


def _discounted(grades: Float64, k: int) -> float:
    first = grades[: _places(k)]
    return float((first / np.log2(np.arange(len(first)) + 2)).sum())


def _places(k: int) -> int:
    if k < 1:
        raise ValueError(f"asked for the first {k} places")
    return k
