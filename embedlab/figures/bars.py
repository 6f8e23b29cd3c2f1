"""Bars in a stated range; parts that add up to a total are in `waterfall.py`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import ROW, listed, name_axis, short, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed


def ranked_bars(
    labels: Sequence[str],
    values: ArrayLike,
    *,
    name: str,
    extent: tuple[float, float],
    highlight: int | None = None,
    colour: str = theme.FAMILY_COLOURS["static"],
) -> go.Figure:
    """Draw horizontal bars in the order given, first at the top, each with its number to two decimals.

    `values` (n,) in the unit that `name` says; the axis spans `extent` (low, high) and prints it, and a bar that
    would leave it stops at its end while its number stays true. `highlight` is the row drawn in `colour`, the
    others then neutral; without one all take `colour`.
    """
    numbers = rounded(values)
    same_length(labels=labels, values=numbers)
    if not len(labels):
        return theme.empty("Nothing to rank yet.")
    low, high = extent
    rows = list(range(len(labels)))
    colours = [colour if highlight in (None, row) else theme.NEUTRAL for row in rows]
    names = [theme.label(text) for text in labels]
    best = int(np.nanargmax(numbers)) if np.isfinite(numbers).any() else 0
    return theme.figure(
        [_bars(np.clip(numbers, low, high), numbers, names, colours, name)],
        len(labels) * ROW + 62,
        f"{name}, range {signed(low)} to {signed(high)}: {listed(labels, numbers)}. "
        f"Highest: {theme.shorten(labels[best], 40)}.",
        bargap=0.34,
        xaxis=value_axis(f"{theme.plain(name)}, {short(low)} to {short(high)}", low, high),
        yaxis=name_axis(rows, [f"<b>{text}</b>" if row == highlight else text for row, text in enumerate(names)]),
        margin={"l": 8, "r": 8, "t": 4, "b": 56, "pad": 6},
    )


def _bars(drawn: Numbers, numbers: Numbers, names: Sequence[str], colours: Sequence[str], name: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": drawn,
        "y": list(range(len(names))),
        "cliponaxis": False,
        "marker": {"color": list(colours), "cornerradius": 2},
        "text": [signed(float(number)) if np.isfinite(number) else "none" for number in numbers],
        "textposition": "outside",
        "textfont": theme.DIGITS | {"size": 12},
        "hovertext": list(names),
        "hovertemplate": f"%{{hovertext}}<br>{theme.plain(name)} <b>%{{text}}</b><extra></extra>",
    }
