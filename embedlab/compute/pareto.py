"""Which of several choices nobody would pass over: none other costs no more and is at least as good (Pareto 1906)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def pareto_front(costs: ArrayLike, quality: ArrayLike) -> NDArray[np.bool_]:
    """Tell which of n choices are on the front, costs (n,) and quality (n,) -> (n,) bool.

    A choice is off the front when another is as cheap and better, cheaper and as good, or both cheaper and better. Of
    equal choices all are on it. What has no quality, or no cost (nan), is not.

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
