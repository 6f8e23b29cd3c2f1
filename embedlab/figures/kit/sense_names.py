"""The name of every sense on its map: near its own marks, on no mark and on no other name.

A legend has to be decoded; a name beside its marks is read. Where senses lie in one heap, as before a model has read
the sentence, no place is a sense's own: its name then stands at the edge of the heap, and its glyph says whose it is.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.figure_checks import Numbers, rounded
from embedlab.figures.kit.labels import label, shorten, text_width
from embedlab.figures.kit.placement import PHONE_HALF
from embedlab.figures.kit.sense_marks import rows_by_sense

MOST_NAMED: Final = 8
"""More senses than this have no room for their names beside the marks and are named in a legend."""

_UNNAMED: Final = "no label"
_LETTERS: Final = 18
_SIZE: Final = 14
_CELL: Final = 4.0
"""Pixels between two places that are tried."""
_MARK: Final = 8.0
"""Half the side of a mark in pixels, and what is kept free around it."""
_ON_NAME, _ON_MARK, _BESIDE_OTHER = 1e6, 1e3, 25.0
"""Costs in pixels of way: to lie on a name, on one cell of a mark, or nearer to a mark of another sense."""


def name_trace(points: Numbers, senses: Sequence[str], half: float, height: float) -> dict[str, Any]:
    """Return a text trace with the name of each sense; empty when there are too many senses for it.

    `points` (n, 2) lie in the square [-half, half]; `height` is that of the plot in pixels. A narrow screen is
    assumed: a wider one only has more room.
    """
    groups = rows_by_sense(senses) if any(senses) and len(set(senses)) <= MOST_NAMED else {}
    styles = theme.sense_styles(senses)
    pixels = min(PHONE_HALF, height / 2)
    names = [sense or _UNNAMED for sense in groups]
    where = _places(np.nan_to_num(points.astype(np.float64)) * pixels / half, list(groups.values()), names, pixels)
    texts = [f"{styles[sense].key} <b>{label(name, _LETTERS)}</b>" for sense, name in zip(groups, names, strict=True)]
    placed = rounded(where * half / pixels)
    return traces.words("names of senses", placed[:, 0], placed[:, 1], texts, {"size": _SIZE}, showlegend=False)


def _places(
    marks: NDArray[np.float64], groups: Sequence[Sequence[int]], names: Sequence[str], pixels: float
) -> NDArray[np.float64]:
    """Return the middle of each name in pixels; names of the closest groups choose first."""
    steps = np.arange(-pixels, pixels + _CELL, _CELL)
    free = _Cover(steps)
    for mark in marks:
        free.cover(mark, (2 * _MARK, 2 * _MARK), _ON_MARK)
    ways = np.array([free.nearest(marks[rows]) for rows in groups])
    middles = [np.median(marks[rows], axis=0) for rows in groups]
    widths = [np.abs(marks[rows] - middle).mean() for rows, middle in zip(groups, middles, strict=True)]
    places = np.zeros((len(groups), 2))
    for group in np.argsort(widths, kind="stable"):
        size = text_width(f"● {shorten(names[group], _LETTERS)}", _SIZE) + 4, _SIZE + 4.0
        cost = free.under(size) + free.far_from(middles[group], size) + _BESIDE_OTHER * (ways[group] > ways.min(axis=0))
        places[group] = free.cheapest(cost)
        free.cover(places[group], size, _ON_NAME)
    return places


class _Cover:
    """What is covered in a square of cells, and what a box would lie on if its middle were in each of them."""

    def __init__(self, steps: NDArray[np.float64]) -> None:
        self.steps = steps
        self.cost = np.zeros((len(steps), len(steps)))

    def cover(self, middle: NDArray[np.float64], size: tuple[float, float], cost: float) -> None:
        """Cover a box; x is the first axis."""
        across, up = (np.abs(self.steps - middle[axis]) <= size[axis] / 2 for axis in (0, 1))
        self.cost[np.ix_(across, up)] += cost

    def under(self, size: tuple[float, float]) -> NDArray[np.float64]:
        """Return what lies under the box around each cell; infinite where it would leave the square."""
        sums = np.pad(self.cost.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        count = len(self.steps)
        # A name wider than the square stands in its middle.
        reach = [min(int(np.ceil(side / 2 / _CELL)), (count - 1) // 2) for side in size]
        low = [np.arange(count - 2 * cells) for cells in reach]
        high = [start + 2 * cells + 1 for start, cells in zip(low, reach, strict=True)]
        found = np.full((count, count), np.inf)
        inside = np.ix_(low[0] + reach[0], low[1] + reach[1])
        found[inside] = (
            sums[np.ix_(high[0], high[1])] - sums[np.ix_(low[0], high[1])]
            - sums[np.ix_(high[0], low[1])] + sums[np.ix_(low[0], low[1])]
        )  # fmt: skip
        return found

    def far_from(self, anchor: NDArray[np.float64], size: tuple[float, float]) -> NDArray[np.float64]:
        """Return the way in pixels from each cell's box to a place: nothing while the place lies in the box."""
        across, up = (np.clip(np.abs(self.steps - anchor[axis]) - size[axis] / 2, 0, None) for axis in (0, 1))
        return np.asarray(np.hypot(across[:, None], up[None]))

    def nearest(self, marks: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the way in pixels, squared, from each cell to the nearest mark."""
        across, up = ((self.steps - marks[:, axis, None]) ** 2 for axis in (0, 1))
        return np.asarray((across[:, :, None] + up[:, None]).min(axis=0))

    def cheapest(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the middle of the cell that costs least."""
        across, up = np.unravel_index(int(np.argmin(cost)), cost.shape)
        return np.array([self.steps[across], self.steps[up]])
