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
_DEPTH, _MARK, _SIZE = 150.0, 26, 13
"""Pixels: from A down to the lowest point, the width of a point, the size of a text."""


class _Room(NamedTuple):
    """What a screen has room for.

    In pixels: half its width, from the outermost point to its edge, the texts above and below the points, the numbers
    beside a line. Then letters a line of a text, and of its shared words, and lines of a text.
    """

    half: float
    edge: int
    top: int
    bottom: int
    numbers: int
    wrap: int
    words: int
    lines: int


_WIDE, _NARROW = _Room(165.0, 26, 30, 72, 54, 24, 28, 2), _Room(140.0, 56, 52, 90, 40, 18, 20, 3)
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
    narrow=lambda text: {"texts": (text, text, text), "sides": (0.8, 1.0, 1.2), "narrow": True,
                         "told": (Told(0.68, text), Told(0.5, ""))},
)  # fmt: skip
def text_triangle(
    texts: tuple[str, str, str],
    sides: tuple[float, float, float] | None,
    told: tuple[Told, Told],
    *,
    narrow: bool = False,
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw A above, B below to the left and C below to the right, every distance in one scale.

    `sides` are the Euclidean distances A-B, A-C and B-C of unit vectors, 0 to 2; with None the picture is not to
    scale, and its lines are dotted: the distances must not be told yet. The line to the closer text is the
    thicker one. `told` stands beside A-B and A-C. Texts are whole up to two lines, and on hover. `narrow` is for the
    screen of a phone, 280 pixels: the text of A stands above it, all others in shorter lines,
    and no distance beside its line.
    """
    room = _NARROW if narrow else _WIDE
    points, scale = _placed(sides or (1.0, 1.0, 1.0), room)
    pixels = points * scale
    near = None if sides is None or sides[0] == sides[1] else int(sides[1] < sides[0])
    beside = [
        each
        for other in (1, 2)
        for each in _beside(pixels, other, _named(NAMES[other], texts[other], room), told[other - 1], sides, room)
    ]
    return theme.figure(
        [_line(points, other, near, sides is None, colour) for other in (1, 2)] + [_points(points, texts, colour)],
        round(_DEPTH) + room.top + room.bottom,
        _alt(texts, sides, told),
        xaxis=hidden_axis(-room.half / scale, room.half / scale, scaleanchor="y", constrain="domain"),
        yaxis=hidden_axis(-_DEPTH / scale, 0.0, constrain="domain"),
        annotations=[_first(texts[0], narrow), *beside],
        margin={"l": 4, "r": 4, "t": room.top, "b": room.bottom, "pad": 0},
    )  # fmt: skip


def _placed(sides: tuple[float, float, float], room: _Room) -> tuple[np.ndarray, float]:
    """The three points, A at (0, 0) and the angle at A halved by the downward line; and the pixels of a distance 1."""
    first, second, third = sides
    both = 2 * first * second
    angle = float(np.arccos(np.clip((first**2 + second**2 - third**2) / both, -1, 1))) if both > 0 else 0.0
    turn = np.array([-angle / 2, angle / 2])
    ends = np.array([first, second])[:, None] * np.column_stack([np.sin(turn), -np.cos(turn)])
    reach = max(float(np.abs(ends[:, 0]).max()) / (room.half - room.edge), float(-ends[:, 1].min()) / _DEPTH)
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


def _named(name: str, text: str, room: _Room) -> str:
    return paragraph(text, width=room.wrap, lines=room.lines) or notes.bold(name)


def _first(text: str, narrow: bool) -> dict[str, Any]:
    """The text of A: beside its point, or above it where there is no room for a line."""
    if narrow:
        shown = paragraph(text, width=38, lines=2) or notes.bold(NAMES[0])
        return notes.note(shown, x=0, y=0, yanchor="bottom", yshift=_MARK / 2, font={"size": _SIZE})
    look = {"xanchor": "left", "yanchor": "bottom", "xshift": 18, "yshift": -8, "align": "left"}
    return notes.note(_named(NAMES[0], text, _WIDE), x=0, y=0, font={"size": _SIZE}, **look)


def _beside(
    pixels: np.ndarray, other: int, name: str, told: Told, sides: tuple[float, ...] | None, room: _Room
) -> list[dict[str, Any]]:
    """The numbers of one line, on its outer side, and the text of the point where it ends, below both."""
    side = -1 if other == 1 else 1
    across, down = abs(float(pixels[other, 0])), -float(pixels[other, 1])
    # As high as the middle of the line, but above the point where it ends.
    top = max(min((down - room.numbers) / 2, down - _MARK / 2 - room.numbers), -_MARK / 2)
    # Beside the place where the line passes the lower edge of the numbers, so that it never runs through them.
    passed = (top + room.numbers) / max(down, 1)
    beyond = across * passed + 8 if top + room.numbers <= down - _MARK / 2 else across + _MARK / 2 + 6
    outer = {"x": 0, "y": 0, "xshift": side * beyond, "xanchor": "right" if side < 0 else "left", "yanchor": "top"}
    lines = name.split("<br>")
    wide = max(text_width(line, _SIZE) for line in lines) / 2
    # Under its point as far as the narrowest screen allows, and on its own side of the middle.
    centre = side * min(max(across, wide + 6), max(room.half - wide, wide + 6))
    below = {"x": 0, "y": 0, "xshift": centre, "yanchor": "top"}
    low = max(down + _MARK / 2 + 2, top + room.numbers)
    shared = paragraph(f"shared: {told.shared}" if told.shared else "no shared word", width=room.words, lines=2)
    number = "?" if told.cosine is None else signed(told.cosine)
    unit = "cosine" if sides is None or room is _NARROW else f"cosine<br>distance {signed(sides[other - 1])}"
    return [
        notes.note(f"<b>{number}</b>", yshift=-top, font={"family": notes.MONO, "size": 18}, **outer),
        notes.note(unit, yshift=-top - 22, align=outer["xanchor"], **outer),
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
