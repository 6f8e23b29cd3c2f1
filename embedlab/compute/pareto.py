"""Which of several choices nobody would pass over: none other costs no more and is at least as good (Pareto 1906)."""
"""What is worth choosing when two things count: the choices that no other beats in both (Pareto 1906)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def pareto_front(costs: ArrayLike, quality: ArrayLike) -> NDArray[np.bool_]:
    """Tell which of n choices are on the front, costs (n,) and quality (n,) -> (n,) bool.

    A choice is off the front when another is as cheap and better, cheaper and as good, or both cheaper and better. Of
    equal choices all are on it. What has no quality, or no cost (nan), is not.
from embedlab.compute.arrays import Float64


def pareto_front(costs: ArrayLike, gains: ArrayLike) -> NDArray[np.int64]:
    """Return the rows that no other row beats, by rising cost, (n,) and (n,) -> (m,) int64.

    ``costs`` are better when low and ``gains`` when high, each in any unit. A row is beaten by one that costs no more
    and gains no less, and is better in one of the two. So rows that are equal in both are all kept, in their order,
    and of rows with one cost only those with the highest gain. A row with a missing number (nan) is never kept and
    beats none.

    Raises:
        ValueError: the lengths differ.
    """
    cost, good = (np.asarray(side, dtype=np.float64).reshape(-1) for side in (costs, quality))
    if len(cost) != len(good):
        raise ValueError(f"{len(cost)} costs do not fit {len(good)} qualities")
    known = np.isfinite(cost) & np.isfinite(good)
    with np.errstate(invalid="ignore"):
        no_worse = (cost[:, None] <= cost) & (good[:, None] >= good)
        better = (cost[:, None] < cost) | (good[:, None] > good)
    return np.asarray(known & ~(no_worse & better & known[:, None]).any(axis=0), dtype=np.bool_)
    paid, got = _row(costs), _row(gains)
    if len(paid) != len(got):
        raise ValueError(f"{len(paid)} costs and {len(got)} gains are not of the same choices")
    known = np.flatnonzero(~np.isnan(paid) & ~np.isnan(got))
    # By rising cost and, at one cost, by falling gain: what was seen before a row costs no more than it.
    order = known[np.lexsort((known, -got[known], paid[known]))]
    front: list[int] = []
    for row in order.tolist():
        if not front or got[row] > got[front[-1]] or (paid[row], got[row]) == (paid[front[-1]], got[front[-1]]):
            front.append(row)
    return np.array(front, dtype=np.int64)


def _row(values: ArrayLike) -> Float64:
    row = np.asarray(values, dtype=np.float64)
    if row.ndim != 1:
        raise ValueError(f"one number for each choice is compared, not an array of shape {row.shape}")
    return row
