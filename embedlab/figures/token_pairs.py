"""Every token of one text against every token of another, read as pooling reads it: by the mean of all cells.

The same matrix read by its row maxima, late interaction, is in `maxsim.py`.
"""

from collections.abc import Collection, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.heatmaps import similarity_scale
from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.figure_checks import Numbers, rounded, signed
from embedlab.figures.kit.quantities import counted
from embedlab.figures.kit.token_axes import (
    GAPS_UP_TO,
    NAMED_COLUMNS,
    TEXT_ROWS,
    thinned,
    token_axis,
    token_names,
    written,
)
from embedlab.figures.strips import colour_bar

_TOP, _BOTTOM = 92, 92


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
    values = rounded(cells)
    if not len(rows) or not len(columns):
        return theme.empty("No tokens to compare yet.")
    if values.shape != (len(rows), len(columns)):
        raise ValueError(f"cells must have the shape {(len(rows), len(columns))}, not {values.shape}")
    middle = float(np.nanmean(values)) if mean is None and np.isfinite(values).any() else mean
    tall = 30 if len(rows) <= TEXT_ROWS else 21
    above = token_names(
        columns, special_cols, thinned(range(len(columns)), len(columns)) if len(columns) > NAMED_COLUMNS else None
    )
    return theme.figure(
        [_cells(values, rows, columns, extent, name)],
        len(rows) * tall + _TOP + _BOTTOM,
        _alt(values, rows, columns, extent, name, middle),
        xaxis=token_axis(above) | {"side": "top", "tickangle": -90},
        yaxis=token_axis(token_names(rows, special_rows)) | {"autorange": "reversed", "automargin": True},
        annotations=[] if middle is None else [_mean_note(middle)],
        margin={"l": 16, "r": 16, "t": _TOP, "b": _BOTTOM, "pad": 2},
    )


def _cells(
    values: Numbers, rows: Sequence[str], columns: Sequence[str], extent: tuple[float, float], name: str
) -> dict[str, object]:
    # Numbered, so that equal tokens keep rows of their own.
    down = [f"{place + 1} · {theme.label(token, 40)}" for place, token in enumerate(rows)]
    across = [f"{place + 1} · {theme.label(token, 40)}" for place, token in enumerate(columns)]
    scale = colour_bar(name, *extent)
    level = {"ypad": 30, "tickangle": 0, "ticktext": [short(tick) for tick in scale["tickvals"]]}
    return written(values) | {
        "type": "heatmap",
        "z": values,
        "x": across,
        "y": down,
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "colorbar": scale | level,
        "hoverongaps": False,
        "xgap": 1 if len(columns) <= GAPS_UP_TO else 0,
        "ygap": 1,
        "hovertemplate": f"{theme.plain(name)} <b>%{{z:.3f}}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
        "name": "token pairs",
    }


def _mean_note(mean: float) -> dict[str, object]:
    below = {"x": 1, "xref": "paper", "xanchor": "right", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -4}
    return theme.note(f"mean of all cells <b>{signed(mean, 3)}</b>", **below)


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
        f"{signed(extent[0])} to {signed(extent[1])}."
    )
    if mean is None or not np.isfinite(values).any():
        return told
    row, column = divmod(int(np.nanargmax(values)), len(columns))
    closest = f"{theme.shorten(rows[row], 20)} and {theme.shorten(columns[column], 20)}"
    return f"{told} Mean of all cells {signed(mean, 3)}; largest: {closest}, {signed(float(values[row, column]))}."
