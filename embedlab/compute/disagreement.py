"""Where two rankings of the same texts differ most.

A reader goes down a list from its top, so a text that falls from rank 1 to 10 is missed, and one that falls from 41 to
50 was never seen. Differences of logarithms of ranks say so without a constant: what counts is how many times one rank
is the other. Differences of 1 / (k + rank) would do too, but how much rank 2 is worth would hang on the k.
"""

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, as_array
from embedlab.compute.ranking import Ranking

Side = Literal["either", "first", "second"]
"""Who puts the text higher: the first ranking, the second, or whichever."""

_DECIMALS = 9
"""Of a difference that is put in order; what is beyond them is rounding."""


def mean_ranks(ranking: Ranking) -> Float64:
    """Return the rank of each text, (n,) float64 from 1 to n; tied texts have the mean of the ranks they take up.

    Two that tie for the ranks 2 and 3 have 2.5: the mean over both of their orders (see ``ties``). The sum is always
    n (n + 1) / 2.
    """
    ranks = ranking.ranks.astype(np.float64)
    for group in ranking.ties:
        ranks[list(group)] += (len(group) - 1) / 2
    return ranks


def rank_doublings(first: ArrayLike, second: ArrayLike) -> Float64:
    """Return log2(second) - log2(first), (n,) and (n,) ranks from 1 -> (n,) float64 from -log2(n) to log2(n).

    How many times the rank doubles from the first list to the second: above 0 where the first puts the text higher,
    below where the second does, 0 at equal ranks. Exchanging the lists changes the sign and nothing else. Rank 1
    against 10 is 3.32, 41 against 50 is 0.29. That worth falls with the logarithm of the rank is what DCG holds too
    (Järvelin and Kekäläinen 2002).

    Raises:
        ValueError: the lengths differ, or a rank is below 1.
    """
    one, other = (as_array(ranks, 1, "the ranks").astype(np.float64) for ranks in (first, second))
    if one.shape != other.shape:
        raise ValueError(f"ranks of {len(one)} and of {len(other)} texts cannot be compared")
    if (one < 1).any() or (other < 1).any():
        raise ValueError("ranks begin with 1")
    return np.asarray(np.log2(other) - np.log2(one), dtype=np.float64)


def furthest(doublings: ArrayLike, side: Side = "either") -> int | None:
    """Return the text on which two rankings differ most, (n,) of ``rank_doublings`` -> its number, the first of equals.

    None when there is none that this side puts higher.
    """
    # Rounded, or equal differences of other ranks (1 and 2, 10 and 20) would be put in order by the last bit.
    signed = as_array(doublings, 1, "the differences").astype(np.float64).round(_DECIMALS)
    values = {"either": np.abs(signed), "first": signed, "second": -signed}[side]
    best = int(values.argmax()) if values.size else None
    return best if best is not None and values[best] > 0 else None


def widest(differences: Sequence[ArrayLike], side: Side = "either", most: int = 10) -> list[tuple[int, int]]:
    """Return at most ``most`` pairs (query, text), the widest difference first, one a query; equal ones as they stand.

    ``differences`` holds (n,) of ``rank_doublings`` for each query; one query may have other texts than the next.
    """
    rows = [np.asarray(row, dtype=np.float64) for row in differences]
    found = [(query, text) for query, row in enumerate(rows) if (text := furthest(row, side)) is not None]
    return sorted(found, key=lambda pair: -round(abs(float(rows[pair[0]][pair[1]])), _DECIMALS))[:most]


def credit_at_first(ranking: Ranking, wanted: Collection[int]) -> float:
    """Return how far one of the ``wanted`` texts stands first, 0 to 1: of m texts that tie for rank 1, h wanted, h / m.

    That is the share of the orders of the tied ones that begin with a wanted text (see ``ties``).
    """
    first = np.flatnonzero(ranking.ranks == 1).tolist()
    return sum(text in wanted for text in first) / len(first) if first else 0.0
