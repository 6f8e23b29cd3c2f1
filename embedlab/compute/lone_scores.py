"""How far each of some vectors stands from the others; ``precision_recall`` says how well that finds strange ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Float64, Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_TREES: Final = 100
_SAMPLE: Final = 256
"""Vectors that a tree is made of at most, drawn by chance."""


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
