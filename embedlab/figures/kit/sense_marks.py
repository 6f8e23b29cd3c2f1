"""The parts of a sense map: marks by sense, a ring around one of them, and the square."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.figure_checks import Numbers, coordinates, row_or_none
from embedlab.figures.kit.labels import label, paragraph

_SIZES = {"circle": 11, "square": 10, "triangle-up": 12, "star": 14, "x": 10, "cross": 11}
_DEFAULT_SIZE = 12


def map_extent(values: ArrayLike) -> float:
    """Return half the side of the smallest square around 0 that holds all coordinates (..., 2), and an eighth.

    Pass the coordinates of all layers to get one square for all of them. 1.0 when every point is at 0.
    """
    points = coordinates(values)
    reach = float(np.abs(points).max(initial=0.0))
    return round(reach * 1.125, 4) if reach > 1e-4 else 1.0


def square_axes(half: float) -> dict[str, Any]:
    """Return hidden axes over [-half, half], one unit equally long on both; a wide plot is empty at its sides."""
    # Plotly, constraining a range, begins at each change of size with what it made of the last: maps would shrink.
    quiet = {"visible": False, "range": [-half, half], "constrain": "domain"}
    return {"xaxis": quiet, "yaxis": quiet | {"scaleanchor": "x", "scaleratio": 1}}


def sense_key() -> dict[str, Any]:
    """Return the legend of a sense map: one quiet line above it, clicked to hide or single out a sense."""
    shape = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    return {"showlegend": True, "legend": shape | {"itemsizing": "constant", "font": {"size": 12}}}


def rows_by_sense(senses: Sequence[str]) -> dict[str, list[int]]:
    """Return the rows of each sense, senses in order of first appearance: the order of traces everywhere."""
    rows: dict[str, list[int]] = {}
    for row, sense in enumerate(senses):
        rows.setdefault(sense, []).append(row)
    return rows


def sense_traces(
    points: Numbers,
    senses: Sequence[str],
    texts: Sequence[str],
    *,
    spans: Sequence[tuple[int, int]] | None = None,
) -> list[dict[str, Any]]:
    """Return one scatter trace per sense: `customdata` is the row of each mark."""
    styles = theme.sense_styles(senses)
    sentences = [paragraph(text, None if spans is None else spans[row]) for row, text in enumerate(texts)]
    return [
        traces.dots(
            label(sense, 18) or "no label",
            points[rows, 0],
            points[rows, 1],
            {"symbol": style.symbol, "color": style.colour, "size": _SIZES.get(style.symbol, _DEFAULT_SIZE)}
            | {"opacity": 0.88},
            showlegend=True,
            customdata=rows,
            hovertext=[sentences[row] for row in rows],
            hovertemplate=traces.hover(f"{style.key} {label(sense, 40)}", "%{hovertext}"),
        )
        for sense, rows in rows_by_sense(senses).items()
        for style in (styles[sense],)
    ]


def ring_trace(points: Numbers, selected: int | None) -> dict[str, Any]:
    """Return a ring around the selected row of `points`, an empty trace when there is none."""
    row = row_or_none(selected, len(points))
    x, y = points[[] if row is None else [row]].T
    return traces.dots("selected", x, y, traces.ring(24), showlegend=False, **traces.SILENT)
