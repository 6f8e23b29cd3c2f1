"""The parts that still and moving sense maps share: marks by sense, the senses' names, and the square."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.figure_checks import Numbers, coordinates, rounded, row_or_none
from embedlab.figures.kit.labels import label, paragraph, shorten, text_width
from embedlab.figures.kit.placement import PHONE_HALF, place_labels

_MOST, _APART = 0.66, 0.15
"""A sense keeps together when so large a share of its marks is nearest to its own middle, and that middle so far from
the others, in shares of half the square."""
_SIZES = {"circle": 11, "square": 10, "triangle-up": 12, "star": 14, "x": 10, "cross": 11}
_DEFAULT_SIZE = 12
_NO_NAME = "\u00a0"
"""Not an empty text: Plotly would drop the element and lose the name that a later frame gives it."""


def map_extent(values: ArrayLike) -> float:
    """Return half the side of the smallest square around 0 that holds all coordinates (..., 2), and an eighth.

    Pass the coordinates of all layers to get one square for all of them. 1.0 when every point is at 0.
    """
    points = coordinates(values)
    reach = float(np.abs(points).max(initial=0.0))
    return round(reach * 1.125, 4) if reach > 1e-4 else 1.0


def square_axes(half: float) -> dict[str, Any]:
    """Return hidden axes over [-half, half], one unit equally long on both; a wide plot shows more at its sides."""
    quiet = {"visible": False, "range": [-half, half], "constrain": "range"}
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


def label_trace(points: Numbers, senses: Sequence[str], half: float) -> dict[str, Any]:
    """Return a text trace with a place for each sense's name, written only where the sense keeps together.

    A sense has its name on the map once it has two marks, most of them nearer to its own middle than to any
    other's, and a middle well apart from the others; before that no place is the sense's, and the key suffices.
    """
    groups = {sense: rows for sense, rows in rows_by_sense(senses).items() if sense}
    # The median, since one stray mark must not pull the name away.
    middles = np.array([np.median(points[rows], axis=0) for rows in groups.values()]).reshape(-1, 2)
    kept = _keeping_together(points, list(groups.values()), middles, half)
    names = [sense if place in kept else "" for place, sense in enumerate(groups)]
    where = middles.copy()
    where[kept] = _clear_places(points, middles[kept], [name for name in names if name], half)
    texts = [f"<b>{label(name, 18)}</b>" if name else _NO_NAME for name in names]
    return traces.words(
        "names of senses", rounded(where[:, 0]), rounded(where[:, 1]), texts, {"size": 13}, showlegend=False
    )


def ring_trace(points: Numbers, selected: int | None) -> dict[str, Any]:
    """Return a ring around the selected row of `points`, an empty trace when there is none."""
    row = row_or_none(selected, len(points))
    x, y = points[[] if row is None else [row]].T
    return traces.dots("selected", x, y, traces.ring(24), showlegend=False, **traces.SILENT)


def _keeping_together(
    points: Numbers, groups: Sequence[Sequence[int]], middles: NDArray[np.float64], half: float
) -> list[int]:
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    kept = []
    for place, rows in enumerate(groups):
        nearest = np.linalg.norm(points[rows][:, None] - middles[None], axis=2).argmin(axis=1)
        together = len(rows) > 1 and np.mean(nearest == place) >= _MOST
        if together and len(groups) > 1 and apart[place].min() >= _APART * half:
            kept.append(place)
    return kept


def _clear_places(
    points: Numbers, middles: NDArray[np.float64], names: Sequence[str], half: float
) -> NDArray[np.float64]:
    scale = PHONE_HALF / half
    sizes = np.array([[text_width(shorten(name, 18), 14), 18.0] for name in names]).reshape(-1, 2)
    offsets = place_labels(middles * scale, sizes, points.astype(np.float64) * scale, PHONE_HALF, gap=12, rings=8)
    return np.asarray(middles + offsets / scale)
