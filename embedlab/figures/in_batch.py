"""The in-batch matrix: each anchor against every positive of the batch, its own on the diagonal, its loss beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.heatmaps import similarity_scale
from embedlab.figures.kit import theme
from embedlab.figures.kit.colour import DARK_INK, LIGHT_INK
from embedlab.figures.kit.figure_checks import Numbers, bare, rounded, same_length, signed
from embedlab.figures.kit.quantities import counted
from embedlab.figures.strips import colour_bar

_ROW, _TOP, _BOTTOM = 34, 112, 78
_TEXT_UP_TO, _NAME, _HEAD = 10, 22, 16


def in_batch_matrix(
    values: ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    losses: ArrayLike | None = None,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
    marks: Mapping[tuple[int, int], str] | None = None,
    highlight: int | None = None,
) -> go.Figure:
    """Draw `values` (n, n) of n anchors (`rows`) with n positives (`columns`); anchor i's own is column i, boxed.

    `losses` (n,), 0 or more, stand at the ends of the rows and their mean below. Colours span `extent` (low, high),
    printed; for probabilities pass (0, 1) and their `name`. `marks` name cells worth a look, (row, column): their
    box is dashed and the name on hover and in the text alternative. The name of the `highlight` row is bold.
    """
    cells = rounded(values)
    same_length(rows=rows, columns=columns)
    if not len(rows):
        return theme.empty("No pair in the batch yet.")
    if cells.shape != (len(rows), len(rows)):
        raise ValueError(f"values must have the shape {(len(rows), len(rows))}, not {cells.shape}")
    costs = None if losses is None else np.asarray(losses, dtype=np.float64)
    if costs is not None:
        same_length(rows=rows, losses=costs)
    named = {place: what for place, what in (marks or {}).items() if all(0 <= each < len(rows) for each in place)}
    return theme.figure(
        [_cells(cells, rows, columns, extent, name, named)],
        len(rows) * _ROW + _TOP + _BOTTOM,
        _alt(cells, rows, columns, costs, extent, name, named),
        xaxis=_axis(columns, _HEAD, None) | {"side": "top", "tickangle": -42, "ticklabeloverflow": "allow"},
        yaxis=_axis(rows, _NAME, highlight) | {"autorange": "reversed", "automargin": True},
        shapes=[
            *(box for place in range(len(rows)) for box in _box(place, place, "solid")),
            *(box for place in named if place[0] != place[1] for box in _box(*place, "dot")),
        ],
        annotations=[] if costs is None else _losses(costs, highlight),
        margin={"l": 16, "r": 62 if costs is not None else 48, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _cells(
    cells: Numbers,
    rows: Sequence[str],
    columns: Sequence[str],
    extent: tuple[float, float],
    name: str,
    named: Mapping[tuple[int, int], str],
) -> dict[str, Any]:
    told = [[_relation(row, column, named) for column in range(len(columns))] for row in range(len(rows))]
    return _written(cells) | {
        "type": "heatmap",
        "z": cells,
        # Numbered, so that equal texts keep rows of their own; the axes show the bare texts.
        "x": [f"{place + 1} · {theme.paragraph(text, lines=3)}" for place, text in enumerate(columns)],
        "y": [f"{place + 1} · {theme.paragraph(text, lines=3)}" for place, text in enumerate(rows)],
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "colorbar": colour_bar(name, *extent) | {"ypad": 26},
        "customdata": told,
        "hoverongaps": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": f"%{{customdata}}: {theme.plain(name)} <b>%{{z:.2f}}</b><br>%{{y}}<br>%{{x}}<extra></extra>",
        "name": "batch",
    }


def _relation(row: int, column: int, named: Mapping[tuple[int, int], str]) -> str:
    ordinary = "positive" if row == column else "negative"
    return theme.label(named.get((row, column), ordinary), 40)


def _written(cells: Numbers) -> dict[str, Any]:
    if len(cells) > _TEXT_UP_TO:
        return {}
    texts = [["" if np.isnan(cell) else bare(float(cell)) for cell in row] for row in cells]
    return {
        "text": texts,
        "texttemplate": "%{text}",
        "textfont": {"family": theme.MONO, "size": 11 if len(cells) <= 6 else 9},
    }


def _axis(texts: Sequence[str], limit: int, bold: int | None) -> dict[str, Any]:
    names = [theme.label(text, limit) for text in texts]
    return {
        "type": "category",
        "tickvals": list(range(len(texts))),
        "ticktext": [f"<b>{name}</b>" if place == bold else name for place, name in enumerate(names)],
        "tickfont": {"size": 12},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
    }


def _box(row: int, column: int, dash: str) -> list[dict[str, Any]]:
    # A light line around a dark one is seen on every cell colour, as on maps.
    place = {"type": "rect", "x0": column - 0.47, "x1": column + 0.47, "y0": row - 0.46, "y1": row + 0.46}
    return [
        place | {"line": {"width": width, "color": ink, "dash": kind}}
        for width, ink, kind in ((4, LIGHT_INK, "solid"), (2, DARK_INK, dash))
    ]


def _losses(costs: np.ndarray, highlight: int | None) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 10, "font": theme.DIGITS | {"size": 12}}
    texts = [_cost(float(cost)) for cost in costs]
    ends = [
        theme.note(f"<b>{text}</b>" if row == highlight else text, y=row, **beside) for row, text in enumerate(texts)
    ]
    corner = {"xref": "paper", "x": 1, "yref": "paper", "y": 0, "yanchor": "top", "yshift": -6}
    mean = theme.note(f"mean loss <b>{_cost(float(costs.mean()))}</b>", xanchor="right", xshift=46, **corner)
    return [*ends, mean]


def _cost(cost: float) -> str:
    if not np.isfinite(cost):
        return "∞" if cost > 0 else "none"
    return signed(cost) if cost < 99.995 else f"{cost:,.0f}"


def _alt(
    cells: Numbers,
    rows: Sequence[str],
    columns: Sequence[str],
    costs: np.ndarray | None,
    extent: tuple[float, float],
    name: str,
    named: Mapping[tuple[int, int], str],
) -> str:
    own = np.diagonal(cells)
    right = int((own >= np.nanmax(cells, axis=1)).sum()) if np.isfinite(cells).any() else 0
    told = (
        f"{name} of {counted(len(rows), 'anchor')} with the positives of the batch, colours from {signed(extent[0])} "
        f"to {signed(extent[1])}: {right} of {len(rows)} have their own positive first; mean on the diagonal "
        f"{signed(float(np.nanmean(own)))}."
    )
    for (row, column), what in named.items():
        pair = f"{theme.shorten(rows[row], 40)} and {theme.shorten(columns[column], 40)}"
        told += f" {what.capitalize()}: {pair}, {signed(float(cells[row, column]))}."
    return told if costs is None else f"{told} Mean loss {_cost(float(costs.mean()))}."
