"""A whole figure larger, for a projector: every length in pixels grows by one factor, so no proportion changes.

What is placed in data coordinates stays where it is. A figure grown by 1.5 looks as it does at two thirds of its
width, seen through a magnifying glass.
"""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from embedlab.figures.kit.ink import axes_of, over

BASE_SIZE: Final = 12
"""Pixels of text for which a figure names no size, as Plotly has it."""

_PIXELS: Final = frozenset((
    "size", "pad", "standoff", "ticklen", "thickness", "borderpad", "xshift", "yshift", "ax", "ay", "xgap", "ygap",
    "arrowwidth", "height", "l", "r", "t", "b",
))  # fmt: skip
_FONTS: Final = ("font", "textfont", "tickfont")


def enlarged(drawn: go.Figure, factor: float, least: float = 0.0) -> go.Figure:
    """Return a copy with all lengths in pixels times ``factor`` and no text below ``least`` pixels.

    Raises ValueError when ``factor`` is not above 0.
    """
    if factor <= 0:
        raise ValueError(f"A figure can be made larger by a factor above 0, not by {factor}.")
    parts = _with_fonts(drawn.to_plotly_json())
    return go.Figure(
        data=[_grown(trace, "", factor, least) for trace in parts["data"]],
        layout=_grown(parts["layout"], "layout", factor, least),
        _validate=False,
    )


def _with_fonts(parts: dict[str, Any]) -> dict[str, Any]:
    """Name the size of all text that has none: what is not named would not grow."""
    layout = parts["layout"]
    text, head, box = ({"font": {"size": BASE_SIZE + more}} for more in (0, 2, 1))
    sizes = {"legend": text, "hoverlabel": box, **text}
    sizes |= {name: {"tickfont": text["font"], "title": head} for name in axes_of(layout)}
    notes = [over(text, each) for each in layout.get("annotations", ())]
    return parts | {"layout": over(sizes, layout) | {"annotations": notes}}


def _grown(value: Any, name: str, factor: float, least: float, parent: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _grown(each, key, factor, least, name) for key, each in value.items()}
    if name in _PIXELS or (name == "width" and parent == "line"):
        floor = least if parent in _FONTS else None
        return _times(value, factor, floor)
    if isinstance(value, list | tuple):
        return [_grown(each, name, factor, least, parent) if isinstance(each, dict) else each for each in value]
    return value


def _times(value: Any, factor: float, floor: float | None) -> Any:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_times(each, factor, floor) for each in value]
    if hasattr(value, "tolist"):
        return _times(value.tolist(), factor, floor)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return value * factor if floor is None else max(value * factor, floor)
