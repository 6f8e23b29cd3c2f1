"""Whether a way of making vectors puts pairs of sentences with one meaning above pairs with two.

Only the order of the similarities counts here, so models whose cosines lie in different ranges can be compared.
Which sentences mean the same was decided by the authors of the pairs.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Float64, Floats, as_array
from embedlab.compute.bootstrap import middle, resamples
from embedlab.compute.pooling import normalise
from embedlab.errors import InputError


def pair_similarities(left: ArrayLike, right: ArrayLike) -> Float32:
    """Return the cosine of each row with the same row of the other side, (n, d), (n, d) -> (n,) float32 in [-1, 1].

    Raises:
        InputError: a row is all zeros; it is named.
        ValueError: the shapes differ.
    """
    first, second = normalise(left, "the first sentences"), normalise(right, "the second sentences")
    if first.shape != second.shape:
        raise ValueError(f"pairs need two sides of one shape, not {first.shape} and {second.shape}")
    # Row by row: the whole matrix of n x n cosines would be computed for its diagonal.
    return np.asarray(np.clip(np.einsum("nd,nd->n", first, second), -1.0, 1.0), dtype=np.float32)


def order_quality(similarities: ArrayLike, same_meaning: ArrayLike) -> float:
    """Return how often a pair of one meaning is closer than a pair of two, (n,) and (n,) bool -> 0 to 1.

    The area under the ROC curve as a count of pairs of pairs: share won, ties half (Hanley and McNeil 1982). 1
    is the right order throughout, 0.5 what guessing gives, below 0.5 worse than guessing.

    Raises:
        InputError: one of the two kinds of pair is missing.
        ValueError: the lengths differ.
    """
    return float(_won(*_judged(similarities, same_meaning)).mean())


def order_difference(
    one: ArrayLike,
    other: ArrayLike,
    same_meaning: ArrayLike,
    *,
    level: float = 0.95,
    samples: int = 2000,
    seed: int = 0,
) -> tuple[float, float, float]:
    """Return how much better one way orders the same n pairs, (n,), (n,) and (n,) bool -> (difference, low, high).

    The difference of the two ``order_quality``, -1 to 1, and its paired bootstrap: pairs of each sort are drawn again
    with both of their similarities (Efron and Tibshirani 1993).

    Raises:
        InputError, ValueError: as ``order_quality``.
    """
    ahead = np.subtract(*(_won(*_judged(side, same_meaning)) for side in (one, other)))
    rows, columns = (
        np.concatenate(list(resamples(count, samples, seed + axis))) for axis, count in enumerate(ahead.shape)
    )
    draws = ahead[rows[:, :, None], columns[:, None, :]].mean(axis=(1, 2))
    return float(ahead.mean()), *middle(draws, level)


def kind_means(similarities: ArrayLike, kinds: Sequence[str]) -> dict[str, float]:
    """Return the mean similarity of each kind of pair, (n,) and n names, kinds in order of first appearance.

    Raises:
        ValueError: the lengths differ.
    """
    values = as_array(similarities, 1, "the similarities")
    return {kind: float(values[rows].mean(dtype=np.float64)) for kind, rows in _rows(kinds, len(values)).items()}


def _won(values: Floats, same: NDArray[np.bool_]) -> Float64:
    # A sign of 0 is a tie and half a win.
    return np.asarray((np.sign(values[same][:, None] - values[~same]) + 1) / 2, dtype=np.float64)


def _judged(similarities: ArrayLike, same_meaning: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    values, same = as_array(similarities, 1, "the similarities"), np.asarray(same_meaning).astype(bool)
    if same.shape != values.shape:
        raise ValueError(f"{same.size} judgements do not fit {values.size} pairs")
    if same.all() or not same.any():
        raise InputError("An order needs at least one pair that means the same and one that does not; add a pair.")
    return values, same


def _rows(kinds: Sequence[str], pairs: int) -> dict[str, NDArray[np.bool_]]:
    if len(kinds) != pairs:
        raise ValueError(f"{len(kinds)} kinds do not fit {pairs} pairs")
    names = np.array(kinds, dtype=object)
    return {kind: np.asarray(names == kind) for kind in dict.fromkeys(kinds)}
