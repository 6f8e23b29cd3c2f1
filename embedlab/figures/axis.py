"""Words on a line between two opposed poles."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.kit.labels import text_width
from embedlab.figures.kit.placement import rows_for

_WIDTH = 330.0
"""Pixels across the narrowest strip: a phone's."""
_ROW = 22
_EXTENTS = (0.25, 0.5, 1.0)


def word_axis(
    words: Sequence[str],
    positions: ArrayLike,
    low_label: str,
    high_label: str,
    *,
    extent: float | None = None,
    colour: str = theme.FAMILY_COLOURS["static"],
) -> go.Figure:
    """Draw words where they fall between two poles, names stacked so that none covers another.

    `positions` (n,) are cosines with the axis, -1 (all low pole) to 1 (all high pole). The strip spans
    [-extent, extent], by default the first of 0.25, 0.5 and 1 that holds every word, and prints it.
    """
    values = rounded(positions)
    same_length(words=words, positions=values)
    if not len(words):
        return theme.empty("No word on the axis yet.")
    values = np.nan_to_num(values)
    reach = extent or next((step for step in _EXTENTS if np.abs(values).max() <= step), 1.0)
    drawn = np.clip(values, -reach, reach)
    order = np.argsort(drawn, kind="stable")
    rows, centres = _stacked([theme.shorten(words[row], 18) for row in order], drawn[order], reach)
    deepest = max(rows) + 1
    return theme.figure(
        [
            _stems(drawn[order], rows),
            _dots([theme.label(words[row], 40) for row in order], drawn[order], values[order], colour),
        ],
        deepest * _ROW + 104,
        f"Words from {low_label} to {high_label}, {_range(reach)}: "
        + ", ".join(f"{theme.shorten(words[row], 30)} {signed(float(values[row]))}" for row in order)
        + ".",
        xaxis=_value_axis(reach),
        yaxis={"visible": False, "range": [-0.9, deepest + 0.6]},
        annotations=[
            *_names([theme.label(words[row], 18) for row in order], centres, rows),
            *_poles(low_label, high_label),
        ],
        margin={"l": 16, "r": 16, "t": 34, "b": 52, "pad": 0},
    )


def _stacked(names: Sequence[str], positions: Numbers, reach: float) -> tuple[list[int], Numbers]:
    widths = np.array([text_width(name) + 10 for name in names]) / _WIDTH * 2 * reach
    centres = np.clip(positions, -reach + widths / 2, reach - widths / 2)
    return rows_for(centres - widths / 2, centres + widths / 2, rows=len(names)), rounded(centres)


def _stems(positions: Numbers, rows: Sequence[int]) -> dict[str, Any]:
    x = np.repeat(positions, 3).astype(np.float32)
    y = np.array([[0.0, row + 0.65, np.nan] for row in rows], dtype=np.float32).ravel()
    x[2::3] = np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "name": "stems",
        "line": {"width": 1, "color": theme.NEUTRAL},
        "opacity": 0.6,
    }


def _dots(names: Sequence[str], drawn: Numbers, values: Numbers, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": drawn,
        "y": np.zeros(len(drawn), dtype=np.float32),
        "name": "words",
        "customdata": values,
        "hovertext": list(names),
        "hovertemplate": "%{hovertext} <b>%{customdata:.2f}</b><extra></extra>",
        "marker": {"size": 9, "color": colour, "symbol": theme.FAMILY_SYMBOLS["static"], "opacity": 0.9},
    }


def _names(names: Sequence[str], centres: Numbers, rows: Sequence[int]) -> list[dict[str, Any]]:
    return [
        theme.note(name, x=float(x), y=row + 1.0, yanchor="middle")
        for name, x, row in zip(names, centres, rows, strict=True)
    ]


def _poles(low_label: str, high_label: str) -> list[dict[str, Any]]:
    above = {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8, "font": {"size": 14}}
    return [
        theme.note(f"← <b>{theme.label(low_label, 20)}</b>", x=0, xanchor="left", **above),
        theme.note(f"<b>{theme.label(high_label, 20)}</b> →", x=1, xanchor="right", **above),
    ]


def _value_axis(reach: float) -> dict[str, Any]:
    ticks = [-reach, 0.0, reach]
    return {
        "range": [-reach * 1.02, reach * 1.02],
        "tickvals": ticks,
        "ticktext": [signed(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "showgrid": False,
        "zeroline": False,
        "title": {"text": _range(reach), "font": {"size": 12}, "standoff": 8},
    }


def _range(reach: float) -> str:
    return f"cosine with the axis, {signed(-reach)} to {signed(reach)}"
