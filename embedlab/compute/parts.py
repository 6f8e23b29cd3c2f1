"""What a score is made of: named terms that add up to it.

Every ranker that can be taken apart answers in this one shape, so that one table and one figure show them all.
The terms are exact summands, not an explanation of what a model understood.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True)
class Part:
    """One summand of a score: a term, a token or a ranking, and what it adds."""

    name: str
    value: float


def total(parts: Iterable[Part]) -> float:
    """Return the sum of the values, the score that the parts belong to; 0.0 without parts."""
    return fsum(part.value for part in parts)
