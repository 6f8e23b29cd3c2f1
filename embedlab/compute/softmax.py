"""From scores to shares that sum to 1, by exponentials."""

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Floats, as_array


def log_softmax(scores: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return the logarithm of each row's softmax, (n, m) -> (n, m) float32 or float64 as given, 0 or less.

    log p_ij = s_ij / T - log sum_k exp(s_ik / T); ``exp`` of it gives the shares. A large T evens them out, a small
    one leaves all to the largest.
    """
    matrix = as_array(scores, 2, "the scores")
    # The largest becomes 0, so no power overflows. Before the division: a tiny temperature would make infinities of
    # all scores and nothing of their differences, while a difference of 0 stays 0.
    shifted = (matrix - matrix.max(axis=1, keepdims=True)) / max(temperature, float(np.finfo(matrix.dtype).tiny))
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs
