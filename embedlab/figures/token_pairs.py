"""Every token of one text against every token of another, read as pooling reads it: by the mean of all cells.

The same matrix read by its row maxima, late interaction, is in `maxsim_matrix.py`.
"""

from collections.abc import Collection, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, token_axes, traces
from embedlab.figures.kit.cells import cell_trace, column_gap, level_bar, numbered
from embedlab.figures.kit.figure_checks import Numbers, grid
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import plain, shorten
from embedlab.numbers_text import between, counted, signed


@in_gallery(lambda text: {
    "cells": np.linspace(-1, 1, 12).reshape(4, 3), "rows": four(text), "columns": four(text)[:3], "special_rows": {0},
    "special_cols": {2}, "name": text,
})  # fmt: skip
def token_pairs(
    cells: ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    special_rows: Collection[int] = (),
    special_cols: Collection[int] = (),
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "dot product",
    mean: float | None = None,
) -> go.Figure:
    """Draw `cells` (s, t), any numbers, nan where a token is left out, tokens `rows` (s,) against `columns` (t,).

    Colours span `extent` (low, high), printed; `name` says what a cell is. `mean` is printed below: pass the mean
    of the cells that are pooled; without it, it is that of all cells drawn. `special_rows` and `special_cols` have
    grey names.
    """
    values = grid(cells, rows, columns, "cells")
    if not values.size:
        return theme.empty("No tokens to compare yet.")
    middle = float(np.nanmean(values)) if mean is None and np.isfinite(values).any() else mean
    named = None if len(columns) <= token_axes.NAMED_COLUMNS else token_axes.thinned(range(len(columns)), len(columns))
    number, keys = traces.hover_number("z", values, 3)
    trace = cell_trace(
        "token pairs",
        values,
        extent,
        x=numbered(columns),
        y=numbered(rows),
        colorbar=level_bar(name, extent),
        xgap=column_gap(len(columns)),
        ygap=1,
        hovertemplate=f"{plain(name)} <b>{number}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
        **token_axes.written(values, extent),
        **keys,
    )
    means = [] if middle is None else [f"mean of all cells <b>{signed(middle, 3)}</b>"]
    return theme.figure(
        [trace],
        token_axes.matrix_height(len(rows)),
        _alt(values, rows, columns, extent, name, middle),
        **token_axes.matrix_axes(
            token_axes.token_names(rows, special_rows), token_axes.token_names(columns, special_cols, named)
        ),
        annotations=[notes.below(text, shift=4, x=1, xanchor="right") for text in means],
        margin={"l": 16, "r": 16, "t": token_axes.TOP_ROOM, "b": token_axes.BOTTOM_ROOM, "pad": 2},
    )


def _alt(
    values: Numbers,
    rows: Sequence[str],
    columns: Sequence[str],
    extent: tuple[float, float],
    name: str,
    mean: float | None,
) -> str:
    told = (
        f"{name} of {counted(len(rows), 'token')} with {counted(len(columns), 'token')}, colours from "
        f"{between(extent)}."
    )
    if mean is None or not np.isfinite(values).any():
        return told
    row, column = divmod(int(np.nanargmax(values)), len(columns))
    closest = f"{shorten(rows[row], 20)} and {shorten(columns[column], 20)}"
    return f"{told} Mean of all cells {signed(mean, 3)}; largest: {closest}, {signed(values[row, column])}."
