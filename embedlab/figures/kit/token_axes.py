"""What matrices over tokens share: axes that name tokens, grey names for markers, numbers in roomy cells."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from embedlab import palette
from embedlab.figures.kit import notes
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import Extent, cell_numbers
from embedlab.figures.kit.figure_checks import Numbers
from embedlab.figures.kit.labels import label
from embedlab.numbers_text import signed

TOP_ROOM, BOTTOM_ROOM = 92, 92
"""Pixels for upright names above a matrix of tokens, and for the colour bar and the sum below it."""
_TEXT_ROWS, _TEXT_COLUMNS = 12, 12
"""Up to so many rows and columns a cell has room for its number."""
NAMED_COLUMNS = 36
"""Columns that all have room for a name."""


def matrix_axes(rows: dict[int, str], columns: dict[int, str]) -> dict[str, Any]:
    """Return both axes of a matrix over tokens, the first row at the top, column names upright above it."""
    shared = {"type": "category", "tickfont": notes.NUMBERS}
    return {
        "xaxis": named_axis(columns, **shared, **TOP, tickangle=-90),
        "yaxis": named_axis(rows, **shared, **DOWNWARDS),
    }


def matrix_height(rows: int) -> int:
    """Return the height in pixels of a matrix of so many tokens: rows with numbers in them are taller."""
    return rows * (30 if rows <= _TEXT_ROWS else 21) + TOP_ROOM + BOTTOM_ROOM


def token_names(
    tokens: Sequence[str], special: Collection[int], chosen: Collection[int] | None = None
) -> dict[int, str]:
    """Return short escaped names of the chosen places, by default all, grey where special."""
    places = range(len(tokens)) if chosen is None else sorted(chosen)
    names = {place: label(tokens[place], 11) for place in places}
    return {place: notes.key(palette.NEUTRAL, name) if place in special else name for place, name in names.items()}


def thinned(places: Collection[int], count: int) -> list[int]:
    """Return those of the places on an axis of `count` that leave room for each other's names, the first first."""
    kept: list[int] = []
    for place in sorted(place for place in set(places) if 0 <= place < count):
        if not kept or place - kept[-1] >= count / NAMED_COLUMNS:
            kept.append(place)
    return kept


def written(cells: Numbers, extent: Extent) -> dict[str, Any]:
    """Return trace keys that write each number into its cell while there is room, none otherwise; nan stays empty.

    Three digits at most, as many decimals in all cells: two below 10, one below 100, else none.
    """
    rows, columns = cells.shape
    if rows > _TEXT_ROWS or columns > _TEXT_COLUMNS:
        return {}
    largest = float(np.nanmax(np.abs(cells), initial=0.0))
    digits = 2 if largest < 9.995 else 1 if largest < 99.95 else 0
    return cell_numbers(cells, lambda cell: signed(cell, digits), 11 if columns <= 6 else 9, extent)
