"""A paired test for measures that are no counts: what the differences would be if names were given by a coin."""

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import as_array
from embedlab.errors import InputError

DRAWS = 10_000
"""Ways to give names that are drawn where not all can be tried."""

_EXACT = 13
"""Up to so many items that differ all ways are tried: 8,192 of them."""
_AT_ONCE = 1_000_000
"""Signs drawn at once, 8 bytes each."""


def randomisation_test(first: ArrayLike, second: ArrayLike, *, draws: int = DRAWS, seed: int = 0) -> float:
    """Return how often (0 to 1) luck makes means differ as much on the same n items, (n,) and (n,).

    Fisher's randomisation test (1935), two-sided: if both sides are alike, the difference of each item could as well
    have the other sign. Recommended for the comparison of searches by Smucker, Allan and Carterette (2007). All ways
    are tried where at most 13 items differ; else ``draws`` are drawn, and the one that was seen is counted among them,
    so that the smallest value is 1 / (``draws`` + 1). The same seed gives the same value.

    Raises:
        InputError: there is no item.
        ValueError: the lengths differ.
    """
    one, other = (as_array(side, 1, "the results").astype(np.float64) for side in (first, second))
    if len(one) != len(other):
        raise ValueError(f"results on {len(one)} and on {len(other)} items are not of the same items")
    if not len(one):
        raise InputError("There is nothing to compare; add at least one example.")
    differing = (one - other)[one != other]
    if not differing.size:
        return 1.0
    # A sum that differs by rounding alone is as large.
    seen = abs(float(differing.sum())) - 1e-12 * float(np.abs(differing).sum())
    if differing.size <= _EXACT:
        ways = np.arange(1 << differing.size)
        signs = 1.0 - 2.0 * (ways[:, None] >> np.arange(differing.size) & 1)
        return float((np.abs(signs @ differing) >= seen).mean())
    rng, rows, as_large = np.random.default_rng(seed), max(1, _AT_ONCE // differing.size), 0
    for start in range(0, draws, rows):
        flips = rng.integers(0, 2, (min(rows, draws - start), differing.size), dtype=np.int8)
        as_large += int((np.abs((1.0 - 2.0 * flips) @ differing) >= seen).sum())
    return (1 + as_large) / (1 + draws)
