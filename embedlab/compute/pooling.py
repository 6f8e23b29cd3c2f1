"""From the token vectors of one text to one vector, the ways that encoders do it.

``mask`` tells real tokens from padding; whether special tokens count is the caller's choice, made in the mask.
Which pooling a model was trained with is in the catalog, not here.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, Floats, as_array, norms, unit_or_zero
from embedlab.errors import InputError

Pooling = Literal["cls", "mean", "weighted", "max"]


def pool(tokens: ArrayLike, mask: ArrayLike, how: Pooling) -> Float32:
    """Return one vector for a text by the way named ``how``, (T, d) and (T,) -> (d,) float32.

    "cls" takes the first token, masked or not, as the models that were trained with it do.

    Raises:
        InputError, ValueError: as the function of that way.
    """
    match how:
        case "cls":
            return cls_pool(tokens)
        case "mean":
            return mean_pool(tokens, mask)
        case "weighted":
            return weighted_mean_pool(tokens, mask)
        case "max":
            return max_pool(tokens, mask)


def mean_pool(tokens: ArrayLike, mask: ArrayLike) -> Float32:
    """Return the average of the real tokens, (T, d) and (T,) -> (d,) float32.

    v = sum_i m_i x_i / sum_i m_i (Reimers and Gurevych 2019, the default of Sentence-BERT). Not normalised.

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    vectors, kept = tokens_and_mask(tokens, mask)
    # Summed in float64: a mean of 512 float32 tokens loses its last digits otherwise.
    return np.asarray(vectors[kept].mean(axis=0, dtype=np.float64), dtype=np.float32)


def weighted_mean_pool(tokens: ArrayLike, mask: ArrayLike) -> Float32:
    """Return the average of the real tokens weighted by their position, (T, d) and (T,) -> (d,) float32.

    v = sum_i m_i i x_i / sum_i m_i i with i = 1 to T (Muennighoff 2022, SGPT). Made for models whose tokens see
    only what stands before them, so that late tokens know more; in a model that reads both ways it is only
    another average. Not normalised.

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    vectors, kept = tokens_and_mask(tokens, mask)
    # From 1: counted from 0, the first token would weigh nothing.
    positions = np.flatnonzero(kept) + 1.0
    return np.asarray(positions @ vectors[kept] / positions.sum(), dtype=np.float32)


def max_pool(tokens: ArrayLike, mask: ArrayLike) -> Float32:
    """Return the largest value of each dimension over the real tokens, (T, d) and (T,) -> (d,) float32.

    v_d = max over i with m_i = 1 of x_id (Conneau et al. 2017, InferSent). Padding is left out before the
    maximum: its zero would win wherever all real values are negative. Not normalised.

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    vectors, kept = tokens_and_mask(tokens, mask)
    return np.asarray(vectors[kept].max(axis=0), dtype=np.float32)


def cls_pool(tokens: ArrayLike) -> Float32:
    """Return the vector of the first token, (T, d) -> (d,) float32.

    That is [CLS] in BERT (Devlin et al. 2019) and <s> in RoBERTa. Not normalised.

    Raises:
        InputError: there is no token.
    """
    vectors = as_array(tokens, 2, "the token vectors")
    if not len(vectors):
        raise InputError("There is no token to pool; type a text first.")
    return np.asarray(vectors[0], dtype=np.float32)


def normalise(vectors: ArrayLike, name: str = "the list") -> Float32:
    """Return each row divided by its Euclidean length, (n, d) -> (n, d) float32, unit rows.

    Raises:
        InputError: a row is all zeros and has no direction; the message counts rows from 1 and calls the array
            ``name``.
    """
    matrix = as_array(vectors, 2, name)
    # No epsilon under the fraction: it would turn a vector without direction into one that looks unrelated to all.
    empty = np.flatnonzero(norms(matrix) == 0)
    if empty.size:
        raise InputError(
            f"Vector {empty[0] + 1} of {name} has no direction because all its numbers are zero; "
            "remove or change what it stands for."
        )
    return unit_or_zero(matrix)


def tokens_and_mask(tokens: ArrayLike, mask: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Return token vectors (T, d) and which of them are real (T,), checked.

    Raises:
        InputError: the mask leaves no token.
        ValueError: the shapes disagree.
    """
    vectors = as_array(tokens, 2, "the token vectors")
    kept = np.asarray(mask).astype(bool)
    if kept.shape != vectors.shape[:1]:
        raise ValueError(f"a mask of shape {kept.shape} does not fit {len(vectors)} tokens")
    if not kept.any():
        raise InputError("There is no token to pool; type a text first.")
    return vectors, kept
