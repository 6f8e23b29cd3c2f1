"""A short ruler from -1 to 1 beside one large cosine: where it lies, and where what one knows lies."""

from collections.abc import Mapping
from typing import Any

from embedlab import palette
from embedlab.figures.kit import notes, traces
from embedlab.figures.kit.labels import label
from embedlab.numbers_text import signed

_TICK, _NAME = 7.0, 22.0
"""Pixels from the ruler: the end of a landmark's tick, and the middle of its name."""
_EDGE = 0.3
"""Beyond this cosine a name ends at its tick, so that it does not leave the figure."""


def pair_scale(
    cosine: float, landmarks: Mapping[str, float], ends: tuple[float, float], y: float, colour: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return traces and annotations of the ruler from x `ends` at height `y`, in pixels downwards.

    The first of the `landmarks` is named below it, the second above: their cosines may lie close together.
    """
    low, high = ends

    def place(value: float) -> float:
        return round(low + (min(max(value, -1.0), 1.0) + 1) / 2 * (high - low), 3)

    x: list[float | None] = [low, high, None]
    heights: list[float | None] = [y, y, None]
    named = []
    for (name, value), side in zip(landmarks.items(), (1, -1), strict=False):
        at = place(value)
        x += [at, at, None]
        heights += [y, y + side * _TICK, None]
        anchor, shift = ("right", 14) if value > _EDGE else ("left", -14) if value < -_EDGE else ("center", 0)
        named.append(
            notes.note(
                f"{label(name, 20)} <b>{signed(value)}</b>", x=at, xanchor=anchor, xshift=shift, y=y + side * _NAME
            )
        )
    line = traces.line("ruler", x, heights, width=1.5, colour=palette.NEUTRAL, **traces.SILENT)
    dot = traces.dots("this pair", [place(cosine)], [y], {"size": 12, "color": colour}, **traces.SILENT)
    numbers = [
        notes.note(signed(end, 0), x=at, xanchor=anchor, xshift=shift, y=y, font=notes.DIGITS)
        for end, at, anchor, shift in ((-1, low, "right", -5), (1, high, "left", 9))
    ]
    return [line, dot], [*named, *numbers]
