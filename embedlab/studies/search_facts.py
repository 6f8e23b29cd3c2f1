"""What the pages about search tell alike: at which rank a text stands, and whether it moved."""

from collections.abc import Sequence
from typing import Literal, get_args

from numpy.typing import ArrayLike

from embedlab.compute.ties import mean_rank

RankChange = Literal["higher", "same", "lower"]
RANK_CHANGES = get_args(RankChange)
"""The values of a choice that asks how a rank changed."""


def told_rank(scores: ArrayLike, wanted: Sequence[int]) -> float:
    """Return the rank, 1 to n, of the first of the ``wanted`` texts, as it is told: to one decimal.

    A whole number, unless texts of equal score tie: then it is the mean over all their orders.
    """
    return round(mean_rank(scores, wanted), 1)


def rank_change(before: float, after: float) -> RankChange:
    """Return which of ``RANK_CHANGES`` took place between two ranks; 1 is the highest."""
    if after == before:
        return "same"
    return "higher" if after < before else "lower"
