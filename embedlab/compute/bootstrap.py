"""How sure a number is: the percentile bootstrap (Efron 1979), drawing the examples again with replacement."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64, as_array
from embedlab.errors import InputError

_AT_ONCE = 1_000_000
"""Numbers drawn at once, 8 bytes each."""


def bootstrap_interval(
    values: ArrayLike, *, level: float = 0.95, samples: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """Return an interval for the mean of n values, (n,) -> (low, high), in their own unit.

    The middle ``level`` of the means of ``samples`` draws of n values with replacement. The same seed gives the same
    interval. With few values it is too narrow.

    Raises:
        InputError: there is no value.
        ValueError: ``level`` is not between 0 and 1.
    """
    sample = as_array(values, 1, "the values").astype(np.float64)
    if not sample.size:
        raise InputError("There is nothing to average; add at least one example.")
    means = np.concatenate([sample[draws].mean(axis=1) for draws in resamples(sample.size, samples, seed)])
    return middle(means, level)


def resampled_means(values: ArrayLike, *, samples: int = 2000, seed: int = 0) -> Float64:
    """Return the means of P columns over draws of the same Q rows, (Q, P) -> (``samples``, P) float64.

    All columns are drawn alike, so that draws can be compared across columns. A missing value (nan) is left out; a draw
    without any value of a column gives nan. The draws are those of ``bootstrap_interval``.

    Raises:
        InputError: there is no row.
        ValueError: ``values`` are no table.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"the values must be a table, not of shape {table.shape}")
    if not len(table):
        raise InputError("There is nothing to average; add at least one example.")
    known = np.isfinite(table)
    filled, there = np.where(known, table, 0.0), known.astype(np.float64)
    means = []
    for drawn in resamples(len(table), samples, seed):
        counts = times_drawn(drawn)
        with np.errstate(invalid="ignore"):
            means.append((counts @ filled) / (counts @ there))
    return np.concatenate(means)


def resamples(count: int, samples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Return draws with replacement from 0 to ``count`` - 1, (samples, count) int64 in blocks of rows.

    In blocks, as few calls keep the interpreter free for other visitors and small ones keep memory bounded; how many
    fit in one changes no draw.
    """
    rng = np.random.default_rng(seed)
    rows = max(1, _AT_ONCE // count)
    for start in range(0, samples, rows):
        yield rng.integers(0, count, (min(rows, samples - start), count))


def times_drawn(drawn: NDArray[np.int64]) -> Float64:
    """Return how often each draw holds each example, (s, n) of 0 to n - 1 -> (s, n) float64 of 0 to n.

    With it sums over a thousand draws are a matrix product.
    """
    numbered = drawn + drawn.shape[1] * np.arange(len(drawn))[:, None]  # one run of examples for each draw
    return np.bincount(numbered.ravel(), minlength=drawn.size).reshape(drawn.shape).astype(np.float64)


def middle(found: ArrayLike, level: float) -> tuple[float, float]:
    """Return the bounds of the middle ``level`` of values, (s,) -> (low, high); nan without a value.

    Raises:
        ValueError: ``level`` is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a level of {level} is not between 0 and 1")
    draws = np.asarray(found, dtype=np.float64)
    if not draws.size:
        return np.nan, np.nan
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
