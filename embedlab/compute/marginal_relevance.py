"""Lists that do not say the same ten times: what is chosen next must be relevant and unlike what was chosen before."""

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64
from embedlab.compute.ties import best_first


@dataclass(frozen=True, eq=False)
class Marginal:
    """What was chosen, in the order of choosing, for each list.

    Attributes:
        chosen: (..., k) int64, places among the candidates.
        relevance: (..., k) float64, of each as it was given.
        redundancy: (..., k) float64, its largest similarity with one chosen before; 0 for the first.
        nearest: (..., k) int64, which of those chosen before that is, from 0; -1 for the first.
        weight: of relevance beside redundancy, 0 to 1.
    """

    chosen: NDArray[np.int64]
    relevance: Float64
    redundancy: Float64
    nearest: NDArray[np.int64]
    weight: float

    @property
    def scores(self) -> Float64:
        """(..., k) float64, what each was chosen for: weight * relevance - (1 - weight) * redundancy."""
        found: Float64 = self.weight * self.relevance - (1 - self.weight) * self.redundancy
        return found


def marginal_relevance(relevance: ArrayLike, similarity: ArrayLike, weight: float, count: int) -> Marginal:
    """Choose ``count`` of c candidates by maximal marginal relevance, (..., c) and (..., c, c) -> ``Marginal``.

    Each time the candidate with the largest weight * relevance - (1 - weight) * (its largest similarity with one chosen
    before) (Carbonell and Goldstein 1998); the first is the most relevant one. With a weight of 1 this is the order of
    relevance, with 0 only redundancy counts. Of equal ones the more relevant is taken, then the one that stands first.
    Where there are fewer candidates, all are chosen.

    Args:
        relevance: of the candidates, in the unit of ``similarity``.
        similarity: of each two candidates, symmetric.
        weight: lambda, 0 to 1.
        count: how many are chosen, from 0.

    Raises:
        ValueError: the shapes disagree, or ``weight`` or ``count`` is out of range.
    """
    gains, alike = np.asarray(relevance, dtype=np.float64), np.asarray(similarity)
    if alike.shape != (*gains.shape, gains.shape[-1]):
        raise ValueError(f"similarities {alike.shape} do not fit relevance {gains.shape}")
    if not 0 <= weight <= 1 or count < 0:
        raise ValueError(f"a weight of {weight} or a count of {count} is out of range")
    candidates = gains.shape[-1]
    lists = gains.reshape(prod(gains.shape[:-1]), candidates)
    order = best_first(lists)  # in which the first of equal ones is the more relevant
    sorted_gains = np.take_along_axis(lists, order, 1)
    count, rows = min(count, candidates), np.arange(len(lists))
    tables = alike.reshape(len(lists), candidates, candidates)
    largest = np.full(lists.shape, -np.inf)
    by = np.full(lists.shape, -1, dtype=np.int64)
    open_ones = np.ones(lists.shape, dtype=np.bool_)
    chosen, nearest = (np.empty((len(lists), count), dtype=np.int64) for _ in range(2))
    relevant, redundant = (np.empty((len(lists), count)) for _ in range(2))
    for step in range(count):
        known = np.where(np.isfinite(largest), largest, 0.0)
        at = np.argmax(np.where(open_ones, weight * sorted_gains - (1 - weight) * known, -np.inf), axis=1)
        chosen[:, step], relevant[:, step] = order[rows, at], sorted_gains[rows, at]
        redundant[:, step], nearest[:, step] = known[rows, at], by[rows, at]
        open_ones[rows, at] = False
        near = np.take_along_axis(tables[rows, order[rows, at]], order, 1)
        by = np.where(near > largest, step, by)
        largest = np.maximum(largest, near)
    shape = (*gains.shape[:-1], count)
    return Marginal(
        chosen.reshape(shape), relevant.reshape(shape), redundant.reshape(shape), nearest.reshape(shape), float(weight)
    )


def mean_distance(similarity: ArrayLike) -> Float64:
    """Return how far k texts are apart on average, (..., k, k) cosines -> (...) float64, 0 (all the same) to 2.

    The mean of 1 - cosine over all pairs; nan for fewer than two texts.

    Raises:
        ValueError: the last two axes differ.
    """
    table = np.asarray(similarity, dtype=np.float64)
    if table.ndim < 2 or table.shape[-1] != table.shape[-2]:
        raise ValueError(f"similarities of shape {table.shape} are not of each two texts")
    one, other = np.triu_indices(table.shape[-1], 1)
    if not len(one):
        return np.full(table.shape[:-2], np.nan)
    found: Float64 = 1 - table[..., one, other].mean(axis=-1)
    return found
