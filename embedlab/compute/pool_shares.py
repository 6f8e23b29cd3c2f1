"""Pooling taken apart: the share of each token in the pooled vector.

The pooled vectors themselves come from ``pooling``. A share says how much of a
token went into the vector, not how much the token matters for what a text means.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, Floats
from embedlab.compute.pooling import Pooling, tokens_and_mask

_NOBODY = -np.inf
"""Keeps a token out of a maximum."""


def pool_weights(tokens: ArrayLike, mask: ArrayLike, how: Pooling) -> Float64:
    """Return the share of each token in the pooled vector, (T, d) and (T,) -> (T,) float64 that sum to 1.

    "mean": 1 / n for each of the n real tokens. "weighted": position / sum of positions. "cls": 1 for the first
    token. "max": the share of the d dimensions that the token wins (see ``pool_winners``).

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    vectors, kept = tokens_and_mask(tokens, mask)
    match how:
        case "cls":
            weights = (np.arange(len(vectors)) == 0).astype(np.float64)
        case "mean":
            weights = kept.astype(np.float64)
        case "weighted":
            weights = kept * np.arange(1.0, len(vectors) + 1)
        case "max":
            # minlength, because a token that wins no dimension must still have a share of 0.
            weights = np.bincount(_winners(vectors, kept), minlength=len(vectors)).astype(np.float64)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def pool_winners(tokens: ArrayLike, mask: ArrayLike) -> NDArray[np.int64]:
    """Return which real token has the largest value in each dimension, (T, d) and (T,) -> (d,) int64.

    The first of equals.

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    return _winners(*tokens_and_mask(tokens, mask))


def _winners(vectors: Floats, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.asarray(np.where(kept[:, None], vectors, _NOBODY).argmax(axis=0), dtype=np.int64)
