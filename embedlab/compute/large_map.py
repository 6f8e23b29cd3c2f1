"""A map of up to a hundred thousand vectors, from the nearest neighbours that are known already.

UMAP places all points by the graph of their neighbours, from PCA on; no second search for neighbours, and no more
memory than that graph. What a map keeps of the neighbourhoods is measured by ``projection.neighbours_kept``.
"""

import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np

from embedlab.compute.arrays import Float32
from embedlab.compute.neighbour_graph import NeighbourGraph
from embedlab.compute.projection import FEW_POINTS, UMAP_LOCK, Method

_ROUNDS: Final = 200
"""How often each pair of neighbours is pulled together: umap-learn's own number for many points."""
_EDGE: Final = 0.999
"""The share of points that a map is scaled to: one that lies far away does not make all others small."""
_REACH: Final = 1.03
"""How far from the middle what lies farther is drawn."""


@dataclass(frozen=True, eq=False)
class LargeMap:
    """Where each point lies.

    Attributes:
        xy: (n, 2) float32, most of them within -1 to 1 on both axes, without a unit.
        method: the one that was used; PCA below 15 points.
        seed: the one that it was begun with; the same seed gives the same map on one machine.
    """

    xy: Float32
    method: Method
    seed: int


def large_map(graph: NeighbourGraph, principal: Float32, seed: int = 0) -> LargeMap:
    """Place n points by the graph of their neighbours, from ``principal`` (n, p) on, p of 0 or more.

    UMAP (McInnes et al. 2018) with the neighbours of the graph, by cosine. PCA where there are fewer than 15 points or
    all lie in one place.
    """
    flat = np.zeros((len(principal), 2), np.float32)
    flat[:, : min(principal.shape[1], 2)] = principal[:, :2]
    if len(flat) < FEW_POINTS or not flat.any():
        return LargeMap(_scaled(flat), "pca", seed)
    with UMAP_LOCK:
        from umap import UMAP

        # umap-learn counts a point as its own first neighbour.
        own = np.arange(len(flat), dtype=np.int32)[:, None]
        known = (
            np.concatenate([own, graph.rows], axis=1),
            np.concatenate([np.zeros((len(flat), 1), np.float32), np.clip(1 - graph.cosines, 0, None)], axis=1),
        )
        model = UMAP(
            n_neighbors=known[0].shape[1], init=_scaled(flat) * 10, n_epochs=_ROUNDS, random_state=seed, n_jobs=1,
            precomputed_knn=(*known, None), min_dist=0.05,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it says that no new points can be placed, and none will be
            found = model.fit_transform(principal)
        # How far apart islands lie means nothing in UMAP: a far one is moved to the edge, or all else would be small.
        return LargeMap(np.clip(_scaled(np.asarray(found, np.float32)), -_REACH, _REACH), "umap", seed)


def _scaled(flat: Float32) -> Float32:
    """Move the middle of the points to 0, and nearly all of them within -1 to 1, with one scale for both axes."""
    if not len(flat):
        return flat
    low, high = np.quantile(flat, 1 - _EDGE, axis=0), np.quantile(flat, _EDGE, axis=0)
    reach = float((high - low).max()) / 2
    return ((flat - (low + high) / 2) / (reach or 1.0)).astype(np.float32)
