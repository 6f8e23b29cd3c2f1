"""Scores and sizes of sparse vectors, whose few non-zero numbers each belong to a word.

A vector is a mapping from term to weight; terms that are not in it weigh 0. Counted weights are in ``lexical``.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float32, as_array
from embedlab.compute.parts import Part

FLOAT_BYTES = 4
INDEX_BYTES = 4


def splade_weights(logits: ArrayLike) -> tuple[Float32, NDArray[np.int64]]:
    """Return the term weights of one text from its masked-language logits, (T, V), padding already removed.

    weight_j = max over positions i of log(1 + ReLU(logit_ij)) (Formal et al. 2022, SPLADE v2, eq. 6).

    Returns:
        (V,) float32 weights, at least 0, and (V,) int64 the position that won each maximum, the first of equals; 0
        where the weight is 0, as nothing won.
    """
    rows = as_array(logits, 2, "the logits")
    # The maximum first: log(1 + ReLU) never falls, so it is taken of V numbers instead of T x V.
    best = rows.max(axis=0)
    winners = np.zeros(len(best), dtype=np.int64)
    # Who won is asked of the hundred columns with a weight alone: over all it takes twenty times as long.
    above = np.flatnonzero(best > 0)
    winners[above] = rows[:, above].argmax(axis=0)
    return np.log1p(np.maximum(best, 0)).astype(np.float32), winners


def sparse_dot_parts(query: Mapping[str, float], document: Mapping[str, float]) -> tuple[Part, ...]:
    """Return what each shared term adds to the dot product: weight in the query x weight in the document.

    Terms that only one side has add nothing and are left out. In the order of the query; the values sum to
    the dot product of the two vectors.
    """
    return tuple(
        Part(term, float(weight) * float(document[term])) for term, weight in query.items() if term in document
    )


def bytes_dense(vectors: int, dimension: int) -> int:
    """Return the bytes that dense float32 vectors take: 4 a number, zero or not."""
    return FLOAT_BYTES * vectors * dimension


def bytes_sparse(nonzero: int) -> int:
    """Return the bytes that sparse vectors take together: 4 for each non-zero weight and 4 for its term's number.

    Where each row starts (8 bytes a text) and the list of words, stored once, are not counted.
    """
    return (FLOAT_BYTES + INDEX_BYTES) * nonzero
