"""One text as a dense and as a sparse vector: numbers without names above, weights of words below."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import listed, name_axis, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.strips import colour_bar, nice_limit

_WIDE, _CELL, _ROW, _TERMS = 48, 15, 26, 12
_TOP, _BETWEEN, _BOTTOM = 52, 122, 52
"""Pixels: above the dense panel, between the panels (colours, then the sparse heading), below the sparse one."""


def dense_sparse_pair(
    dense: ArrayLike,
    terms: Sequence[str],
    weights: ArrayLike,
    vocabulary: int,
    *,
    dense_bytes: int,
    sparse_bytes: int,
    limit: float | None = None,
    top: int = _TERMS,
) -> go.Figure:
    """Draw one text's `dense` (d,) vector, any numbers, over its sparse one: `weights` (m,) > 0 of named `terms`.

    All d numbers, 48 a row, in reading order, diverging about 0 over [-limit, limit], by default the largest
    magnitude rounded up, printed; of the terms the `top` heaviest, the axis from 0. `vocabulary` is the number of
    terms that could be non-zero. `dense_bytes` and `sparse_bytes` are what each takes in storage.
    """
    numbers = rounded(dense).ravel()
    loads = rounded(weights)
    same_length(terms=terms, weights=loads)
    if not numbers.size:
        return theme.empty("No vector to show yet.")
    order = np.argsort(-loads, kind="stable")[:top]
    grid = _grid(numbers)
    upper, lower = len(grid) * _CELL, max(len(order), 1) * _ROW
    plot = upper + _BETWEEN + lower
    floor, edge = (lower + _BETWEEN) / plot, lower / plot
    reach = limit if limit is not None else nice_limit(float(np.nanmax(np.abs(numbers), initial=0.0)))
    heaviest = nice_limit(float(loads.max(initial=0.0)))
    # Counted before rounding: a small number is not 0.
    active, kept = int(np.count_nonzero(dense)), int(np.count_nonzero(weights))
    names = [theme.label(terms[row]) for row in order]
    return theme.figure(
        [_numbers(grid, numbers.size, reach, floor), _bars(loads[order], names)],
        plot + _TOP + _BOTTOM,
        _alt(
            numbers.size,
            active,
            dense_bytes,
            kept,
            vocabulary,
            sparse_bytes,
            [terms[row] for row in order],
            loads[order],
        ),
        bargap=0.34,
        xaxis={"visible": False, "fixedrange": True, "range": [-0.5, grid.shape[1] - 0.5]},
        yaxis={"visible": False, "fixedrange": True, "range": [len(grid) - 0.5, -0.5], "domain": [floor, 1]},
        xaxis2=value_axis("weight", 0, heaviest) | {"anchor": "y2"},
        yaxis2=name_axis(range(len(order)), names) | {"domain": [0, edge], "anchor": "x2"},
        annotations=[
            _heading("dense", "dense", _count(active, numbers.size, "numbers"), dense_bytes, "none has a name", 1),
            _heading(
                "sparse", "sparse", _count(kept, vocabulary, "words"), sparse_bytes, _rest(kept, len(order)), edge
            ),
        ],
        margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _grid(numbers: Numbers) -> Numbers:
    wide = min(_WIDE, numbers.size)
    rows = -(-numbers.size // wide)
    return np.append(numbers, np.full(rows * wide - numbers.size, np.nan, np.float32)).reshape(rows, wide)


def _numbers(grid: Numbers, size: int, reach: float, floor: float) -> dict[str, Any]:
    bar = colour_bar("value", -reach, reach) | {"y": floor}
    return {
        "type": "heatmap",
        "z": grid,
        "zmin": -reach,
        "zmax": reach,
        "colorscale": theme.SIMILARITY_SCALE,
        "colorbar": bar,
        "hoverongaps": False,
        "xgap": 1,
        "ygap": 1,
        "customdata": np.arange(1, grid.size + 1, dtype=np.int32).reshape(grid.shape),
        "hovertemplate": f"number %{{customdata}} of {size}<br><b>%{{z:.3f}}</b><extra></extra>",
        "name": "dense",
    }


def _bars(loads: Numbers, names: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": loads,
        "y": list(range(len(loads))),
        "xaxis": "x2",
        "yaxis": "y2",
        "cliponaxis": False,
        "marker": {"color": theme.FAMILY_COLOURS["sparse"], "cornerradius": 2},
        "text": [signed(float(load)) for load in loads],
        "textposition": "outside",
        "textfont": theme.DIGITS | {"size": 12},
        "hovertext": list(names),
        "hovertemplate": "%{hovertext}<br>weight <b>%{text}</b><extra></extra>",
        "name": "sparse",
    }


def _heading(name: str, family: str, count: str, size: int, remark: str, y: float) -> dict[str, Any]:
    key = f"<span style='color:{theme.FAMILY_COLOURS[family]}'>■</span>"
    text = f"{key} <b>{name}</b>: {count}<br>{size:,} bytes, {remark}"
    left = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "paper", "yanchor": "bottom", "align": "left"}
    return theme.note(text, y=y, yshift=6, font={"size": 13}, **left)


def _count(active: int, size: int, unit: str) -> str:
    return f"{active:,} of {size:,} {unit} not 0 ({_fine_percent(active / size if size else 0.0)})"


def _fine_percent(share: float) -> str:
    """Write a share as a percentage with two significant digits below ten: a sparse vector is a matter of decimals."""
    number = share * 100
    return f"{number:.0f} %" if number >= 10 or number == 0 else f"{number:.2g} %"


def _rest(kept: int, drawn: int) -> str:
    if not kept:
        return "no word of it"
    return f"each a word ({kept - drawn} smaller not drawn)" if kept > drawn else "each a word"


def _alt(
    size: int, active: int, dense_bytes: int, kept: int, vocabulary: int, sparse_bytes: int,
    terms: Sequence[str], loads: Numbers,
) -> str:  # fmt: skip
    heaviest = listed(terms, loads) or "none"
    return (
        f"Dense: {_count(active, size, 'numbers')}, {dense_bytes:,} bytes. "
        f"Sparse: {_count(kept, vocabulary, 'words')}, {sparse_bytes:,} bytes; heaviest: {heaviest}."
    )
