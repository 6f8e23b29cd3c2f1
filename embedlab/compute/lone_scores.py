"""How far each of some vectors stands from the others, and how well that finds what does not belong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Float64, Floats
from embedlab.compute.bootstrap import middle, resamples, times_drawn

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_TREES: Final = 100
_SAMPLE: Final = 256
"""Vectors that a tree is made of at most, drawn by chance."""
_DRAWS: Final = 1_000


@dataclass(frozen=True, eq=False)
class Nearest:
    """The k nearest others of each of n vectors.

    Attributes:
        rows: (n, k) int32, the nearest first.
        cosines: (n, k) float32 in [-1, 1], falling.
    """

    rows: NDArray[np.int32]
    cosines: Float32

    @property
    def scores(self) -> Float32:
        """(n,) from 0 to 2: the mean of 1 - cosine over the k nearest (Angiulli and Pizzuti 2002); higher is lonelier.

        0 for a vector without others.
        """
        if not self.cosines.shape[1]:
            return np.zeros(len(self.cosines), np.float32)
        return np.asarray((1 - self.cosines).mean(axis=1, dtype=np.float32))


def nearest_others(points: "Floats | csr_matrix", k: int) -> Nearest:
    """Find the ``min(k, n - 1)`` nearest others of each row by cosine; (n, d) of length 1 or zeros, may be sparse.

    A row of zeros has cosine 0 with all others. Of equal cosines the earlier row comes first.

    Raises:
        ValueError: ``k`` is below 1.
    """
    if k < 1:
        raise ValueError(f"{k} nearest")
    products = points @ points.T
    cosines = np.clip(products if isinstance(products, np.ndarray) else products.toarray(), -1, 1).astype(np.float32)
    k = min(k, max(len(cosines) - 1, 0))
    np.fill_diagonal(cosines, -2)
    order = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    return Nearest(order.astype(np.int32), np.take_along_axis(cosines, order, axis=1))


def isolation_scores(points: Floats, seed: int = 0) -> Float64:
    """Score how soon random cuts part each vector from the others, (n, d) -> (n,) float64 from 0 to 1.

    Isolation forest (Liu, Ting and Zhou 2008) of 100 trees: 2 to the power of -(mean number of cuts) / c(n), where
    c(n) is what chance needs; higher is sooner, 0.5 is as soon as chance. Each cut is along a single number.

    Raises:
        ValueError: there are fewer than two vectors.
    """
    if len(points) < 2:
        raise ValueError(f"{len(points)} vectors cannot be parted")
    from sklearn.ensemble import IsolationForest

    forest = IsolationForest(n_estimators=_TREES, max_samples=min(_SAMPLE, len(points)), random_state=seed).fit(points)
    return np.asarray(-forest.score_samples(points), np.float64)


def mean_cuts(scores: ArrayLike, count: int) -> Float64:
    """Return after how many cuts each vector is alone on average, from its ``isolation_scores`` (n,) of ``count``."""
    return np.asarray(-np.log2(np.asarray(scores, np.float64)) * chance_cuts(count))


def chance_cuts(count: int) -> float:
    """Return c(n), after how many cuts one of n vectors is alone by chance, as Liu, Ting and Zhou (2008) give it.

    A tree is made of 256 of them at most.
    """
    count = min(count, _SAMPLE)
    if count <= 2:
        return float(max(count - 1, 0))
    return 2 * (float(np.log(count - 1)) + float(np.euler_gamma)) - 2 * (count - 1) / count


def precision_and_recall(scores: ArrayLike, wanted: ArrayLike) -> tuple[Float64, Float64]:
    """Follow a ranking from the highest of ``scores`` (n,) down -> precision and recall, (m,) float64 each, 0 to 1.

    ``wanted`` (n,) is true for what should be found, at least one. One place for each score that differs: equal scores
    are taken together.

    Raises:
        ValueError: the lengths differ, or nothing is wanted.
    """
    order, ends, marks = _ranked(scores, wanted)
    found = np.cumsum(marks[order])[ends].astype(np.float64)
    return found / (ends + 1), found / found[-1]


def average_precision(scores: ArrayLike, wanted: ArrayLike) -> float:
    """Return the mean of precision over the steps of recall, 0 to 1; chance gives the share of what is wanted.

    The sum of (recall - recall before) times precision, not smoothed; as in scikit-learn.

    Raises:
        ValueError: the lengths differ, or nothing is wanted.
    """
    precision, recall = precision_and_recall(scores, wanted)
    return float((np.diff(recall, prepend=0.0) * precision).sum())


def average_precision_interval(
    scores: ArrayLike, wanted: ArrayLike, *, level: float = 0.95, samples: int = _DRAWS, seed: int = 0
) -> tuple[float, float]:
    """Return an interval for ``average_precision`` over draws of the n rows with replacement.

    Draws that hold nothing wanted are left out. With few wanted the interval is wide, and still too narrow.

    Raises:
        ValueError: the lengths differ, or nothing is wanted.
    """
    found = np.concatenate(list(_resampled(*_ranked(scores, wanted), samples, seed)))
    return middle(found[np.isfinite(found)], level)


def _resampled(
    order: NDArray[np.int64], ends: NDArray[np.int64], marks: NDArray[np.bool_], samples: int, seed: int
) -> Iterator[Float64]:
    for drawn in resamples(len(order), samples, seed):
        times = times_drawn(drawn)[:, order]
        taken = np.cumsum(times, axis=1)[:, ends]
        found = np.cumsum(times * marks[order], axis=1)[:, ends]
        precision = np.divide(found, taken, out=np.zeros_like(found), where=taken > 0)
        with np.errstate(invalid="ignore"):
            yield (np.diff(found, prepend=0.0, axis=1) * precision).sum(axis=1) / found[:, -1]


def _ranked(scores: ArrayLike, wanted: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """The order from the highest score down, the last place of each run of equal scores, and what is wanted."""
    values, marks = np.asarray(scores, np.float64), np.asarray(wanted, np.bool_)
    if len(values) != len(marks) or not marks.any():
        raise ValueError(f"{len(values)} scores, {int(marks.sum())} of {len(marks)} wanted")
    order = np.argsort(-values, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(values[order])), len(values) - 1)
    return order, ends, marks
