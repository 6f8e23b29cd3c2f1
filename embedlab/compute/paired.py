"""Whether two models differ that were given the same items, and how sure that is.

Two intervals, one for each model, leave out that both saw the same items: an easy one is easy for both. A paired test
looks at what differs from item to item, and finds differences that overlapping intervals seem to deny.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.errors import InputError

LUCK = 0.05
"""A p-value below this is called unlikely to be luck."""


@dataclass(frozen=True)
class McNemar:
    """Of ``items`` seen by two models: how many the first alone got right, how many the second alone, and ``p``.

    ``p`` (0 to 1) is how often a fair coin would split the items on which they differ at least as unevenly.
    """

    items: int
    first: int
    second: int
    p: float


def mcnemar(first: ArrayLike, second: ArrayLike) -> McNemar:
    """Compare two models' results on the same n items, (n,) and (n,) from 0 wrong to 1 right -> ``McNemar``.

    The exact two-sided test of McNemar (1947): items with equal results say nothing about which is better; the others
    fall to either side like a fair coin, if there is no difference. An item half won counts for whoever won more.

    Raises:
        InputError: there is no item.
        ValueError: the lengths differ.
    """
    differences = _differences(first, second)
    ahead, behind = int((differences > 0).sum()), int((differences < 0).sum())
    return McNemar(len(differences), ahead, behind, sign_test(ahead, behind))


def sign_test(ahead: int, behind: int) -> float:
    """Return how often (0 to 1) a fair coin splits ``ahead`` + ``behind`` decisions at least as unevenly, to any side.

    The exact two-sided sign test (Arbuthnott 1710; Dixon and Mood 1946): decisions that fall to neither side are left
    out before. Without one decision it is 1.

    Raises:
        ValueError: a count is below 0.
    """
    if min(ahead, behind) < 0:
        raise ValueError(f"decisions are counted from 0, not {ahead} and {behind}")
    split = ahead + behind
    tail = sum(comb(split, k) for k in range(min(ahead, behind) + 1))
    return min(1.0, tail / (1 << split) * 2)


def mean_difference(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> tuple[float, float, float]:
    """Return how much higher the first mean is over the same n items, (n,) and (n,) -> (difference, low, high).

    The interval is the paired bootstrap: items are drawn again with both of their values, so what is drawn are
    differences (Efron and Tibshirani 1993).

    Raises:
        InputError: there is no item.
        ValueError: the lengths differ, or ``level`` is not between 0 and 1.
    """
    differences = _differences(first, second)
    return float(differences.mean()), *bootstrap_interval(differences, level=level)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values (0 to 1), each corrected for the number of comparisons, in the same order (Holm 1979).

    The smallest of m is multiplied by m, the next by m - 1 and so on; none comes out below a smaller one, or above 1.
    Then the chance that luck alone makes even one of them fall below a level is at most that level.
    """
    adjusted, least = [0.0] * len(p_values), 0.0
    for step, place in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        least = max(least, min(1.0, (len(p_values) - step) * p_values[place]))
        adjusted[place] = least
    return tuple(adjusted)


def _differences(first: ArrayLike, second: ArrayLike) -> Float64:
    one, other = (as_array(side, 1, "the results").astype(np.float64) for side in (first, second))
    if len(one) != len(other):
        raise ValueError(f"results on {len(one)} and on {len(other)} items are not of the same items")
    if not len(one):
        raise InputError("There is nothing to compare; add at least one example.")
    return one - other
