"""Clusters of a few thousand vectors: k-means for a known number, HDBSCAN for an unknown one, and what comes before.

For the groups of a large collection's map, where speed counts more than the last bit, see ``row_groups``.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Floats, unit_or_zero
from embedlab.compute.principal import principal_coordinates
from embedlab.compute.projection import FEW_POINTS, UMAP_LOCK

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Reduced = Literal["umap", "pca"]

LATENT: Final = 50
"""Numbers that counted words are reduced to."""
_STARTS: Final = 4
_NEAR: Final = 15


def latent_points(counts: "csr_matrix", numbers: int = LATENT, seed: int = 0) -> Float32:
    """Reduce counted words to a few numbers a text, (n, V) sparse -> (n, p) float32 of length 1, p at most ``numbers``.

    Latent semantic analysis (Deerwester and others 1990): the first singular vectors. Words that stand in the same
    texts share numbers, so that texts without a common word can be near each other; k-means finds far more in them
    than in the counts. A text without a counted word is a row of zeros.
    """
    from sklearn.decomposition import TruncatedSVD

    most = min(numbers, min(counts.shape) - 1)
    if most < 1:
        return unit_or_zero(np.asarray(counts.todense(), np.float32))
    with np.errstate(invalid="ignore"):  # equal texts have no variance that its share could be told of
        return unit_or_zero(np.asarray(TruncatedSVD(most, random_state=seed).fit_transform(counts)))


def fewer_numbers(points: Floats, numbers: int, method: Reduced, seed: int = 0) -> Float32:
    """Reduce vectors of length 1, (n, d) -> (n, p) float32, p at most ``numbers``, by PCA or by UMAP.

    UMAP (McInnes and others 2018) with 15 neighbours and points as close as they like, which is what a search for
    dense places needs; PCA below 15 points, or where all are alike. The same seed gives the same on one machine.
    """
    flat, _ = principal_coordinates(points, numbers)
    if method == "pca" or len(points) < FEW_POINTS or flat.shape[1] < numbers or not flat.any():
        return flat
    with UMAP_LOCK:
        from umap import UMAP

        # On rows of unit length Euclidean order is cosine order. n_jobs=1 is what a fixed seed implies.
        model = UMAP(
            n_neighbors=min(_NEAR, len(points) - 1), n_components=numbers, min_dist=0.0, init=_spread(flat, seed),
            random_state=seed, n_jobs=1,
        )  # fmt: skip
        return np.asarray(model.fit_transform(points), dtype=np.float32)


def _spread(flat: Float32, seed: int) -> Float32:
    """PCA as UMAP begins with it: ten wide, and equal texts a little apart."""
    scaled = flat * (10 / max(float(np.abs(flat).max()), 1e-9))
    noise = np.random.default_rng(seed).normal(scale=1e-4, size=flat.shape)
    return np.asarray(scaled + noise, np.float32)


def k_means_clusters(points: "Floats | csr_matrix", count: int, seed: int = 0) -> NDArray[np.int32]:
    """Cut vectors (n, d), which may be sparse, into at most ``count`` clusters -> (n,) int32, cluster 0 the largest.

    Lloyd's k-means (1982), the best of four starts by k-means++ (Arthur and Vassilvitskii 2007). Fewer clusters come
    out where fewer vectors differ.
    """
    differ = min(count, _different(points))
    if differ < 2:
        return np.zeros(points.shape[0], np.int32)
    from sklearn.cluster import KMeans

    return by_size(KMeans(differ, n_init=_STARTS, random_state=seed).fit_predict(points))


def _different(points: "Floats | csr_matrix") -> int:
    """How many rows differ."""
    if isinstance(points, np.ndarray):
        return len(np.unique(points, axis=0))
    ends = points.indptr.tolist()
    cuts = [slice(*pair) for pair in pairwise(ends)]
    return len({(points.indices[cut].tobytes(), points.data[cut].tobytes()) for cut in cuts})


def dense_clusters(points: Floats, least: int) -> NDArray[np.int32]:
    """Find dense places of at least ``least`` points, (n, d) -> (n,) int32, cluster 0 the largest, -1 for in none.

    HDBSCAN (Campello, Moulavi and Sander 2013). How many there are comes out.
    """
    if len(points) < max(least, 2) or least < 2:
        return np.full(len(points), -1, np.int32)
    from sklearn.cluster import HDBSCAN

    return by_size(HDBSCAN(min_cluster_size=least, copy=True).fit_predict(points))


def by_size(found: NDArray[np.integer]) -> NDArray[np.int32]:
    """Number clusters anew, (n,) -> (n,) int32: the largest is 0, and what is below 0 is -1."""
    names, number = np.unique(found, return_inverse=True)
    sizes = np.where(names < 0, -1, np.bincount(number, minlength=len(names)))
    rank = np.empty(len(names), np.int32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(names))
    return np.where(np.asarray(found) < 0, -1, rank[number]).astype(np.int32)
