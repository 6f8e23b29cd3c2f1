"""An order that puts alike things together, and the tree that it comes from."""

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64

Ends = dict[tuple[int, int], tuple[float, list[int]]]
"""For a first and a last leaf, the shortest way between them through all leaves of a branch, and that way."""


@dataclass(frozen=True, eq=False)
class Tree:
    """What is alike joined first.

    Attributes:
        order: (n,) int64, the things along the leaves; those that agree more with all others stand in the first half.
        branches: (n - 1, 4, 2) float64, each joint as a line of four points: how far apart what it joins is, 0 or more,
            and where it stands along the leaves, 0 to n - 1.
    """

    order: NDArray[np.int64]
    branches: Float64


def tree_of(agreement: ArrayLike) -> Tree:
    """Join n things by their agreement, (n, n), at most 1, symmetric -> ``Tree``; the diagonal is not read.

    Average linkage (Sokal and Michener 1958) on 1 - agreement: two groups are as far apart as their members on average.
    The order is the one of the tree's 2^(n - 1) whose neighbours agree most (Bar-Joseph, Gifford and Jaakkola 2001).
    Where an agreement is unknown (nan) it counts as 0.

    Raises:
        ValueError: ``agreement`` is not square.
    """
    known = np.nan_to_num(np.asarray(agreement, dtype=np.float64))
    if known.ndim != 2 or known.shape[0] != known.shape[1]:
        raise ValueError(f"agreement must be square, not of shape {known.shape}")
    count = len(known)
    if count < 2:
        return Tree(np.arange(count, dtype=np.int64), np.empty((0, 4, 2)))
    from scipy.cluster.hierarchy import linkage, to_tree

    # What ships is rounded, and a mean of both halves is symmetric whatever the last digit is.
    apart = np.clip(1 - (known + known.T) / 2, 0, None)
    root, nodes = to_tree(linkage(apart[np.triu_indices(count, 1)], "average"), rd=True)
    order = np.array(min(_ends(root, apart).values())[1], dtype=np.int64)
    # A tree can be read from either end: outsiders stand at the same one, whatever is measured.
    far = apart.sum(axis=1)[order]
    if far[: count // 2].sum() > far[-(count // 2) :].sum():
        order = order[::-1].copy()
    return Tree(order, _joints(nodes, order))


def _ends(node: Any, apart: Float64) -> Ends:
    """Find the shortest way for each two ends of a branch; scipy's own ordering misses it (scipy issue 11227)."""
    if node.is_leaf():
        return {(node.id, node.id): (0.0, [node.id])}
    found: Ends = {}
    right = _ends(node.right, apart)
    for (first, inner), (one, way) in _ends(node.left, apart).items():
        for (outer, last), (other, on) in right.items():
            length = one + float(apart[inner, outer]) + other
            if length < found.get((first, last), (inf,))[0]:
                found[first, last] = length, way + on
    return found | {(last, first): (length, way[::-1]) for (first, last), (length, way) in found.items()}


def _joints(nodes: Any, order: NDArray[np.int64]) -> Float64:
    """Draw each joint from the middle of one branch to the middle of the other."""
    count = len(order)
    places = np.empty(len(nodes))
    places[order] = np.arange(count)
    joints = []
    for node in nodes[count:]:
        low, high = sorted((node.left, node.right), key=lambda side: float(places[side.id]))
        places[node.id] = (places[low.id] + places[high.id]) / 2
        joints.append([(low.dist, places[low.id]), (node.dist, places[low.id]),
                       (node.dist, places[high.id]), (high.dist, places[high.id])])  # fmt: skip
    return np.array(joints, dtype=np.float64)
