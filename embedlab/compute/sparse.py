"""Scores and sizes of sparse vectors, whose few non-zero numbers each belong to a word.

A vector is a mapping from term to weight; terms that are not in it weigh 0. Where weights come from (counts,
SPLADE, attention) is another subject.
"""

from collections.abc import Mapping

from embedlab.compute.parts import Part

FLOAT_BYTES = 4
INDEX_BYTES = 4


def sparse_dot_parts(query: Mapping[str, float], document: Mapping[str, float]) -> tuple[Part, ...]:
    """Return what each shared term adds to the dot product: weight in the query x weight in the document.

    Terms that only one side has add nothing and are left out. In the order of the query; the values sum to
    the dot product of the two vectors.
    """
    return tuple(
        Part(term, float(weight) * float(document[term])) for term, weight in query.items() if term in document
    )


def share_nonzero(nonzero: int, size: int) -> float:
    """Return the share of a vector's `size` numbers that are not zero, from 0 to 1.

    Raises `ValueError` unless 0 <= nonzero <= size and size > 0.
    """
    if not 0 <= nonzero <= size or not size:
        raise ValueError(f"{nonzero} numbers of {size} cannot be non-zero")
    return nonzero / size


def bytes_dense(vectors: int, dimension: int) -> int:
    """Return the bytes that dense float32 vectors take: 4 a number, zero or not."""
    return FLOAT_BYTES * vectors * dimension


def bytes_sparse(nonzero: int) -> int:
    """Return the bytes that sparse vectors take together: 4 for each non-zero weight and 4 for its term's number.

    Where each row starts (8 bytes a text) and the list of words, stored once, are not counted.
    """
    return (FLOAT_BYTES + INDEX_BYTES) * nonzero
