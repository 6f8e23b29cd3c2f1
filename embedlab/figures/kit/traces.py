"""Plotly's traces as plain dictionaries, which cost nothing to make; `more` are Plotly's keys and win."""

from collections.abc import Sequence
from typing import Any

from embedlab import palette

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
