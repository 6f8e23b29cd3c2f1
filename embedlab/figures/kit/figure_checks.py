"""What every figure checks and rounds before it draws, so that a mistake is named here and not in the browser."""

from collections.abc import Sized

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float32]


def rounded(values: ArrayLike) -> Numbers:
    """Return values as float32 rounded to four decimals: finer than a pixel, a third of the bytes; nan stays nan."""
    return np.round(np.asarray(values, dtype=np.float64), 4).astype(np.float32)


def coordinates(values: ArrayLike, last: int = 2) -> Numbers:
    """Return rounded coordinates (..., last), whatever is not finite on 0.

    Raises:
        ValueError: When the last axis is not `last` long.
    """
    points = np.nan_to_num(np.asarray(values, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    if points.size == 0:
        points = points.reshape(*points.shape[:-1], last) if points.ndim > 1 else points.reshape(0, last)
    if points.shape[-1] != last:
        raise ValueError(f"coordinates need a last axis of {last}, not shape {points.shape}")
    return rounded(points)


def grid(values: ArrayLike, rows: Sized, columns: Sized, name: str = "values") -> Numbers:
    """Return rounded cells, one row and column for each of `rows` and `columns`; (0, 0) where there is none of them.

    Raises:
        ValueError: When the shape is another one.
    """
    cells, expected = rounded(values), (len(rows), len(columns))
    if 0 in expected:
        return np.empty((0, 0), np.float32)
    if cells.shape != expected:
        raise ValueError(f"{name} must have the shape {expected}, not {cells.shape}")
    return cells


def same_length(**sequences: Sized | None) -> None:
    """Check that all sequences that are given (not None) are equally long.

    Raises:
        ValueError: When they are not; it names every length.
    """
    lengths = {name: len(sequence) for name, sequence in sequences.items() if sequence is not None}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"these must be equally long: {listed}")


def row_or_none(row: int | None, count: int) -> int | None:
    """Return the row, or None when it is not one of `count`."""
    return row if row is not None and 0 <= row < count else None


def positive_or_one(extent: float) -> float:
    """Return half the side of a map's square; 1 when it is no positive number, so that a map of one point is drawn."""
    return extent if np.isfinite(extent) and extent > 0 else 1.0
