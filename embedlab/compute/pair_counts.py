"""How far two groupings of the same things agree, from the pairs that each puts together.

The adjusted Rand index is kept as the four counts that it is made of, so that a page can show them; beside it stands
the information that the two groupings share. What a cluster is called plays no part in either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64, Integers
from embedlab.compute.bootstrap import resamples, times_drawn

_DRAWS: Final = 1_000


@dataclass(frozen=True)
class PairCounts:
    """All pairs of n things, each in one of four counts.

    Attributes:
        both: pairs that are together in both groupings.
        found_only: together in the first grouping alone.
        true_only: together in the second alone.
        neither: in neither.
    """

    both: int
    found_only: int
    true_only: int
    neither: int

    @property
    def pairs(self) -> int:
        """All pairs: n (n - 1) / 2."""
        return self.both + self.found_only + self.true_only + self.neither

    @property
    def expected(self) -> float:
        """Pairs in both that chance gives to groups of these sizes."""
        return (self.both + self.found_only) * (self.both + self.true_only) / max(self.pairs, 1)

    @property
    def most(self) -> float:
        """What ``both`` would be if the groupings were the same: the mean of what each puts together."""
        return (2 * self.both + self.found_only + self.true_only) / 2

    @property
    def adjusted_rand(self) -> float:
        """(both - expected) / (most - expected), -0.5 to 1: 1 for the same grouping, 0 for what chance gives.

        Hubert and Arabie 1985. 1 where the two are the same, also where there is nothing to tell apart.
        """
        if not self.found_only and not self.true_only:
            return 1.0
        return (self.both - self.expected) / (self.most - self.expected)


def group_table(found: Integers, true: Integers) -> NDArray[np.int64]:
    """Count how many things are in each group of both, (n,) and (n,) of any whole numbers -> (a, b) int64.

    Rows are the numbers of ``found`` in rising order, columns those of ``true``.

    Raises:
        ValueError: the lengths differ.
    """
    if len(found) != len(true):
        raise ValueError(f"{len(found)} and {len(true)} groups of the same things")
    rows, columns = (np.unique(each, return_inverse=True)[1].astype(np.int64) for each in (found, true))
    wide = int(columns.max(initial=-1)) + 1
    cells = np.bincount(rows * wide + columns, minlength=(int(rows.max(initial=-1)) + 1) * wide)
    return cells.reshape(-1, wide) if wide else np.zeros((0, 0), np.int64)


def pair_counts(found: Integers, true: Integers) -> PairCounts:
    """Count the pairs of n things by where two groupings put them, (n,) and (n,) of any whole numbers.

    Raises:
        ValueError: the lengths differ.
    """
    table = group_table(found, true)
    both, first, second = (_pairs(sizes) for sizes in (table.ravel(), table.sum(axis=1), table.sum(axis=0)))
    every = len(found) * (len(found) - 1) // 2
    return PairCounts(both, first - both, second - both, every - first - second + both)


def shared_information(table: NDArray[np.int64]) -> float:
    """Return the normalised mutual information of a table (a, b) of counts, 0 to 1.

    Mutual information over the mean of both entropies (Strehl and Ghosh 2002, with the arithmetic mean as in
    scikit-learn). Not corrected for chance: it rises with the number of groups. 1 where each has a single group.
    """
    return float(_information(np.asarray(table, np.float64)[None])[0])


def resampled_agreement(
    found: Integers, true: Integers, *, samples: int = _DRAWS, seed: int = 0
) -> tuple[Float64, Float64]:
    """Measure agreement on draws of n things with replacement -> two of (``samples``,) float64.

    The adjusted Rand index and the normalised mutual information, the groupings as they are. The same seed gives the
    same draws, so that two groupings of the same things can be compared draw by draw. A thing that was drawn twice is
    no pair with itself: such pairs agree always and would raise the index of few things.

    Raises:
        ValueError: the lengths differ, or there is nothing.
    """
    if not len(found):
        raise ValueError("there is nothing to draw from")
    blocks = list(_resampled(found, true, samples, seed))
    rand, information = (np.concatenate(each) for each in zip(*blocks, strict=True))
    return rand, information


def _resampled(found: Integers, true: Integers, samples: int, seed: int) -> Iterator[tuple[Float64, Float64]]:
    rows, columns = (np.unique(each, return_inverse=True)[1].astype(np.int64) for each in (found, true))
    if len(rows) != len(columns):
        raise ValueError(f"{len(rows)} and {len(columns)} groups of the same things")
    tall, wide = int(rows.max()) + 1, int(columns.max()) + 1
    cells, count = rows * wide + columns, len(rows)
    for drawn in resamples(count, samples, seed):
        numbered = cells[drawn] + tall * wide * np.arange(len(drawn))[:, None]
        tables = np.bincount(numbered.ravel(), minlength=len(drawn) * tall * wide).astype(np.float64)
        tables = tables.reshape(len(drawn), tall, wide)
        own = (times_drawn(drawn) ** 2).sum(axis=1)
        both, first, second = (
            ((sizes**2).sum(axis=-1) - own) / 2
            for sizes in (tables.reshape(len(drawn), -1), tables.sum(axis=2), tables.sum(axis=1))
        )
        expected = first * second / np.maximum((count**2 - own) / 2, 1)
        room = (first + second) / 2 - expected
        same = (first == both) & (second == both)
        rand = np.divide(both - expected, room, out=np.zeros_like(both), where=~same & (room != 0))
        yield np.where(same, 1.0, rand), _information(tables)


def _pairs(sizes: NDArray[np.int64]) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _information(tables: Float64) -> Float64:
    """(s, a, b) counts -> (s,): 2 (H(row) + H(column) - H(both)) / (H(row) + H(column))."""
    total = np.maximum(tables.sum(axis=(1, 2)), 1)
    joint, first, second = (
        _entropy(sizes / total[:, None])
        for sizes in (tables.reshape(len(tables), -1), tables.sum(axis=2), tables.sum(axis=1))
    )
    both = first + second
    return np.clip(np.divide(2 * (both - joint), both, out=np.ones_like(both), where=both > 0), 0.0, 1.0)


def _entropy(shares: Float64) -> Float64:
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=-1))
