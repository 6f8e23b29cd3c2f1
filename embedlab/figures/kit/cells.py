"""Numbers as a grid of colour: cells in a stated range, their numbers, and the bar that prints the range.

A colour range never follows the data silently: it is fixed or passed in, and printed beside the colours. What has a
sign, above all a cosine, is purple where it is high in every figure; shares have a scale of another hue.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab import palette
from embedlab.figures.kit.colour import cut_scale, luminances
from embedlab.figures.kit.figure_checks import Numbers
from embedlab.figures.kit.labels import label, plain
from embedlab.figures.kit.notes import DIGITS, MONO, key
from embedlab.numbers_text import short, signed

_EVEN_FROM = 11
"""The least size of digits in pixels that are set in the face of even widths."""

Extent = tuple[float, float]
"""The numbers that the two ends of the colours stand for: (low, high)."""
Meaning = Literal["similarity", "share"]
"""What cells hold: similarities and other numbers with a sign, or shares, probabilities and the like from 0 up."""

NO_COLOURS = [[0.0, palette.WASH], [1.0, palette.WASH]]
"""The scale of cells that hold no number yet."""
GAPS_UP_TO = 60
"""Columns of a matrix that are set apart; a gap between more of them would be wider than the columns."""


def cell_trace(
    name: str, cells: Numbers, extent: Extent, meaning: Meaning = "similarity", **more: Any
) -> dict[str, Any]:
    """Return the heatmap of `cells` (r, c), nan left empty; values outside `extent` take the end colours."""
    return {
        "type": "heatmap",
        "name": name,
        "z": cells,
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": cell_scale(extent, meaning),
        "hoverongaps": False,  # an empty cell has nothing to say
        **more,
    }


def column_gap(columns: int) -> int:
    """Return the pixels between columns."""
    return 1 if columns <= GAPS_UP_TO else 0


def cell_scale(extent: Extent, meaning: Meaning = "similarity") -> palette.Scale:
    """Return the colours of a range: for similarities diverging about 0, of a range on one side of 0 that side's half.

    Raises:
        ValueError: When similarities reach farther to one side of 0 than to the other: 0 must have the middle colour,
            and a number the strength that its opposite has.
    """
    low, high = extent
    if not low < high:
        raise ValueError(f"extent needs low < high, not {extent}")
    if meaning == "share":
        return palette.SEQUENTIAL_SCALE
    if low >= 0 or high <= 0:
        return cut_scale(palette.SIMILARITY_SCALE, *((0.5, 1.0) if low >= 0 else (0.0, 0.5)))
    if low != -high:
        raise ValueError(f"a range of similarities that holds 0 must reach equally far to both sides, not {extent}")
    return palette.SIMILARITY_SCALE


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


def cell_numbers(
    cells: Numbers, write: Callable[[float], str], size: int, extent: Extent, meaning: Meaning = "similarity"
) -> dict[str, Any]:
    """Return trace keys that write each number into its cell, nan left empty, in the ink that its colour asks for."""
    deep = _luminances(cells, extent, meaning) < palette.INK_TURNS_AT
    texts = np.full(cells.shape, "", dtype=object)
    for place in np.argwhere(~np.isnan(cells)).tolist():
        text = write(cells[*place])
        texts[*place] = key(palette.DEEP_CELL_INK, text) if deep[*place] else text
    # Small numbers stand in narrow cells, where a face of even widths would not fit on a phone.
    face = {"family": MONO} if size >= _EVEN_FROM else {}
    font = {"size": size, "color": palette.PALE_CELL_INK} | face
    return {"text": texts.tolist(), "texttemplate": "%{text}", "textfont": font}


def _luminances(cells: Numbers, extent: Extent, meaning: Meaning) -> NDArray[np.float64]:
    return luminances(cell_scale(extent, meaning), (cells.astype(np.float64) - extent[0]) / (extent[1] - extent[0]))


def numbered(texts: Sequence[str], limit: int = 40, write: Callable[[str], str] | None = None) -> list[str]:
    """Return names of rows or columns with their number before them, so that equal ones keep places of their own."""
    return [f"{place + 1} · {write(text) if write else label(text, limit)}" for place, text in enumerate(texts)]
