"""What figures of rows share, bars and dots alike: names at the left, an axis of values, a number for each row."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from embedlab import palette
from embedlab.figures.kit import traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import Numbers
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.notes import NUMBERS
from embedlab.numbers_text import signed

ROW = 30
"""Pixels that one row takes."""


def bar_axis(title: str, low: float, high: float, room: float = 0.16, **more: Any) -> dict[str, Any]:
    """Return a horizontal axis with `room`, a share of it, for numbers beyond `high`, and below a negative `low`."""
    spare = (high - low) * room or room  # also when all values are one
    ticks = sorted({low, 0.0, high} if low < 0 < high else {low, (low + high) / 2, high})
    ends = [low - (spare if low < 0 else 0), high + spare]
    zero: dict[str, Any] = {"zeroline": True, "zerolinecolor": palette.NEUTRAL, "zerolinewidth": 1}
    return value_axis((low, high), ticks, title=title, range=ends, **zero) | more


def name_axis(names: Sequence[str], **more: Any) -> dict[str, Any]:
    """Return the vertical axis of row names, escaped already, first row at the top."""
    ends = [len(names) - 0.45, -0.55]
    look: dict[str, Any] = {"ticktext": list(names), "tickfont": {"size": 12}, "automargin": True} | more
    return value_axis((0, 1), range(len(names)), range=ends, **look)


def bar_trace(
    x: Any, names: Sequence[str], texts: Sequence[str], colour: Any, template: str, **more: Any
) -> dict[str, Any]:
    """Return horizontal bars of lengths `x` (n,), each with its text at its end and its name on hover."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": x,
        "y": list(range(len(names))),
        # The number of a bar that reaches the end of the axis stands beyond it.
        "cliponaxis": False,
        "marker": {"color": colour, "cornerradius": 2},
        "text": list(texts),
        "textposition": "outside",
        # Plotly would shrink a number to the thickness of its bar.
        "constraintext": "none",
        "textfont": NUMBERS,
        "hovertext": list(names),
        "hovertemplate": traces.hover("%{hovertext}", template),
        **more,
    }


def interval_traces(
    values: Numbers,
    lows: Numbers,
    highs: Numbers,
    *,
    inks: Sequence[str],
    names: Sequence[str],
    told: Sequence[str],
    what: str,
) -> list[dict[str, Any]]:
    """Return a line from `lows` (n,) to `highs` (n,) for each row, and all dots at `values` (n,) as one trace.

    `inks` (n,) are "#RRGGBB", `names` and `told` (n,) the words of the hover; `what` names the dots.
    """
    rows = list(range(len(values)))
    lines = [
        traces.line("interval", [low, high], [row, row], width=3, colour=ink, opacity=0.55, **traces.SILENT)
        for row, low, high, ink in zip(rows, lows.tolist(), highs.tolist(), inks, strict=True)
    ]
    dots = traces.dots(
        what,
        values,
        rows,
        {"size": 12, "color": list(inks)},
        customdata=rows,
        cliponaxis=False,
        hovertext=[label(name, 60) for name in names],
        text=list(told),
        hovertemplate=traces.hover("%{hovertext}", "<b>%{text}</b>"),
    )
    return [*lines, dots]


def listed(names: Sequence[str], values: np.ndarray, digits: int = 2, most: int = 8) -> str:
    """Write names and values as one phrase for a text alternative, the first `most` of them."""
    told = [f"{shorten(name, 30)} {signed(value, digits)}" for name, value in zip(names, values, strict=True)]
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")
