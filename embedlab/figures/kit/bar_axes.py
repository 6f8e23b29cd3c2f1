"""The axes and phrases that all horizontal bars share."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import signed

ROW = 30
"""Pixels that one bar takes."""


def value_axis(title: str, low: float, high: float, room: float = 0.16) -> dict[str, Any]:
    """Return a horizontal axis with `room`, a share of it, for numbers beyond `high`, and below a negative `low`."""
    spare = (high - low) * room or room
    ticks = sorted({low, 0.0, high} if low < 0 < high else {low, (low + high) / 2, high})
    return {
        "title": {"text": title, "font": {"size": 12}, "standoff": 8},
        "range": [low - (spare if low < 0 else 0), high + spare],
        "tickvals": ticks,
        "showgrid": False,
        "fixedrange": True,
        "ticktext": [short(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "zeroline": True,
        "zerolinecolor": theme.NEUTRAL,
        "zerolinewidth": 1,
    }


def name_axis(rows: Sequence[int], names: Sequence[str]) -> dict[str, Any]:
    """Return the vertical axis of bar names, first row at the top."""
    return {
        "tickvals": list(rows),
        "ticktext": list(names),
        "range": [len(rows) - 0.45, -0.55],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
        "fixedrange": True,
    }


def short(value: float) -> str:
    """Write an axis number as short as it goes, with a true minus sign."""
    return f"{value:g}".replace("-", "−")


def listed(names: Sequence[str], values: np.ndarray, digits: int = 2, most: int = 8) -> str:
    """Write names and values as one phrase for a text alternative, the first `most` of them."""
    told = [
        f"{theme.shorten(name, 30)} {signed(float(value), digits)}" for name, value in zip(names, values, strict=True)
    ]
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")
