"""The k nearest when several are equally near.

A sort would settle a tie by position in the list, and a score built on it would depend on the order of the
sentences. Here tied places are shared.
"""

import numpy as np

from embedlab.compute.arrays import Float64, Floats


def nearest_shares(closeness: Floats, k: int, tolerance: float) -> Float64:
    """Return how far each column belongs to the k closest of its row, (n, m) -> (n, m) float64 in [0, 1].

    Higher `closeness` is nearer; -inf keeps a column out. Columns within `tolerance` of the k-th closest
    share the places that the clearly closer ones leave: each gets places / number tied. Every row sums to k.

    Raises `ValueError` unless 1 <= k <= m.
    """
    if not 1 <= k <= closeness.shape[1]:
        raise ValueError(f"{k} nearest of {closeness.shape[1]} columns do not exist")
    kth = np.partition(closeness, -k, axis=1)[:, -k, None]
    clear = closeness > kth + tolerance
    tied = (closeness >= kth - tolerance) & ~clear
    places = k - clear.sum(axis=1, keepdims=True)
    return np.asarray(clear + tied * (places / tied.sum(axis=1, keepdims=True)), dtype=np.float64)
