"""Three texts as points, as far from each other as in the space of the model: three points always lie in a plane."""

from typing import Any, Final, NamedTuple

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.colour import ink_on
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import paragraph, shorten, text_width
from embedlab.numbers_text import signed

NAMES: Final = ("A", "B", "C")
_HALF, _DEPTH = 165.0, 150.0
"""Pixels: half the width of the narrowest screen, and from A down to the lowest point."""
_TOP, _BOTTOM, _MARK, _NUMBERS = 30, 72, 26, 54
"""Pixels: the text of A, the texts of B and C, the width of a point, the height of the numbers beside a line."""
_LINES, _WRAP, _WORDS, _SIZE = 2, 24, 28, 13
"""Lines and letters a line of a text, letters a line of its shared words, size of its letters."""
_SCALES = (300.0, 260.0, 220.0, 180.0, 150.0, 120.0, 100.0, 80.0)
"""Pixels for a distance of 1: few steps, so that the pictures of two examples mostly compare."""


class Told(NamedTuple):
    """What stands beside a line: the cosine of its two texts, and the words that they share."""

    cosine: float | None
    shared: str


@in_gallery(
    lambda text: {"texts": (text, f"{text}1", f"{text}2"), "sides": (0.8, 1.0, 1.2),
                  "told": (Told(0.68, text), Told(0.5, ""))},
    veiled=lambda text: {"texts": (text, text, text), "sides": None, "told": (Told(None, text), Told(None, ""))},
)  # fmt: skip
def text_triangle(
    texts: tuple[str, str, str],
    sides: tuple[float, float, float] | None,
    told: tuple[Told, Told],
    *,
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw A above, B below to the left and C below to the right, every distance in one scale.

    `sides` are the Euclidean distances A-B, A-C and B-C of unit vectors, 0 to 2; with None the picture is not to
    scale, and its lines are dotted: the distances must not be told yet. The line to the closer text is the
    thicker one. `told` stands beside A-B and A-C. Texts are whole up to two lines, and on hover.
    """
    points, scale = _placed(sides or (1.0, 1.0, 1.0))
    pixels = points * scale
    near = None if sides is None or sides[0] == sides[1] else int(sides[1] < sides[0])
    names = [_named(name, text) for name, text in zip(NAMES, texts, strict=True)]
    return theme.figure(
        [_line(points, other, near, sides is None, colour) for other in (1, 2)] + [_points(points, texts, colour)],
        round(_DEPTH) + _TOP + _BOTTOM,
        _alt(texts, sides, told),
        xaxis=hidden_axis(-_HALF / scale, _HALF / scale, scaleanchor="y"),
        yaxis=hidden_axis(-_DEPTH / scale, 0.0),
        annotations=[
            notes.note(names[0], x=0, y=0, xanchor="left", yanchor="bottom", xshift=18, yshift=-8, align="left",
                       font={"size": _SIZE}),
            *(each for other in (1, 2) for each in _beside(pixels, other, names[other], told[other - 1], sides)),
        ],
        margin={"l": 4, "r": 4, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )  # fmt: skip


def _placed(sides: tuple[float, float, float]) -> tuple[np.ndarray, float]:
    """The three points, A at (0, 0) and the angle at A halved by the downward line; and the pixels of a distance 1."""
    first, second, third = sides
    both = 2 * first * second
    angle = float(np.arccos(np.clip((first**2 + second**2 - third**2) / both, -1, 1))) if both > 0 else 0.0
    turn = np.array([-angle / 2, angle / 2])
    ends = np.array([first, second])[:, None] * np.column_stack([np.sin(turn), -np.cos(turn)])
    reach = max(float(np.abs(ends[:, 0]).max()) / (_HALF - _MARK), float(-ends[:, 1].min()) / _DEPTH)
    scale = next((step for step in _SCALES if reach * step <= 1), _SCALES[-1])
    return np.vstack([np.zeros(2), ends]), scale


def _line(points: np.ndarray, other: int, near: int | None, veiled: bool, colour: str) -> dict[str, Any]:
    closer = near == other - 1
    return traces.line(
        f"A and {NAMES[other]}",
        points[[0, other], 0].round(4).tolist(),
        points[[0, other], 1].round(4).tolist(),
        width=5 if closer else 2,
        colour=colour if closer else palette.NEUTRAL,
        dash="dot" if veiled else None,
        **traces.SILENT,
    )


def _points(points: np.ndarray, texts: tuple[str, ...], colour: str) -> dict[str, Any]:
    return traces.dots(
        "texts",
        points[:, 0].round(4).tolist(),
        points[:, 1].round(4).tolist(),
        {"size": _MARK, "color": colour, "line": {"width": 0}},
        mode="markers+text",
        text=[notes.bold(name) for name in NAMES],
        textfont={"size": 14, "color": ink_on(colour)},
        hovertext=[paragraph(text) for text in texts],
        hovertemplate=traces.hover("%{hovertext}"),
        cliponaxis=False,
    )


def _named(name: str, text: str) -> str:
    return paragraph(text, width=_WRAP, lines=_LINES) or notes.bold(name)


def _beside(
    pixels: np.ndarray, other: int, name: str, told: Told, sides: tuple[float, ...] | None
) -> list[dict[str, Any]]:
    """The numbers of one line, on its outer side, and the text of the point where it ends, below both."""
    side = -1 if other == 1 else 1
    across, down = abs(float(pixels[other, 0])), -float(pixels[other, 1])
    top = max(down / 2 - _NUMBERS / 2, 4)
    # Beside the place where the line passes the lower edge of the numbers, so that it never runs through them.
    beyond = across * min((top + _NUMBERS) / max(down, 1), 1) + 8
    outer = {"x": 0, "y": 0, "xshift": side * beyond, "xanchor": "right" if side < 0 else "left", "yanchor": "top"}
    lines = name.split("<br>")
    wide = max(text_width(line, _SIZE) for line in lines) / 2
    # Under its point as far as the narrowest screen allows, and on its own side of the middle.
    centre = side * min(max(across, wide + 6), max(_HALF - wide, wide + 6))
    below = {"x": 0, "y": 0, "xshift": centre, "yanchor": "top"}
    low = max(down + _MARK / 2 + 2, top + _NUMBERS)
    shared = paragraph(f"shared: {told.shared}" if told.shared else "no shared word", width=_WORDS, lines=2)
    number = "?" if told.cosine is None else signed(told.cosine)
    distance = "cosine" if sides is None else f"cosine<br>distance {signed(sides[other - 1])}"
    return [
        notes.note(f"<b>{number}</b>", yshift=-top, font={"family": notes.MONO, "size": 18}, **outer),
        notes.note(distance, yshift=-top - 22, align=outer["xanchor"], **outer),
        notes.note(name, yshift=-low, font={"size": _SIZE}, **below),
        notes.note(shared, yshift=-low - 17 * len(lines), **below),
    ]


def _alt(texts: tuple[str, ...], sides: tuple[float, ...] | None, told: tuple[Told, Told]) -> str:
    named = "; ".join(f"{name}: {shorten(text, 80)}" for name, text in zip(NAMES, texts, strict=True))
    if sides is None:
        return f"3 texts as points, not to scale before a guess. {named}."
    pairs = ", ".join(f"{pair} {signed(side)}" for pair, side in zip(("A-B", "A-C", "B-C"), sides, strict=True))
    cosines = " and ".join(signed(each.cosine) for each in told if each.cosine is not None)
    return f"3 texts as points, to scale. Distances: {pairs}; cosines of A with B and C: {cosines}. {named}."
