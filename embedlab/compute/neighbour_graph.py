"""The nearest texts of every text by cosine: what a map, near-duplicates and outliers are all made from.

Up to ``EXACT_ROWS`` every pair is compared, block by block. Above, a text is compared with those of the cells nearest
to its own, as inverted-file indexes do (Jegou, Douze and Schmid 2011); how many of the true nearest that finds is
measured on a sample and kept with the result. Never are all pairs in memory.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32, Floats, Integers, unit_or_zero
from embedlab.compute.principal import lots_of

EXACT_ROWS: Final = 20_000
"""Up to so many texts all pairs are compared: ten seconds of a quiet core at 384 numbers."""
_NEAR_CELLS: Final = 40
"""Cells that are looked into above that, a text's own included."""
_SCORES: Final = 4_000_000
"""Cosines that are in memory at once: 16 MB."""
_SAMPLE: Final = 200

Said = Callable[[int, int], None]
"""Is told how many rows are done and how many there are."""


@dataclass(frozen=True, eq=False)
class NeighbourGraph:
    """The k nearest others of each row.

    Attributes:
        rows: (n, k) int32, the nearest first.
        cosines: (n, k) float32 in [-1, 1], falling.
        recall: 0 to 1, the share of the true k nearest that were found; 1 where all pairs were compared.
    """

    rows: NDArray[np.int32]
    cosines: Float32
    recall: float


def neighbour_graph(
    vectors: Floats, cells: Integers | None = None, k: int = 15, said: Said | None = None
) -> NeighbourGraph:
    """Find the ``min(k, n - 1)`` nearest others of each row by cosine, (n, d) -> ``NeighbourGraph``.

    ``cells`` (n,) is the cell, 0 or more, that each row lies in; without it, or up to ``EXACT_ROWS`` rows, all pairs
    are compared. A row of zeros has cosine 0 with all others. Of equal cosines any may come first.

    Raises:
        ValueError: ``k`` is below 1, or cells are not one a row.
    """
    count = len(vectors)
    if k < 1 or (cells is not None and len(cells) != count):
        raise ValueError(f"{k} nearest of {count} rows, {count if cells is None else len(cells)} cells")
    k = min(k, max(count - 1, 0))
    rows, cosines = np.zeros((count, k), np.int32), np.zeros((count, k), np.float32)
    if not k:
        return NeighbourGraph(rows, cosines, 1.0)
    if cells is not None and count > EXACT_ROWS:
        _fill_from_cells(vectors, np.asarray(cells), (rows, cosines), said)
        return NeighbourGraph(rows, cosines, _recall(vectors, rows))
    units, everyone = unit_or_zero(np.asarray(vectors)), np.arange(count)
    for lot in lots_of(count, max(_SCORES // count, 1)):
        rows[lot], cosines[lot] = _nearest(units[lot], everyone[lot], units, everyone, k)
        if said is not None:
            said(lot.stop, count)
    return NeighbourGraph(rows, cosines, 1.0)


def _nearest(
    asked: Float32, asked_rows: Integers, others: Float32, other_rows: Integers, k: int
) -> tuple[NDArray[np.int32], Float32]:
    """The k nearest of ``others`` to each asked, (m, d) and (o, d), both of length 1; rows say which they are."""
    scores = asked @ others.T
    scores[asked_rows[:, None] == other_rows] = -2.0
    near = np.argpartition(scores, -k, axis=1)[:, -k:]
    best = np.take_along_axis(scores, near, 1)
    order = np.argsort(-best, axis=1, kind="stable")
    found = np.clip(np.take_along_axis(best, order, 1), -1.0, 1.0)
    return other_rows[np.take_along_axis(near, order, 1)].astype(np.int32), found


def _fill_from_cells(
    vectors: Floats, cells: Integers, into: tuple[NDArray[np.int32], Float32], said: Said | None
) -> None:
    """Find the nearest of the rows of each cell among those of the cells nearest to it."""
    count, k = into[0].shape
    order = np.argsort(cells, kind="stable")
    names, starts = np.unique(cells[order], return_index=True)
    members = np.split(order, starts[1:])
    centres = unit_or_zero(np.stack([_units(vectors, rows).mean(axis=0) for rows in members]))
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")
    done = 0
    for cell in range(len(names)):
        wide = _NEAR_CELLS
        # Small cells may hold fewer than k others together; then farther ones are looked into as well.
        while wide < len(names) and sum(len(members[other]) for other in near[cell, :wide]) <= k:
            wide *= 2
        other_rows = np.concatenate([members[other] for other in near[cell, :wide]])
        others = _units(vectors, other_rows)
        for lot in lots_of(len(members[cell]), max(_SCORES // len(other_rows), 1)):
            rows = members[cell][lot]
            into[0][rows], into[1][rows] = _nearest(_units(vectors, rows), rows, others, other_rows, k)
        done += len(members[cell])
        if said is not None:
            said(done, count)


def _recall(vectors: Floats, found: NDArray[np.int32]) -> float:
    count, k = found.shape
    sample = np.random.default_rng(0).choice(count, min(_SAMPLE, count), replace=False)
    asked = _units(vectors, sample)
    scores = np.concatenate([asked @ unit_or_zero(np.asarray(vectors[lot])).T for lot in lots_of(count)], axis=1)
    scores[np.arange(len(sample)), sample] = -2.0
    true = np.argpartition(scores, -k, axis=1)[:, -k:]
    return sum(len(np.intersect1d(*pair)) for pair in zip(true, found[sample], strict=True)) / true.size


def _units(vectors: Floats, rows: Integers) -> Float32:
    return unit_or_zero(np.asarray(vectors[rows]))
