"""What a role does to texts: an arrow on one joint map from where each stood to where it stands now.

A map bends distances, so the length of an arrow is a hint and no measure: what is measured, the cosine between
the two vectors of a text, is passed in and told in numbers.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.arrow import arrow
from embedlab.figures.kit.figure_checks import Numbers, coordinates, positive_or_one, rounded, same_length
from embedlab.figures.kit.gallery import FOUR_POINTS, four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, shorten
from embedlab.figures.kit.placement import PHONE_HALF, name_notes
from embedlab.figures.kit.sense_marks import sense_key, square_axes
from embedlab.numbers_text import signed

_NAMED, _SHORTEST = 12, 9.0
"""Texts that may be named: more would cover the arrows; pixels that an arrow needs."""


@in_gallery(lambda text: {
    "start": FOUR_POINTS, "end": FOUR_POINTS[::-1], "kinds": ["question", "answer", "other", text],
    "labels": four(text), "extent": 1, "names": (text, text), "cosines": [0.9, 0.8, 0.7, 0.95],
})  # fmt: skip
def role_arrows(
    start: ArrayLike,
    end: ArrayLike,
    kinds: Sequence[str],
    labels: Sequence[str],
    extent: float,
    *,
    names: tuple[str, str] = ("before", "after"),
    cosines: ArrayLike | None = None,
    height: int = 440,
) -> go.Figure:
    """Draw each text's way from `start` (n, 2), hollow, to `end` (n, 2), filled, on one map fitted to both.

    `kinds` (n,) ("question", "answer", else "other") give colour and shape, `labels` (n,) the texts, whole on
    hover; of the first 12 those are named whose names have room. `names` are the two conditions. `cosines` (n,),
    -1..1, compare each text's two vectors in their own space. The square shown is [-extent, extent]. `customdata`
    of a mark is its row.
    """
    origin, goal = coordinates(start), coordinates(end)
    moved = None if cosines is None else rounded(cosines)
    same_length(start=origin, end=goal, kinds=kinds, labels=labels, cosines=moved)
    if not len(labels):
        return theme.empty("No text has moved yet.", height)
    half = positive_or_one(extent)
    named = [theme.text_kind(kind) for kind in kinds]
    told = [_told(text, None if moved is None else moved[row]) for row, text in enumerate(labels)]
    marks = [
        _marks(kind, rows, points, told, name, hollow)
        for kind in theme.TEXT_KIND_STYLES
        if (rows := [row for row, each in enumerate(named) if each == kind])
        for points, name, hollow in ((origin, names[0], True), (goal, names[1], False))
    ]
    arrows = [drawn for row, kind in enumerate(named) if (drawn := _arrow(origin[row], goal[row], kind, half))]
    caption = f"hollow: {label(names[0], 20)}   filled: {label(names[1], 20)}"
    return theme.figure(
        marks,
        height,
        _alt(named, labels, moved, names),
        annotations=[*arrows, *_names(origin, goal, labels, half), notes.below(caption, shift=6)],
        uirevision="arrows",
        margin={"l": 16, "r": 16, "t": 48, "b": 32, "pad": 0},
        **sense_key(),
        **square_axes(half),
    )


def _marks(
    kind: str, rows: Sequence[int], points: Numbers, told: Sequence[str], name: str, hollow: bool
) -> dict[str, Any]:
    style = theme.TEXT_KIND_STYLES[kind]
    return traces.dots(
        kind,
        points[rows, 0],
        points[rows, 1],
        {"size": 9 if hollow else 12, "color": style.colour} | traces.shape(style.symbol, hollow),
        showlegend=not hollow,  # one entry in the key for both marks of a kind, which it hides together
        legendgroup=kind,
        customdata=list(rows),
        hovertext=[told[row] for row in rows],
        hovertemplate=traces.hover(f"<b>{label(name, 40)}</b>", "%{hovertext}"),
    )


def _told(text: str, cosine: float | None) -> str:
    words = paragraph(text)
    return words if cosine is None else f"{words}<br>cosine with itself <b>{signed(cosine)}</b>"


def _arrow(origin: Numbers, goal: Numbers, kind: str, half: float) -> dict[str, Any] | None:
    pixels = (goal.astype(np.float64) - origin) / half * PHONE_HALF
    if float(np.hypot(*pixels)) < _SHORTEST:
        return None  # Shorter than its own head: the two marks say it.
    look = {"arrowwidth": 1.5, "arrowsize": 0.9, "standoff": 7, "startstandoff": 5, "opacity": 0.8}
    return arrow(origin, goal, theme.TEXT_KIND_STYLES[kind].colour, **look)


def _names(origin: Numbers, goal: Numbers, labels: Sequence[str], half: float) -> list[dict[str, Any]]:
    written = [shorten(text, 18) for text in labels[:_NAMED]]
    # What every label must keep clear of: the way that each text went.
    way = np.linspace(origin, goal, 5).reshape(-1, 2)
    return name_notes(goal[:_NAMED], written, way, half, font_size=11)


def _alt(kinds: Sequence[str], labels: Sequence[str], moved: Numbers | None, names: tuple[str, str]) -> str:
    counts = ", ".join(f"{kind} {kinds.count(kind)}" for kind in theme.TEXT_KIND_STYLES if kind in kinds)
    told = f"Map of {len(labels)} texts ({counts}), each with an arrow from {names[0]} to {names[1]}."
    if moved is None or not np.isfinite(moved).any():
        return told
    least = int(np.nanargmin(moved))
    return told + (
        f" Mean cosine of a text's two vectors {signed(np.nanmean(moved))}; furthest moved: "
        f"{shorten(labels[least], 40)}, {signed(moved[least])}."
    )
