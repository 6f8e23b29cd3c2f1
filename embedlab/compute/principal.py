"""The first directions of variance of many vectors, read in lots, so that a file of them is never in memory whole.

Maps of few points have their own fit, see ``projection``; here are a hundred thousand.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from embedlab.compute.arrays import Float32, Float64, Floats, unit_or_zero

LOT: Final = 8_192
"""Rows that are in memory at once."""


def lots_of(rows: int, size: int = LOT) -> Iterator[slice]:
    """Yield the slices that cut so many rows into lots."""
    return (slice(first, min(first + size, rows)) for first in range(0, rows, size))


def principal_coordinates(vectors: Floats, dimensions: int) -> tuple[Float32, float]:
    """Project the directions of vectors on where they vary most, (n, d) -> (n, p) float32, and the share of variance.

    PCA (Pearson 1901) of the rows at length 1 about their mean; p is at most d and at most n. Each axis has its
    largest coordinate positive, so that rounding turns none around. The share is 0 to 1; 1 where all rows are alike. A
    row of zeros stays a row of zeros before the mean is taken.
    """
    count, width = vectors.shape
    total, mean = np.zeros((width, width)), np.zeros(width)
    for lot in lots_of(count):
        rows = unit_or_zero(np.asarray(vectors[lot])).astype(np.float64)
        mean += rows.sum(axis=0)
        total += rows.T @ rows
    mean /= max(count, 1)
    values, axes = _largest(total - count * np.outer(mean, mean), min(dimensions, width, count))
    found = np.empty((count, axes.shape[1]), np.float32)
    for lot in lots_of(count):
        found[lot] = (unit_or_zero(np.asarray(vectors[lot])) - mean) @ axes
    largest = found[np.abs(found).argmax(axis=0), np.arange(found.shape[1])] if count else np.ones(found.shape[1])
    whole = float(np.trace(total) - count * mean @ mean)
    return found * np.where(largest < 0, -1, 1).astype(np.float32), min(float(values.sum()) / whole, 1) if whole else 1


def _largest(scatter: Float64, count: int) -> tuple[Float64, Float64]:
    values, axes = np.linalg.eigh(scatter)
    # A direction made of rounding is no direction.
    kept = values[::-1][:count] > 1e-9 * max(float(np.trace(scatter)), 1e-12)
    return np.where(kept, values[::-1][:count], 0.0), axes[:, ::-1][:, :count] * kept
