"""What matrices over tokens share: axes that name tokens, grey names for markers, numbers in roomy cells."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, bare

TEXT_ROWS, TEXT_COLUMNS = 12, 16
"""Up to so many rows and columns a cell has room for its number."""
NAMED_COLUMNS = 36
"""Columns that all have room for a name."""
GAPS_UP_TO = 60
"""Columns of a matrix that are set apart; a gap between more of them would be wider than the columns."""


def token_axis(names: dict[int, str]) -> dict[str, Any]:
    """Return an axis of categories with these places named, the names escaped already."""
    return {
        "type": "category",
        "tickvals": list(names),
        "ticktext": list(names.values()),
        "tickfont": theme.DIGITS | {"size": 12},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
    }


def token_names(
    tokens: Sequence[str], special: Collection[int], chosen: Collection[int] | None = None
) -> dict[int, str]:
    """Return short escaped names of the chosen places, by default all, grey where special."""
    places = range(len(tokens)) if chosen is None else sorted(chosen)
    return {place: greyed(theme.label(tokens[place], 11), place in special) for place in places}


def thinned(places: Collection[int], count: int) -> list[int]:
    """Return those of the places on an axis of `count` that leave room for each other's names, the first first."""
    kept: list[int] = []
    for place in sorted(place for place in set(places) if 0 <= place < count):
        if not kept or place - kept[-1] >= count / NAMED_COLUMNS:
            kept.append(place)
    return kept


def greyed(text: str, special: bool) -> str:
    """Return escaped text, grey when it stands for a marker that the model adds."""
    return f"<span style='color:{theme.NEUTRAL}'>{text}</span>" if special else text


def written(cells: Numbers) -> dict[str, Any]:
    """Return trace keys that write each number into its cell while there is room, none otherwise; nan stays empty.

    Three digits at most, as many decimals in all cells: two below 10, one below 100, else none.
    """
    rows, columns = cells.shape
    if rows > TEXT_ROWS or columns > TEXT_COLUMNS:
        return {}
    largest = float(np.nanmax(np.abs(cells), initial=0.0))
    digits = 2 if largest < 9.995 else 1 if largest < 99.95 else 0
    texts = [["" if np.isnan(cell) else bare(float(cell), digits) for cell in row] for row in cells]
    size = 11 if columns <= TEXT_COLUMNS // 2 else 9
    return {"text": texts, "texttemplate": "%{text}", "textfont": {"family": theme.MONO, "size": size}}
