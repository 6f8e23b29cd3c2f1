"""Which classes are taken for which others: a matrix of shares, true classes down, given classes across."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import cell_numbers, cell_trace, colour_bar, column_gap
from embedlab.figures.kit.figure_checks import grid
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.strokes import box, outlined
from embedlab.numbers_text import counted, percent, whole

_TOP, _BOTTOM = 46, 58
_TALL, _LEAST, _MOST = 300, 12, 30
"""Pixels of all rows together, and the least and the most of one."""
_NUMBERS_UP_TO = 12
_PERCENT = (0.0, 100.0)
_TOLD = 3


@in_gallery(
    lambda text: {"counts": np.eye(4) * 3 + 1, "classes": four(text), "chosen": (0, 1)},
    large=lambda text: {"counts": np.eye(14) * 3 + np.eye(14, k=1), "classes": [text] * 13 + ["last"], "chosen": None},
)
def confusion_matrix(counts: ArrayLike, classes: Sequence[str], *, chosen: tuple[int, int] | None = None) -> go.Figure:
    """Draw `counts` (k, k): how many texts of the class of a row were given the class of a column.

    Cells are shares of their row, 0 to 100 %, which is printed; a row without texts stays empty. Rows are named and
    numbered, columns have the numbers. The cell `chosen` (row, column) is outlined. `customdata` of a cell is
    row * k + column.
    """
    cells = grid(counts, classes, classes)
    if not cells.size:
        return theme.empty("No class has been told yet.")
    sums = cells.sum(axis=1, keepdims=True)
    shares = np.divide(100 * cells, sums, out=np.full_like(cells, np.nan), where=sums > 0)
    few = len(classes) <= _NUMBERS_UP_TO
    row = float(np.clip(_TALL / len(classes), _LEAST, _MOST))
    numbers = cell_numbers(shares, whole, 10, _PERCENT, "share") if few else {}
    gap = {"xgap": column_gap(len(classes)), "ygap": 1}
    bar = colour_bar("% of its class", _PERCENT)
    # Columns of many classes are narrower than their numbers.
    numbered = [place for place in range(len(classes)) if few or place == 0 or place % 5 == 4]
    size = {"tickfont": {"size": 11 if row >= 15 else 9}}
    return theme.figure(
        [
            cell_trace("shares", shares, _PERCENT, "share", colorbar=bar, **gap, **numbers, **traces.SILENT),
            _points(cells, classes),
        ],
        round(row * len(classes)) + _TOP + _BOTTOM,
        _alt(cells, classes),
        xaxis=named_axis(
            {place: str(place + 1) for place in numbered}, **TOP, **size, tickangle=0,
            title={"text": "taken for", "font": {"size": 12}, "standoff": 4}, range=[-0.5, len(classes) - 0.5],
        ),
        yaxis=named_axis(
            {place: f"{label(name, 18)} {place + 1}" for place, name in enumerate(classes)},
            **DOWNWARDS | {"autorange": False, "range": [len(classes) - 0.5, -0.5]}, **size,
        ),
        shapes=outlined([box(*chosen)], 4, 2) if chosen is not None else [],
        margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM, "pad": 2},
    )  # fmt: skip


def _points(cells: np.ndarray, classes: Sequence[str]) -> dict[str, object]:
    """An unseen mark in each cell with a text: a page can be told which was chosen, and cannot of a heatmap's."""
    unseen = {"marker": {"opacity": 0}}
    names = [label(name, 30) for name in classes]
    pairs = [(row, column) for row, column in np.argwhere(cells > 0).tolist()]
    return traces.dots(
        "cells", [column for _, column in pairs], [row for row, _ in pairs],
        {"size": 14, "opacity": 0, "color": palette.NEUTRAL},
        customdata=[row * len(classes) + column for row, column in pairs],
        hovertext=[
            f"{names[row]} {'known' if row == column else f'taken for {names[column]}'}: "
            f"{notes.bold(whole(cells[row, column]))} of {whole(cells[row].sum())}"
            for row, column in pairs
        ],
        hovertemplate=traces.hover("%{hovertext}"),
        selected=unseen,
        unselected=unseen,
    )  # fmt: skip


def _alt(cells: np.ndarray, classes: Sequence[str]) -> str:
    right, every = float(np.trace(cells)), float(cells.sum())
    mixed = sorted(
        ((float(cells[row, column]), row, column) for row, column in np.argwhere(cells > 0).tolist() if row != column),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    told = "; ".join(
        f"{shorten(classes[row], 30)} taken for {shorten(classes[column], 30)} {counted(int(count), 'time')}"
        for count, row, column in mixed[:_TOLD]
    )
    most = f" Most mixed up: {told}." if told else " None is taken for another."
    return f"Of {whole(every)} texts {percent(right / every if every else 0)} got their class.{most}"
