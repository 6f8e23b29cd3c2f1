"""Two lists of one measure over the same items, and whether their means differ by more than luck."""

from dataclasses import dataclass
from typing import Final

from embedlab.compute.arrays import Floats
from embedlab.compute.paired import mean_difference
from embedlab.compute.sign_flips import randomisation_test

LUCK: Final = 0.05
"""A p-value from here on is taken for luck."""


@dataclass(frozen=True)
class Compared:
    """A difference of means over the same items, its 95 % interval, and the p-value of Fisher's randomisation test.

    ``wins`` and ``losses`` count the items on which the first, or the second, is ahead.
    """

    difference: float
    low: float
    high: float
    p: float
    wins: int
    losses: int

    @property
    def sure(self) -> bool:
        """Whether the difference is more than luck."""
        return self.p < LUCK


def compared(first: Floats, second: Floats) -> Compared:
    """Compare two lists of nDCG@10 over the same queries, (q,) and (q,), each 0 to 1."""
    return Compared(
        *mean_difference(first, second),
        randomisation_test(first, second),
        int((first > second).sum()),
        int((first < second).sum()),
    )
