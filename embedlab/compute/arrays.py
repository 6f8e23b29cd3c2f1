"""Array types, and the checks that every public function of this room begins with.

A wrong *shape* is a mistake in the program and raises ``ValueError``; a wrong *value* can come from what a
visitor typed and raises ``InputError``. What a vector stands for (a token, a text, a word) is no business of
this module.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.errors import InputError

Floats = NDArray[np.floating[Any]]
Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Integers = NDArray[np.integer[Any]]


def as_array(values: ArrayLike, ndim: int, name: str) -> Floats:
    """Return ``values`` as a finite float array of ``ndim`` axes; float64 stays, everything else becomes float32.

    Half precision is widened so that sums keep their digits. ``name`` is what a message calls the array.

    Raises:
        ValueError: it has another number of axes.
        InputError: it holds NaN or infinity.
    """
    array = np.asarray(values)
    # Models compute in float32: widening all of it to float64 would double the memory for no digit more.
    if array.dtype != np.float64:
        array = array.astype(np.float32, copy=False)
    if array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} axes, not shape {array.shape}")
    if not np.isfinite(array).all():
        raise InputError(f"Some numbers in {name} are not finite; choose another model or another text.")
    return array


def same_width(first: Floats, second: Floats) -> None:
    """Raise ``ValueError`` unless the last axes agree: two models' vectors have no dimension in common."""
    if first.shape[-1] != second.shape[-1]:
        raise ValueError(f"vectors of {first.shape[-1]} and of {second.shape[-1]} numbers cannot be compared")


def norms(matrix: Floats) -> Float64:
    """Return the Euclidean length of each row, (n, d) -> (n,) float64, 0 or more.

    Summed in float64 because the square of a small float32 is lost in float32.
    """
    squares: Float64 = np.einsum("ij,ij->i", matrix, matrix, dtype=np.float64)
    return np.sqrt(squares)


def unit_and_lengths(matrix: Floats, floor: float = 0.0) -> tuple[Float32, Float64]:
    """Return rows of length 1, (n, d) float32, and the lengths they had, (n,) float64.

    A row no longer than ``floor`` becomes exactly zero.
    """
    lengths = norms(matrix)
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > floor)
    # Multiplied in float64, as the inverse of a tiny length overflows float32, and written straight into float32: a
    # word table has millions of numbers.
    rows = np.empty(matrix.shape, dtype=np.float32)
    return np.multiply(matrix, scale[:, None], out=rows, casting="same_kind"), lengths


def unit_or_zero(matrix: Floats, floor: float = 0.0) -> Float32:
    """Return the rows of ``unit_and_lengths`` alone, (n, d) float32.

    For pictures and tables, where what has no direction belongs at the origin. A score must not hide it: see
    ``pooling.normalise``.
    """
    return unit_and_lengths(matrix, floor)[0]
