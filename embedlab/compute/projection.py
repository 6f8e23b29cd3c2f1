"""Two-dimensional maps of vectors, and how far to trust them.

Frames (layers, models, roles) that are compared are placed by one fit, so that a point that moves has moved.
Distances on a map are not similarities: scores come from the original space, and ``neighbours_kept`` says how
much of it a map kept. Drawing is not done here.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float32, Float64, Floats, Integers, as_array, norms, unit_or_zero
from embedlab.compute.similarity import euclidean_distance
from embedlab.compute.ties import SAME_COSINE, nearest_shares
from embedlab.errors import InputError

Method = Literal["pca", "umap", "tsne"]

FEW_POINTS = 15
"""Below this many points neighbourhoods are not dense enough for UMAP or t-SNE: PCA is used."""

SAME_POINT = 1e-3
"""Rows closer to their frame's mean than this share of the frame's typical length are at the mean.

Half precision rounds at this size; scaling such rows to unit length would blow rounding up to a cloud.
"""

LARGEST_SEED = 2**32 - 1

_PAIRS = 4_000_000
"""Pairs of points that are compared at once, so that a sample of a hundred thousand points fits in memory."""

# umap-learn runs on numba, whose default thread pool ends the process when two threads enter it.
UMAP_LOCK = threading.Lock()


@dataclass(frozen=True, eq=False)
class JointMap:
    """Where every point of every frame lies on one map.

    ``coordinates`` (F, n, 2) float32: frame, point, x and y, without unit. ``explained_variance`` is the share, 0
    to 1, of the variance of all frames that the two directions of PCA hold; None for other methods and when
    all points coincide. ``method`` is the one that was used, which may be PCA where another was asked for;
    ``seed`` is the one that was asked for.
    """

    coordinates: Float32
    explained_variance: float | None
    method: Method
    seed: int


def joint_map(frames: ArrayLike, method: Method = "pca", seed: int = 0) -> JointMap:
    """Map all frames together, (F, n, d) -> ``JointMap`` of (F, n, 2).

    Each frame is centred on its own mean and its rows scaled to length 1, so that frames differ by the
    directions of their points alone; then one fit over all F * n rows. A row at its frame's mean stays at
    zero. How wide a frame was before scaling cannot be read from the map.

    PCA (Pearson 1901) is used whatever was asked for below 15 points or when all points coincide; its signs
    are fixed by making the farthest point positive on each axis. UMAP (McInnes et al. 2018) with min(15, F n
    - 1) neighbours and t-SNE (van der Maaten and Hinton 2008) with perplexity min(30, (F n - 1) / 3) start
    from PCA and repeat for the same seed.

    Raises:
        InputError: there is no point or the seed is outside 0 to 4294967295.
    """
    stack = as_array(frames, 3, "the vectors to map")
    if not all(stack.shape):
        raise InputError("There is nothing to draw on the map yet; add a sentence.")
    if not 0 <= seed <= LARGEST_SEED:
        raise InputError(f"The seed must be a whole number from 0 to {LARGEST_SEED}.")
    rows = np.concatenate([_directions_from_mean(frame) for frame in stack])
    chosen: Method = method if stack.shape[1] >= FEW_POINTS and rows.any() else "pca"
    shape = (*stack.shape[:2], 2)
    if chosen == "pca":
        flat, explained = _pca(rows)
        return JointMap(flat.reshape(shape), explained, chosen, seed)
    flat = _umap(rows, seed) if chosen == "umap" else _tsne(rows, seed)
    return JointMap(flat.reshape(shape), None, chosen, seed)


def plain_map(vectors: ArrayLike, method: Method = "pca", seed: int = 0) -> Float32:
    """Map one set of vectors, (n, d) -> (n, 2) float32: ``joint_map`` of a single frame."""
    return np.asarray(joint_map(as_array(vectors, 2, "the vectors to map")[None], method, seed).coordinates[0])


def neighbours_kept(
    original: ArrayLike, map_xy: ArrayLike, k: int = 5, rows: Sequence[int] | Integers | None = None
) -> float:
    """Return how much of each point's neighbourhood a map kept, (n, d) and (n, 2) -> 0 to 1.

    The share of each point's k nearest by cosine in the original space that are among its k nearest by
    Euclidean distance on the map, averaged over points; k is at most n - 1. A random map keeps about k / (n -
    1). Any of several originals that tie (within 1e-6) counts as kept; points that coincide on the map share
    the places they compete for, so a map that is one spot keeps no more than chance. A vector of zeros has
    cosine 0 with all others. 1.0 for two points or fewer.

    ``rows``, one or more, are the points that are asked, among all others; by default all are.

    Raises:
        ValueError: the lengths differ, or ``k`` is below 1.
    """
    vectors, points = as_array(original, 2, "the vectors"), as_array(map_xy, 2, "the map")
    if len(vectors) != len(points) or k < 1:
        raise ValueError(f"{len(vectors)} vectors, {len(points)} points, {k} neighbours")
    if len(vectors) <= 2:
        return 1.0
    k = min(k, len(vectors) - 1)
    units = unit_or_zero(vectors)
    asked = np.arange(len(vectors)) if rows is None else np.asarray(rows)
    size = max(_PAIRS // len(vectors), 1)
    lots = (asked[first : first + size] for first in range(0, len(asked), size))
    return float(min(np.concatenate([_kept(units, points, lot, k) for lot in lots]).mean() / k, 1.0))


def _kept(units: Floats, points: Floats, rows: Integers, k: int) -> Float64:
    """How many of its k nearest each of some rows kept, (m,), 0 to k."""
    distances = euclidean_distance(points[rows], points)
    before = nearest_shares(_without_self(units[rows] @ units.T, rows), k, SAME_COSINE)
    after = nearest_shares(_without_self(-distances, rows), k, 1e-6 * float(distances.max()))
    clear = before >= 1
    of_tied = np.where((before > 0) & ~clear, after, 0.0).sum(axis=1)
    # A tie in the original space has no single right answer, so any of the tied that the map kept will do.
    return np.asarray(np.where(clear, after, 0.0).sum(axis=1) + np.minimum(k - clear.sum(axis=1), of_tied))


def _without_self(closeness: Floats, rows: Integers) -> Float64:
    others = closeness.astype(np.float64)
    others[np.arange(len(rows)), rows] = -np.inf
    return others


def _directions_from_mean(frame: Floats) -> Float32:
    typical = float(np.sqrt((norms(frame) ** 2).mean()))
    return unit_or_zero(frame - frame.mean(axis=0, dtype=np.float64), floor=SAME_POINT * typical)


def _pca(rows: Float32) -> tuple[Float32, float | None]:
    """Project (N, d) on its two directions of largest variance.

    By numpy alone: 10 ms for a 12-layer model and 21 sentences, where importing scikit-learn takes 1.6 s.
    """
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    total = float((centred**2).sum())
    flat = np.zeros((len(rows), 2))
    if total == 0:
        return flat.astype(np.float32), None
    # The Gram and the covariance matrix hold the same answer; the smaller one is decomposed.
    tall = len(rows) > rows.shape[1]
    values, vectors = np.linalg.eigh(centred.T @ centred if tall else centred @ centred.T)
    values, vectors = values[:-3:-1], vectors[:, :-3:-1]
    values = np.where(values > 1e-9 * total, values, 0.0)  # a direction made of rounding is no direction
    flat[:, : len(values)] = (centred @ vectors) * (values > 0) if tall else vectors * np.sqrt(values)
    return _fix_signs(flat).astype(np.float32), min(float(values.sum()) / total, 1.0)


def _fix_signs(flat: Float64) -> Float64:
    """Make each axis's farthest point positive; among near-equals the first, so rounding flips no map."""
    sizes = np.abs(flat)
    first = (sizes >= sizes.max(axis=0) * (1 - 1e-3)).argmax(axis=0)
    return flat * np.where(flat[first, [0, 1]] < 0, -1.0, 1.0)


def _umap(rows: Float32, seed: int) -> Float32:
    with UMAP_LOCK:
        from umap import UMAP

        # On unit rows Euclidean order is cosine order, and it is defined for a row of zeros too.
        # n_jobs=1 is what a fixed seed implies; naming it avoids a warning.
        model = UMAP(n_neighbors=min(15, len(rows) - 1), init="pca", random_state=seed, n_jobs=1)
        return np.asarray(model.fit_transform(rows), dtype=np.float32)


def _tsne(rows: Float32, seed: int) -> Float32:
    from sklearn.manifold import TSNE

    model = TSNE(perplexity=min(30.0, (len(rows) - 1) / 3), init="pca", random_state=seed)
    return np.asarray(model.fit_transform(rows), dtype=np.float32)
