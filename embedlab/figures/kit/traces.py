"""Plotly's traces as plain dictionaries, which cost nothing to make; `more` are Plotly's keys and win."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from embedlab import palette
from embedlab.numbers_text import signed

SILENT: dict[str, Any] = {"hoverinfo": "skip"}
"""A trace that says nothing when pointed at."""


def line(
    name: str, x: Any, y: Any, *, width: float, colour: str, dash: str | None = None, **more: Any
) -> dict[str, Any]:
    """Return a line through the points, `width` pixels wide."""
    stroke = {"width": width, "color": colour} | ({} if dash is None else {"dash": dash})
    return {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": y, "line": stroke} | more


def dots(name: str, x: Any, y: Any, marker: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a mark at each point."""
    return {"type": "scatter", "mode": "markers", "name": name, "x": x, "y": y, "marker": marker} | more


def words(name: str, x: Any, y: Any, text: Sequence[str], font: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a text, escaped already, at each point; it says nothing more when pointed at."""
    place = {"x": x, "y": y, "text": list(text), "textfont": font}
    return {"type": "scatter", "mode": "text", "name": name} | place | SILENT | more


def ring(size: int) -> dict[str, Any]:
    """Return the marker that points out what is selected, seen among marks of any colour."""
    return {"symbol": "circle-open", "size": size, "color": palette.NEUTRAL, "line": {"width": 3}}


def shape(symbol: str, hollow: bool) -> dict[str, Any]:
    """Return the marker keys of a filled mark, or of its outline."""
    return {"symbol": f"{symbol}-open" if hollow else symbol, "line": {"width": 1.5 if hollow else 0}}


def hover(*lines: str) -> str:
    """Return the template of a hover box: its lines, and not the name of the trace beside it."""
    return "<br>".join(lines) + "<extra></extra>"


def hover_number(field: str, values: Any, digits: int = 2, key: str = "hovertext") -> tuple[str, dict[str, Any]]:
    """Return what a template of `hover` says for the numbers drawn as `field` ("z"), and the trace's keys for it.

    `values` are (n,) or (r, c). Plotly writes a hyphen for a minus, so where a number is below 0 all are sent as
    texts under `key`; elsewhere Plotly writes them, since texts weigh more than numbers.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if not (numbers < 0).any():
        return f"%{{{field}:.{digits}f}}", {}
    rows = [[signed(value, digits) for value in row] for row in np.atleast_2d(numbers).tolist()]
    return f"%{{{key}}}", {key: rows if numbers.ndim > 1 else rows[0]}
