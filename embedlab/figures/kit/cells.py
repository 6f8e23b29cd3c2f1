"""Numbers as a grid of colour: cells in a stated range, their numbers, and the bar that prints the range.

A colour range never follows the data silently: it is fixed or passed in, and printed beside the colours.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from embedlab import palette
from embedlab.figures.kit.colour import cut_scale
from embedlab.figures.kit.figure_checks import Numbers
from embedlab.figures.kit.labels import label, plain
from embedlab.figures.kit.notes import DIGITS, MONO
from embedlab.numbers_text import short, signed

Extent = tuple[float, float]
"""The numbers that the two ends of the colours stand for: (low, high)."""

NO_COLOURS = [[0.0, palette.WASH], [1.0, palette.WASH]]
"""The scale of cells that hold no number yet."""
GAPS_UP_TO = 60
"""Columns of a matrix that are set apart; a gap between more of them would be wider than the columns."""


def cell_trace(name: str, cells: Numbers, extent: Extent, **more: Any) -> dict[str, Any]:
    """Return the heatmap of `cells` (r, c), nan left empty; values outside `extent` take the end colours."""
    return {
        "type": "heatmap",
        "name": name,
        "z": cells,
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "hoverongaps": False,  # an empty cell has nothing to say
        **more,
    }


def column_gap(columns: int) -> int:
    """Return the pixels between columns."""
    return 1 if columns <= GAPS_UP_TO else 0


def similarity_scale(low: float, high: float) -> palette.Scale:
    """Return the colours of a similarity range: diverging about 0 when the range straddles it, else sequential."""
    if low >= 0 or high <= 0:
        return palette.SEQUENTIAL_SCALE
    if low == -high:
        return palette.SIMILARITY_SCALE
    reach = max(-low, high)
    return cut_scale(palette.SIMILARITY_SCALE, (low / reach + 1) / 2, (high / reach + 1) / 2)


def colour_bar(name: str, extent: Extent, **more: Any) -> dict[str, Any]:
    """Return a slim bar under a heatmap, titled with what the colours mean and the range from low to high."""
    low, high = extent
    middle = 0.0 if low < 0 < high else (low + high) / 2
    # As many digits as tell the ends apart.
    digits = 3 if high - low < 0.1 else 0 if low == round(low) and high == round(high) else 2
    return {
        "title": {"text": f"{plain(name)}, {signed(low, digits)} to {signed(high, digits)}", "side": "top"},
        "orientation": "h",
        "thickness": 8,
        "len": 0.6,
        "x": 0.5,
        "y": 0,
        "yanchor": "top",
        "ypad": 8,
        "tickvals": [low, middle, high],
        # The middle of a range of whole numbers may be none.
        "ticktext": [signed(end, digits) if digits else short(end) for end in (low, middle, high)],
        "outlinewidth": 0,
        "tickfont": DIGITS,
        **more,
    }


def level_bar(name: str, extent: Extent) -> dict[str, Any]:
    """Return the colour bar under tokens: lower, with short level numbers, since on a phone its ticks lie close."""
    bar = colour_bar(name, extent, ypad=30, tickangle=0)
    return bar | {"ticktext": [short(tick) for tick in bar["tickvals"]]}


def nice_limit(value: float) -> float:
    """Round a magnitude up to two significant digits: the end of a symmetric colour range; 1 for 0."""
    if not np.isfinite(value) or value <= 0:
        return 1.0
    step = 10.0 ** (np.floor(np.log10(value)) - 1)
    # The small step down keeps what floats just above a round number on it; rounding again drops the float's tail.
    return float(np.round(np.ceil(value / step - 1e-6) * step, 10))


def reach_of(values: Numbers, limit: float | None) -> Extent:
    """Return the symmetric colour range [-limit, limit], by default the largest magnitude rounded up."""
    reach = limit if limit is not None else nice_limit(float(np.nanmax(np.abs(values), initial=0.0)))
    return -reach, reach


def cell_numbers(cells: Numbers, write: Callable[[float], str], size: int) -> dict[str, Any]:
    """Return trace keys that write each number into its cell, nan left empty.

    Without a colour of its own the text of a cell takes the ink that contrasts with the cell.
    """
    texts = [["" if np.isnan(cell) else write(cell) for cell in row] for row in cells]
    return {"text": texts, "texttemplate": "%{text}", "textfont": {"family": MONO, "size": size}}


def numbered(texts: Sequence[str], limit: int = 40, write: Callable[[str], str] | None = None) -> list[str]:
    """Return names of rows or columns with their number before them, so that equal ones keep places of their own."""
    return [f"{place + 1} · {write(text) if write else label(text, limit)}" for place, text in enumerate(texts)]
