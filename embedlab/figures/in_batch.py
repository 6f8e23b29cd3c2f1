"""The in-batch matrix: each anchor against every positive of the batch, its own on the diagonal, its loss beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import Meaning, cell_numbers, cell_trace, colour_bar, numbered
from embedlab.figures.kit.figure_checks import Numbers, grid, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.figures.kit.strokes import box, outlined
from embedlab.numbers_text import between, counted, signed, whole

_ROW, _TOP, _BOTTOM = 34, 112, 78
_TEXT_UP_TO, _NARROW, _NAME, _HEAD = 10, 6, 22, 12
Named = Mapping[tuple[int, int], str]
"""(row, column) of a cell worth a look, to what it is."""


@in_gallery(lambda text: {
    "values": np.full((4, 4), 0.25) + np.eye(4) * 0.5, "rows": four(text), "columns": four(text),
    "losses": [0.1, 0.2, 0.3, np.inf], "name": text, "marks": {(0, 1): text}, "highlight": 0,
})  # fmt: skip
def in_batch_matrix(
    values: ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    losses: ArrayLike | None = None,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
    meaning: Meaning = "similarity",
    marks: Named | None = None,
    highlight: int | None = None,
    narrow: bool = False,
) -> go.Figure:
    """Draw `values` (n, m) of n anchors (`rows`) with m candidates (`columns`); anchor i's own is column i, boxed.

    The first n columns are the positives; those behind them, if there are any, are negatives for all anchors.
    `losses` (n,), 0 or more, stand at the ends of the rows and their mean below. Colours span `extent` (low, high),
    printed; for probabilities pass (0, 1), their `name` and "share" as `meaning`. `marks` name cells worth a look,
    (row, column): their box is dashed and the name on hover and in the text alternative. The name of the `highlight`
    row is bold. Where it is `narrow`, cells of more than six columns have their numbers on hover alone.
    """
    if len(columns) < len(rows):
        same_length(rows=rows, columns=columns)  # each anchor has its positive
    cells = grid(values, rows, columns)
    if not cells.size:
        return theme.empty("No pair in the batch yet.")
    each = None if losses is None else np.asarray(losses, dtype=np.float64)
    same_length(rows=rows, losses=each)
    named = {
        place: what
        for place, what in (marks or {}).items()
        if 0 <= place[0] < len(rows) and 0 <= place[1] < len(columns)
    }
    down = dict(enumerate(notes.bold_row([label(text, _NAME) for text in rows], highlight)))
    across = {place: label(text, _HEAD) for place, text in enumerate(columns)}
    slanted = {"type": "category", "tickangle": -42, "ticklabeloverflow": "allow"}
    return theme.figure(
        [_cells(cells, rows, columns, extent, meaning, name, named, _NARROW if narrow else _TEXT_UP_TO)],
        len(rows) * _ROW + _TOP + _BOTTOM,
        _alt(cells, rows, columns, each, extent, name, named),
        xaxis=named_axis(across, **TOP, **slanted),
        yaxis=named_axis(down, type="category", **DOWNWARDS),
        shapes=[
            *(shape for place in range(len(rows)) for shape in _box(place, place, "solid")),
            *(shape for row, column in named if row != column for shape in _box(row, column, "dot")),
        ],
        annotations=[] if each is None else _losses(each, highlight),
        margin={"l": 16, "r": 62 if each is not None else 48, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _cells(
    cells: Numbers,
    rows: Sequence[str],
    columns: Sequence[str],
    extent: tuple[float, float],
    meaning: Meaning,
    name: str,
    named: Named,
    most: int,
) -> dict[str, Any]:
    told = [[_relation(row, column, named) for column in range(len(columns))] for row in range(len(rows))]
    number, keys = traces.hover_number("z", cells)
    size = 11 if cells.shape[1] <= 6 else 9
    numbers = cell_numbers(cells, signed, size, extent, meaning) if cells.shape[1] <= most else {}
    return cell_trace(
        "batch",
        cells,
        extent,
        meaning,
        # Numbered, so that equal texts keep rows of their own; the axes show the bare texts.
        x=numbered(columns, write=lambda text: paragraph(text, lines=3)),
        y=numbered(rows, write=lambda text: paragraph(text, lines=3)),
        colorbar=colour_bar(name, extent, ypad=26),  # below the mean loss
        customdata=told,
        xgap=2,
        ygap=2,
        hovertemplate=f"%{{customdata}}: {plain(name)} <b>{number}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
        **numbers,
        **keys,
    )


def _relation(row: int, column: int, named: Named) -> str:
    return label(named.get((row, column), "positive" if row == column else "negative"), 40)


def _box(row: int, column: int, dash: str) -> list[dict[str, Any]]:
    # A little smaller than its cell, so that the boxes of neighbours on the diagonal do not touch.
    return outlined([box(row, column, across=0.47, down=0.46)], 4, 2, dash=dash)


def _losses(losses: np.ndarray, highlight: int | None) -> list[dict[str, Any]]:
    ends = notes.row_ends(notes.bold_row([_loss(loss) for loss in losses], highlight), shift=10)
    mean = notes.below(f"mean loss <b>{_loss(losses.mean())}</b>", shift=6, x=1, xanchor="right", xshift=46)
    return [*ends, mean]


def _loss(loss: float) -> str:
    if not np.isfinite(loss):
        return "∞" if loss > 0 else "none"
    # Three digits fit beside the matrix.
    return signed(loss) if loss < 99.995 else whole(loss)


def _alt(
    cells: Numbers,
    rows: Sequence[str],
    columns: Sequence[str],
    losses: np.ndarray | None,
    extent: tuple[float, float],
    name: str,
    named: Named,
) -> str:
    own = np.diagonal(cells)
    # A tie with the own positive counts as found.
    right = int((own >= np.nanmax(cells, axis=1)).sum()) if np.isfinite(cells).any() else 0
    told = (
        f"{name} of {counted(len(rows), 'anchor')} with the positives of the batch, colours from {between(extent)}: "
        f"{right} of {len(rows)} have their own positive first; mean on the diagonal {signed(np.nanmean(own))}."
    )
    for (row, column), what in named.items():
        pair = f"{shorten(rows[row], 40)} and {shorten(columns[column], 40)}"
        told += f" {what.capitalize()}: {pair}, {signed(cells[row, column])}."
    return told if losses is None else f"{told} Mean loss {_loss(losses.mean())}."
