"""Two rankings made into one: by a weighted sum of normalised scores, or by ranks alone.

Scores of two rankers have different ranges, so a sum depends on the normalisation, which is named; ranks need
none but forget how far apart texts were.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64, Floats, as_array
from embedlab.compute.parts import Part
from embedlab.compute.ranking import Ranking
from embedlab.compute.ties import SAME_SCORE
from embedlab.errors import InputError

Normalisation = Literal["minmax", "zscore"]


@dataclass(frozen=True, eq=False)
class Fusion:
    """Two or more rankings made into one.

    Attributes:
        scores: (n,) float64, higher first.
        sides: by name, what each ranking adds to the scores, (n,) float64 each.
    """

    scores: Float64
    sides: Mapping[str, Float64]

    @cached_property
    def parts(self) -> tuple[tuple[Part, ...], ...]:
        """For each text the parts that add up to its score; made when asked for, as a sweep asks for scores alone."""
        rows = zip(*(values.tolist() for values in self.sides.values()), strict=True)
        return tuple(tuple(Part(*pair) for pair in zip(self.sides, row, strict=True)) for row in rows)


def minmax(scores: ArrayLike) -> Float64:
    """Return (s - min) / (max - min), (n,) -> (n,) float64 from 0 (worst here) to 1 (best here).

    Equal scores (within 1e-9) all become 0: they say nothing about the order. Depends on the list: one text
    more can move all others.
    """
    values = as_array(scores, 1, "the scores").astype(np.float64)
    spread = np.ptp(values) if values.size else 0.0
    return (values - values.min()) / spread if spread > SAME_SCORE else np.zeros_like(values)


def zscore(scores: ArrayLike) -> Float64:
    """Return (s - mean) / standard deviation over the list, (n,) -> (n,) float64, unbounded, mean 0.

    Equal scores (within 1e-9) all become 0.
    """
    values = as_array(scores, 1, "the scores").astype(np.float64)
    # Divided by a deviation of mere rounding, equal scores would be blown up to an order.
    constant = not values.size or np.ptp(values) <= SAME_SCORE
    return np.zeros_like(values) if constant else (values - values.mean()) / values.std()


def weighted_sum(
    dense: ArrayLike, lexical: ArrayLike, weight: float, normalisation: Normalisation = "minmax"
) -> Fusion:
    """Return weight x dense + (1 - weight) x lexical, each normalised over the list first, (n,), (n,) -> ``Fusion``.

    ``weight`` 0 is the lexical order, 1 the dense order.

    Raises:
        InputError: the weight is not between 0 and 1.
        ValueError: the lengths differ.
    """
    if not 0 <= weight <= 1:
        raise InputError("The weight of a hybrid lies between 0 and 1; change the setting.")
    scale = minmax if normalisation == "minmax" else zscore
    sides = {"dense": weight * scale(dense), "lexical": (1 - weight) * scale(lexical)}
    return _fuse(sides)


def reciprocal_rank_fusion(rankings: Mapping[str, Ranking], k: float = 60) -> Fusion:
    """Return the sum over named rankings of 1 / (k + rank), ranks from 1 (Cormack, Clarke and Büttcher 2009).

    k damps the first ranks; 60 is the paper's. Every text is ranked in every ranking, and tied texts share a
    rank, so a ranker that knows no word of the query does not change the order of the others.

    Raises:
        InputError: ``k`` is negative.
        ValueError: there is no ranking, or they are of different lists.
    """
    if not 0 <= k < np.inf:
        raise InputError("The constant of rank fusion is 0 or more; change the setting.")
    # Ranks that ties share: two texts with one score must not get different votes from the order of the list.
    return _fuse({name: 1.0 / (k + ranking.ranks) for name, ranking in rankings.items()})


def _fuse(sides: Mapping[str, Floats]) -> Fusion:
    if len({len(values) for values in sides.values()}) != 1:
        raise ValueError("there must be rankings, all of the same texts")
    each = {name: np.asarray(values, dtype=np.float64) for name, values in sides.items()}
    return Fusion(np.sum(list(each.values()), axis=0), each)
