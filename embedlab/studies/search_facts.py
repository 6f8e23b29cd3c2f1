"""What the pages about search tell alike: at which rank a text stands, and whether it moved."""

from collections.abc import Sequence
from typing import Literal, get_args

from embedlab.compute.ties import SAME_SCORE

RankChange = Literal["higher", "same", "lower"]
RANK_CHANGES = get_args(RankChange)
"""The values of a choice that asks how a rank changed."""


def worst_rank(scores: Sequence[float], index: int) -> int:
    """Return the last rank, 1 to n, of text ``index`` among texts of equal score: a tie is no merit."""
    # Less than a rounding apart counts as equal, as in every ranking here.
    return sum(score >= scores[index] - SAME_SCORE for score in scores)


def rank_change(before: int, after: int) -> RankChange:
    """Return which of ``RANK_CHANGES`` took place between two ranks; 1 is the highest."""
    if after == before:
        return "same"
    return "higher" if after < before else "lower"
