"""Vectors as strips of colour, and the colour bar, with its range in words, that every heatmap carries."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.figure_checks import rounded, same_length, signed


def vector_strips(names: Sequence[str], values: ArrayLike, *, limit: float | None = None) -> go.Figure:
    """Draw vectors as strips of colour, one number a cell: `values` (r, d), one named row each, any numbers.

    Colours span the symmetric range [-limit, limit], diverging about 0 and printed beside them; by default
    the largest magnitude, rounded up to two digits.
    """
    cells = np.atleast_2d(rounded(values))
    if not cells.size:
        return theme.empty("No vector to show yet.")
    same_length(names=names, values=cells)
    reach = limit if limit is not None else nice_limit(float(np.nanmax(np.abs(cells), initial=0.0)))
    rows, width = cells.shape
    strip = {
        "type": "heatmap",
        "z": cells,
        "zmin": -reach,
        "zmax": reach,
        "colorscale": theme.SIMILARITY_SCALE,
        "ygap": 26,
        "hoverongaps": False,
        "colorbar": colour_bar("value", -reach, reach),
        "y": list(range(rows)),
        "hovertemplate": "number %{x} of " + str(width) + "<br><b>%{z:.3f}</b><extra></extra>",
    }
    return theme.figure(
        [strip],
        rows * 62 + 72,
        f"{rows} vectors of {width} numbers as colour, from {signed(-reach)} to {signed(reach)}: "
        f"{', '.join(theme.shorten(name, 30) for name in names)}.",
        xaxis={"visible": False},
        yaxis={"visible": False, "autorange": "reversed"},
        annotations=[_strip_name(row, name) for row, name in enumerate(names)],
        margin={"l": 8, "r": 8, "t": 8, "b": 56, "pad": 0},
    )


def nice_limit(value: float) -> float:
    """Return the smallest number of two significant digits that is at least `value`; 1.0 for 0."""
    if not np.isfinite(value) or value <= 0:
        return 1.0
    step = 10.0 ** (np.floor(np.log10(value)) - 1)
    return float(np.round(np.ceil(value / step - 1e-6) * step, 10))


def colour_bar(name: str, low: float, high: float) -> dict[str, Any]:
    """Return a slim bar under a heatmap, titled with what the colours mean and the range from low to high."""
    middle = 0.0 if low < 0 < high else (low + high) / 2
    ends = [low, middle, high]
    digits = 3 if high - low < 0.1 else 0 if low == round(low) and high == round(high) else 2
    return {
        "title": {
            "text": f"{theme.plain(name)}, {signed(low, digits)} to {signed(high, digits)}",
            "side": "top",
        },
        "orientation": "h",
        "thickness": 8,
        "len": 0.6,
        "x": 0.5,
        "y": 0,
        "yanchor": "top",
        "ypad": 8,
        "tickvals": ends,
        # The middle of a range of whole numbers may be none.
        "ticktext": [signed(end, digits) if digits else short(end) for end in ends],
        "outlinewidth": 0,
        "tickfont": theme.DIGITS,
    }


def _strip_name(row: int, name: str) -> dict[str, Any]:
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": row, "yanchor": "bottom", "yshift": 17}
    return theme.note(theme.label(name, 44), **place)
