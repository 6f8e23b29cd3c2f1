"""One text as a dense and as a sparse vector: numbers without names above, weights of words below."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.bar_rows import bar_axis, bar_trace, listed, name_axis
from embedlab.figures.kit.cells import Extent, cell_trace, colour_bar, nice_limit, reach_of
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label
from embedlab.numbers_text import fine_percent, signed, whole

_WIDE, _CELL, _ROW, _TERMS = 48, 15, 26, 12
_TOP, _BETWEEN, _BOTTOM = 52, 122, 52
"""Pixels: above the dense panel, between the panels (colours, then the sparse heading), below the sparse one."""


@in_gallery(lambda text: {
    "dense": np.linspace(-1, 1, 50), "terms": four(text), "weights": [2, 1, 0.5, 0.25], "vocabulary": 30522,
    "dense_bytes": 200, "sparse_bytes": 32,
})  # fmt: skip
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
    numbers, loads = rounded(dense).ravel(), rounded(weights)
    same_length(terms=terms, weights=loads)
    if not numbers.size:
        return theme.empty("No vector to show yet.")
    order = np.argsort(-loads, kind="stable")[:top]
    heaviest = [terms[row] for row in order]
    cells = _grid(numbers)
    upper, lower = len(cells) * _CELL, max(len(order), 1) * _ROW
    plot = upper + _BETWEEN + lower
    floor, edge = (lower + _BETWEEN) / plot, lower / plot
    # Counted before rounding: a small number is not 0.
    active, kept = int(np.count_nonzero(dense)), int(np.count_nonzero(weights))
    told = _count(active, numbers.size, "numbers"), _count(kept, vocabulary, "words")
    names, texts = [label(term) for term in heaviest], [signed(load) for load in loads[order]]
    place = {"name": "sparse", "xaxis": "x2", "yaxis": "y2"}
    bars = bar_trace(loads[order], names, texts, palette.FAMILY_COLOURS["sparse"], "weight <b>%{text}</b>", **place)
    return theme.figure(
        [_numbers(cells, numbers.size, reach_of(numbers, limit), floor), bars],
        plot + _TOP + _BOTTOM,
        f"Dense: {told[0]}, {whole(dense_bytes)} bytes. Sparse: {told[1]}, {whole(sparse_bytes)} bytes; heaviest: "
        f"{listed(heaviest, loads[order]) or 'none'}.",
        bargap=0.34,
        xaxis=hidden_axis(-0.5, cells.shape[1] - 0.5),
        yaxis=hidden_axis(len(cells) - 0.5, -0.5, domain=[floor, 1]),
        xaxis2=bar_axis("weight", 0, nice_limit(float(loads.max(initial=0.0))), anchor="y2"),
        yaxis2=name_axis(names, domain=[0, edge], anchor="x2"),
        annotations=[
            _heading("dense", f"{told[0]}<br>{whole(dense_bytes)} bytes, none has a name", 1),
            _heading("sparse", f"{told[1]}<br>{whole(sparse_bytes)} bytes, {_rest(kept, len(order))}", edge),
        ],
        margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _grid(numbers: Numbers) -> Numbers:
    wide = min(_WIDE, numbers.size)
    rows = -(-numbers.size // wide)
    # The last row is filled up with nan, which is drawn as nothing.
    return np.append(numbers, np.full(rows * wide - numbers.size, np.nan, np.float32)).reshape(rows, wide)


def _numbers(cells: Numbers, size: int, extent: Extent, floor: float) -> dict[str, Any]:
    number, told = traces.hover_number("z", cells, 3)
    return cell_trace(
        "dense",
        cells,
        extent,
        colorbar=colour_bar("value", extent, y=floor),
        xgap=1,
        ygap=1,
        customdata=np.arange(1, cells.size + 1, dtype=np.int32).reshape(cells.shape),
        hovertemplate=f"number %{{customdata}} of {size}<br><b>{number}</b><extra></extra>",
        **told,
    )


def _heading(family: str, told: str, y: float) -> dict[str, Any]:
    text = f"{notes.key(palette.FAMILY_COLOURS[family], '■')} <b>{family}</b>: {told}"
    return notes.above(text, shift=6, y=y, font={"size": 13}, align="left")


def _count(active: int, size: int, unit: str) -> str:
    return f"{whole(active)} of {whole(size)} {unit} not 0 ({fine_percent(active / size if size else 0.0)})"


def _rest(kept: int, drawn: int) -> str:
    if not kept:
        return "no word of it"
    return f"each a word ({kept - drawn} smaller not drawn)" if kept > drawn else "each a word"
