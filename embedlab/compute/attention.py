"""Reading an attention matrix: which tokens a word takes from.

Attention says how a layer mixes its inputs, not why the model answers as it does (Jain and Wallace 2019;
Wiegreffe and Pinter 2019). Computing attention is the model's work; merging pieces to words by character
offsets happens where tokens are made.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float32, as_array


def mean_heads(attention: ArrayLike) -> Float32:
    """Average the heads of one layer, (H, T, T) -> (T, T) float32; rows sum to 1 if those of each head do.

    Row i is the token that looks, column j the token looked at. The average hides heads that do opposite
    things.

    Raises:
        ValueError: there is no head, or a matrix is not square.
    """
    heads = as_array(attention, 3, "the attention")
    if not len(heads) or heads.shape[1] != heads.shape[2]:
        raise ValueError(f"attention must be (heads, T, T), not {heads.shape}")
    # The mean of distributions is one again; summed in float64 so that its rows still sum to 1.
    return np.asarray(heads.mean(axis=0, dtype=np.float64), dtype=np.float32)


def attention_from(attention: ArrayLike, rows: Sequence[int]) -> Float32:
    """Return where one word looks: the mean of the rows of its pieces, (T, T) -> (T,) float32 that sums to 1.

    Raises:
        ValueError: ``rows`` is empty or points outside the matrix.
    """
    matrix = as_array(attention, 2, "the attention")
    if not rows or min(rows) < 0 or max(rows) >= len(matrix):
        raise ValueError(f"rows {list(rows)} do not fit {len(matrix)} tokens")
    # The mean, not the sum: a word of four pieces looks around once, not four times.
    return np.asarray(matrix[list(rows)].mean(axis=0, dtype=np.float64), dtype=np.float32)
