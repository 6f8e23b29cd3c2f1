"""Which rankers put texts into alike orders: for one query, and on average over many, with how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bootstrap import bootstrap_interval, middle, resampled_means
from embedlab.compute.clustering import Tree, tree_of
from embedlab.compute.rank_agreement import chance_overlap
from embedlab.lessons.every_family.examples import OPTIONS, colour_family
from embedlab.lessons.every_family.shipped_agreement import MEASURES, Measure, load_agreement
from embedlab.studies.rank import RankerId
from embedlab.studies.remembered import remembered

Matrix = NDArray[np.float64]
Ends = tuple[float, float, float]
"""A mean, and the low and the high end of its interval; those are nan for one query."""
LEVEL: Final = 0.95


@dataclass(frozen=True)
class Pair:
    """Two rankers and how far they agree.

    Attributes:
        first, second: their ids, in the order of the axes.
        value: "tau" (-1 to 1) or "rbo" (0 to 1), of one query or the mean over many.
        low, high: its 95 % interval over the queries; nan for one query.
        often: of the pair that agrees most or least, how often it does when the queries are drawn again, 0 to 1; else
            nan.
    """

    first: str
    second: str
    value: float
    low: float = float("nan")
    high: float = float("nan")
    often: float = float("nan")


@dataclass(frozen=True, eq=False)
class Agreement:
    """Each two of R rankers compared on Q queries.

    Attributes:
        measure: "tau" or "rbo".
        rankers: (R,) ids, in the order of the axes.
        silent: ids of those left out: they give all texts of the query the same score, so they have no order.
        queries: Q.
        texts: number of texts that are ranked for a query.
        values, lows, highs: (R, R) float64, the means over the queries on which both have an order, and the ends of
            their intervals; nan without, and on the diagonal.
        pairs: every two rankers, in the order of the axes; those that have no number are left out.
        most, least: those of ``pairs`` that agree most and least, of two families (``apart``); None without any.
        inside: the mean over pairs of one family (``akin``) and the ends of its interval; nan without such a pair.
        across: the same over pairs of two families (``apart``).
        tree: what is alike joined, by ``values``.
    """

    measure: Measure
    rankers: tuple[str, ...]
    silent: tuple[str, ...]
    queries: int
    texts: int
    values: Matrix
    lows: Matrix
    highs: Matrix
    pairs: tuple[Pair, ...]
    most: Pair | None
    least: Pair | None
    inside: Ends
    across: Ends
    tree: Tree

    @property
    def unrelated(self) -> float:
        """What unrelated orders of so many texts reach on average."""
        return 0.0 if self.measure == "tau" else chance_overlap(self.texts)

    def pair(self, first: str, second: str) -> Pair | None:
        """Two rankers, in either order; None where they cannot be compared."""
        return next((pair for pair in self.pairs if {pair.first, pair.second} == {first, second}), None)


@remembered
def on_one_query(rankers: tuple[str, ...], ranks: NDArray[np.int64], measure: Measure) -> Agreement:
    """Compare the rankings (R, n) of one query."""
    kept = [place for place, row in enumerate(ranks) if np.unique(row).size > 1]
    silent = tuple(name for place, name in enumerate(rankers) if place not in kept)
    each = MEASURES[measure](ranks[kept])[np.triu_indices(len(kept), 1)]
    return agreement_of(tuple(rankers[place] for place in kept), ranks.shape[1], each[None], measure, silent)


def on_board(measure: Measure) -> Agreement | None:
    """Compare all rankers on the questions that ship; None where their comparisons do not ship."""
    found = load_agreement()
    return None if found is None else _read(found.rankers, found.texts, found.pairs[measure], measure)


@remembered
def _read(rankers: tuple[str, ...], texts: int, each: NDArray[np.float32], measure: Measure) -> Agreement:
    # That nothing ships is not remembered: it would outlive the moment in which the file could not be read.
    return agreement_of(rankers, texts, each, measure)


def agreement_of(
    rankers: tuple[str, ...], texts: int, each: NDArray[Any], measure: Measure, silent: tuple[str, ...] = ()
) -> Agreement:
    """Read comparisons of R rankers on Q queries, ``each`` (Q, R (R - 1) / 2) in the order of ``np.triu_indices``.

    Of many queries the intervals are the middle 95 % of the means over queries drawn again (percentile bootstrap).
    """
    table = np.asarray(each, dtype=np.float64)
    means = resampled_means(table) if len(table) > 1 else np.empty((0, table.shape[1]))
    pairs = [
        Pair(*both, _mean(column), *middle(drawn[np.isfinite(drawn)], LEVEL))
        for both, column, drawn in zip(combinations(rankers, 2), table.T, means.T, strict=True)
    ]
    values, lows, highs = (np.full((len(rankers), len(rankers)), np.nan) for _ in range(3))
    for (row, column), pair in zip(combinations(range(len(rankers)), 2), pairs, strict=True):
        for matrix, number in ((values, pair.value), (lows, pair.low), (highs, pair.high)):
            matrix[row, column] = matrix[column, row] = number
    known = tuple(pair for pair in pairs if np.isfinite(pair.value))
    most, least = (_furthest(pairs, sign * means, sign) for sign in (1, -1))
    kin = np.array([akin(pair.first, pair.second) for pair in pairs], dtype=bool)
    two = np.array([apart(pair.first, pair.second) for pair in pairs], dtype=bool)
    inside, across = (_over_pairs(table[:, chosen]) for chosen in (kin, two))
    return Agreement(
        measure,
        rankers,
        silent,
        len(table),
        texts,
        values,
        lows,
        highs,
        known,
        most,
        least,
        inside,
        across,
        tree_of(values),
    )


def _over_pairs(table: Matrix) -> Ends:
    """The mean over queries of the mean over pairs, (Q, P), and its interval over queries."""
    of_each = np.array([_mean(row) for row in table])
    known = of_each[np.isfinite(of_each)]
    ends = bootstrap_interval(known, level=LEVEL) if len(known) > 1 else (float("nan"), float("nan"))
    return (_mean(known), *ends)


def _furthest(pairs: Sequence[Pair], means: Matrix, sign: int) -> Pair | None:
    """The pair of two families with the largest value times ``sign``, and in how many of the draws it is that one."""
    asked = [
        place for place, pair in enumerate(pairs) if apart(pair.first, pair.second) and np.isfinite(pair.value)
    ]  # fmt: skip
    if not asked:
        return None
    best = max(range(len(asked)), key=lambda at: sign * pairs[asked[at]].value)
    drawn = np.nan_to_num(means[:, asked], nan=-np.inf).argmax(axis=1)
    return replace(pairs[asked[best]], often=float((drawn == best).mean()) if len(drawn) else float("nan"))


def apart(first: str, second: str) -> bool:
    """Whether two rankers are of different families, and no model has a part in both.

    MiniLM and MiniLM read late, or a hybrid and what it is made of, agree as they are partly the same thing.
    """
    return colour_family(first) != colour_family(second) and not _models(first) & _models(second)


def akin(first: str, second: str) -> bool:
    """Whether two rankers are of one family, and no model has a part in both.

    Held to what ``apart`` is held to: one model pooled in two ways would make its family look closer than it is.
    """
    return colour_family(first) == colour_family(second) and not _models(first) & _models(second)


def _models(ranker: str) -> frozenset[str]:
    parsed = RankerId.parse(ranker)
    mixed = {OPTIONS.dense, OPTIONS.lexical} if parsed.card.family == "hybrid" else {parsed.model}
    return frozenset(mixed | {card.id for card in parsed.cards(OPTIONS)})


def _mean(column: Matrix) -> float:
    known = column[np.isfinite(column)]
    return float(known.mean()) if known.size else float("nan")
