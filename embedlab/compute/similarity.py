"""How close two vectors are, and what that number is made of.

Names keep one law: higher is closer for ``*_similarity`` and ``dot_product``, lower is closer for ``*_distance``.
What a value of 0.8 means for a given model is in ``calibration``; shared words are in ``overlap``.
"""

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float32, Float64, as_array, same_width
from embedlab.compute.pooling import normalise
from embedlab.errors import InputError


def cosine_similarity(a: ArrayLike, b: ArrayLike) -> Float32:
    """Return the cosine of every pair of rows, (n, d) and (m, d) -> (n, m) float32 in [-1, 1].

    cos(x, y) = sum_i x_i y_i / (|x| |y|): 1 same direction, 0 at right angles, -1 opposite. Length plays no
    part.

    Raises:
        InputError: a row is all zeros; it is named.
        ValueError: d differs.
    """
    units_a, units_b = normalise(a, "the first list"), normalise(b, "the second list")
    same_width(units_a, units_b)
    # Rounding can carry a cosine past 1, and arccos of that is no number.
    return np.asarray(np.clip(units_a @ units_b.T, -1.0, 1.0), dtype=np.float32)


def dot_product(a: ArrayLike, b: ArrayLike) -> Float32:
    """Return sum_i x_i y_i of every pair of rows, (n, d) and (m, d) -> (n, m) float32, unbounded.

    Equal to the cosine when all rows have length 1, as those of most sentence encoders do.

    Raises:
        ValueError: d differs.
    """
    rows_a, rows_b = as_array(a, 2, "the first list"), as_array(b, 2, "the second list")
    same_width(rows_a, rows_b)
    return np.asarray(rows_a @ rows_b.T, dtype=np.float32)


def euclidean_distance(a: ArrayLike, b: ArrayLike) -> Float32:
    """Return |x - y| of every pair of rows, (n, d) and (m, d) -> (n, m) float32, 0 or more.

    |x - y|^2 = |x|^2 + |y|^2 - 2 x.y, in float64 because the three terms nearly cancel for close rows.
    Between rows of length 1 it is sqrt(2 - 2 cos), so it ranks as the cosine does.

    Raises:
        ValueError: d differs.
    """
    rows_a = as_array(a, 2, "the first list").astype(np.float64)
    rows_b = as_array(b, 2, "the second list").astype(np.float64)
    same_width(rows_a, rows_b)
    # Moved together, rows keep their distances; near the origin the terms that cancel are small, so less is lost.
    middle = rows_b.mean(axis=0) if len(rows_b) else 0.0
    rows_a, rows_b = rows_a - middle, rows_b - middle
    squares = (rows_a**2).sum(axis=1)[:, None] + (rows_b**2).sum(axis=1) - 2 * rows_a @ rows_b.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)), dtype=np.float32)


def cosine_parts(a: ArrayLike, b: ArrayLike) -> Float64:
    """Return what each dimension adds to the cosine, (d,) and (d,) -> (d,) float64.

    part_i = a_i b_i / (|a| |b|); the parts sum to cos(a, b). They are exact terms of a sum, not an
    explanation: a dimension of a dense vector has no name.

    Raises:
        InputError: a vector is all zeros.
        ValueError: d differs.
    """
    first = as_array(a, 1, "the first vector").astype(np.float64)
    second = as_array(b, 1, "the second vector").astype(np.float64)
    same_width(first, second)
    return first * second / (_length(first, "The first vector") * _length(second, "The second vector"))


def token_pair_parts(tokens_a: ArrayLike, tokens_b: ArrayLike) -> Float64:
    """Return what token pairs add to the cosine of two mean-pooled texts, (s, d), (t, d) -> (s, t) float64.

    part_ij = x_i . y_j / (s t |mean x| |mean y|). The cosine of two means is linear in every token, so the
    parts sum to it exactly. This holds for mean pooling only: [CLS] and maximum do not split so.

    Raises:
        InputError: there is no token or a mean is all zeros.
        ValueError: d differs.
    """
    first = as_array(tokens_a, 2, "the first text").astype(np.float64)
    second = as_array(tokens_b, 2, "the second text").astype(np.float64)
    same_width(first, second)
    if not (len(first) and len(second)):
        raise InputError("There is no token to compare; type two texts first.")
    lengths = _length(first.mean(axis=0), "The mean of the first text") * _length(
        second.mean(axis=0), "The mean of the second text"
    )
    return first @ second.T / (len(first) * len(second) * lengths)


def _length(vector: Float64, name: str) -> float:
    length = float(np.linalg.norm(vector))
    if length == 0:
        raise InputError(f"{name} has no direction because all its numbers are zero; choose another text.")
    return length
