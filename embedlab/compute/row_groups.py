"""Texts in groups: clusters of many vectors by k-means, and groups of texts that are nearly the same.

Clusters are found among the vectors, not on a map of them: a map tears apart what is close and joins what is not.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Integers
from embedlab.compute.neighbour_graph import NeighbourGraph

MOST_CLUSTERS: Final = 16
"""As many as colour and shape together keep apart."""
_PER_CLUSTER: Final = 50


def cluster_count(rows: int) -> int:
    """Return how many clusters so many rows are cut into: the square root of a fiftieth of them, 1 to 16."""
    return int(np.clip(round((rows / _PER_CLUSTER) ** 0.5), 1, MOST_CLUSTERS))


def k_means(points: Float32, count: int, seed: int = 0) -> NDArray[np.int32]:
    """Cut points (n, p) into at most ``count`` clusters -> (n,) int32, the largest cluster 0.

    Mini-batch k-means (Sculley 2010), begun by k-means++ (Arthur and Vassilvitskii 2007); the same for the same seed on
    one machine. Fewer clusters come out where fewer points differ.
    """
    if count < 2 or len(points) < 2:
        return np.zeros(len(points), np.int32)
    from sklearn.cluster import MiniBatchKMeans

    differ = min(count, len(np.unique(points, axis=0))) if len(points) <= count * 64 else count
    if differ < 2:
        return np.zeros(len(points), np.int32)
    model = MiniBatchKMeans(differ, batch_size=2_048, n_init=3, random_state=seed)
    found = np.unique(model.fit_predict(points), return_inverse=True)[1]
    sizes = np.bincount(found)
    rank = np.empty(len(sizes), np.int32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return rank[found]


def near_duplicates(graph: NeighbourGraph, least: float, same: Integers | None = None) -> list[NDArray[np.int64]]:
    """Return the groups of rows that are linked by a cosine of at least ``least``, the largest first.

    Two rows are in one group when a chain of rows leads from one to the other in which each is that close to the next
    (single linkage): the ends of a long chain may differ more. Each group is (m,) int64, rising, m of 2 or more.
    ``same`` (n,) has one number for each text that is the same letter by letter: these are linked whatever the graph
    says, which knows only so many neighbours.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    at, place = np.nonzero(graph.cosines >= least)
    to = graph.rows[at, place].astype(np.int64)
    if same is not None:
        order = np.argsort(same, kind="stable")
        equal = np.flatnonzero(np.diff(np.asarray(same)[order]) == 0)
        at, to = np.concatenate([at, order[equal]]), np.concatenate([to, order[equal + 1]])
    # Only texts that are linked at all are looked at: of a hundred thousand they are few.
    linked, ends = np.unique(np.concatenate([at, to]), return_inverse=True)
    pair = (ends[: len(at)], ends[len(at) :])
    links = coo_matrix((np.ones(len(at), np.int8), pair), shape=(len(linked), len(linked)))
    label = connected_components(links, directed=False)[1]
    order = np.argsort(label, kind="stable")
    groups = np.split(linked[order], np.flatnonzero(np.diff(label[order])) + 1) if len(linked) else []
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def apartness(graph: NeighbourGraph, k: int = 10) -> Float32:
    """Return how far each row is from its ``k`` nearest, (n,) float32 from 0 to 2: the mean of 1 - cosine.

    The distance-based outlier score of Angiulli and Pizzuti (2002), with the mean for their sum. Higher is more alone;
    0 for a row that is the only one.
    """
    near = graph.cosines[:, :k]
    return 1 - near.mean(axis=1, dtype=np.float32) if near.shape[1] else np.zeros(len(near), np.float32)
