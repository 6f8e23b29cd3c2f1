"""Lines and boxes that are not data: levels to compare with, the place in force, the edges of cells."""

from collections.abc import Iterable
from typing import Any

from embedlab import palette


def upright(x: float, *, behind: bool = True, **line: Any) -> dict[str, Any]:
    """Return a vertical line across the plot at the value `x`; `line` are Plotly's keys for a line's look."""
    return _line({"x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1}, behind, line)


def level(y: float, *, behind: bool = True, **line: Any) -> dict[str, Any]:
    """Return a horizontal line across the plot at the value `y`; `line` are Plotly's keys for a line's look."""
    return _line({"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}, behind, line)


def outlined(shapes: Iterable[dict[str, Any]], light: float, dark: float, **line: Any) -> list[dict[str, Any]]:
    """Return each shape drawn `light` pixels wide in white and over it `dark` wide in black, the latter with `line`.

    A light line around a dark one is seen on every cell colour, as on maps.
    """
    wide, narrow = {"width": light, "color": palette.LIGHT_INK}, {"width": dark, "color": palette.DARK_INK} | line
    return [shape | {"line": stroke} for stroke in (wide, narrow) for shape in shapes]


def box(row: float, column: float, across: float = 0.5, down: float = 0.5) -> dict[str, Any]:
    """Return a rectangle about the cell in that row and column, half as wide and high as `across` and `down` say."""
    return {"type": "rect", "x0": column - across, "x1": column + across, "y0": row - down, "y1": row + down}


def _line(place: dict[str, Any], behind: bool, line: dict[str, Any]) -> dict[str, Any]:
    layer = {"layer": "below"} if behind else {}
    return {"type": "line", "line": {"width": 1, "color": palette.NEUTRAL} | line} | layer | place
