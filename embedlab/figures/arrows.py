"""What a role does to texts: an arrow on one joint map from where each stood to where it stands now.

A map bends distances, so the length of an arrow is a hint and no measure: what is measured, the cosine between
the two vectors of a text, is passed in and told in numbers.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, coordinates, rounded, same_length, signed
from embedlab.figures.kit.labels import text_width
from embedlab.figures.kit.placement import Pixels, place_labels
from embedlab.figures.kit.sense_marks import sense_key, square_axes

_HALF = 165.0
"""Half the side in pixels of the narrowest square that a map is drawn in: a phone's."""
_NAMED, _SHORTEST = 12, 9.0


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
    same_length(start=origin, end=goal, kinds=kinds, labels=labels)
    if not len(labels):
        return theme.empty("No text has moved yet.", height)
    half = extent if np.isfinite(extent) and extent > 0 else 1.0
    named = [theme.text_kind(kind) for kind in kinds]
    moved = None if cosines is None else rounded(cosines)
    if moved is not None:
        same_length(labels=labels, cosines=moved)
    traces = [
        trace
        for kind in theme.TEXT_KIND_COLOURS
        if (rows := [row for row, each in enumerate(named) if each == kind])
        for trace in (
            _marks(kind, rows, origin, labels, moved, names[0], True),
            _marks(kind, rows, goal, labels, moved, names[1], False),
        )
    ]
    return theme.figure(
        traces,
        height,
        _alt(named, labels, moved, names),
        annotations=[
            *(arrow for row in range(len(labels)) if (arrow := _arrow(origin[row], goal[row], named[row], half))),
            *_names(origin, goal, labels, half),
            _caption(names),
        ],
        uirevision="arrows",
        margin={"l": 16, "r": 16, "t": 48, "b": 32, "pad": 0},
        **sense_key(),
        **square_axes(half),
    )


def _marks(
    kind: str,
    rows: Sequence[int],
    points: Numbers,
    labels: Sequence[str],
    moved: Numbers | None,
    name: str,
    hollow: bool,
) -> dict[str, Any]:
    symbol = theme.TEXT_KIND_SYMBOLS[kind]
    told = [_told(labels[row], None if moved is None else float(moved[row])) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": kind,
        "showlegend": not hollow,
        "legendgroup": kind,
        "x": points[rows, 0],
        "y": points[rows, 1],
        "customdata": list(rows),
        "hovertext": told,
        "hovertemplate": f"<b>{theme.label(name, 40)}</b><br>%{{hovertext}}<extra></extra>",
        "marker": {
            "size": 9 if hollow else 12,
            "color": theme.TEXT_KIND_COLOURS[kind],
            "symbol": f"{symbol}-open" if hollow else symbol,
            "line": {"width": 1.5 if hollow else 0},
        },
    }


def _told(label: str, cosine: float | None) -> str:
    words = theme.paragraph(label)
    return words if cosine is None else f"{words}<br>cosine with itself <b>{signed(cosine)}</b>"


def _arrow(origin: Numbers, goal: Numbers, kind: str, half: float) -> dict[str, Any] | None:
    pixels = (goal.astype(np.float64) - origin) / half * _HALF
    if float(np.hypot(*pixels)) < _SHORTEST:
        return None  # Shorter than its own head: the two marks say it.
    tail = {"ax": float(origin[0]), "ay": float(origin[1]), "axref": "x", "ayref": "y"}
    head = {"arrowcolor": theme.TEXT_KIND_COLOURS[kind], "arrowwidth": 1.5, "arrowhead": 2, "arrowsize": 0.9}
    apart = {"standoff": 7, "startstandoff": 5}
    return (
        {"text": "", "showarrow": True, "x": float(goal[0]), "y": float(goal[1]), "opacity": 0.8} | tail | head | apart
    )


def _names(origin: Numbers, goal: Numbers, labels: Sequence[str], half: float) -> list[dict[str, Any]]:
    written = [theme.shorten(label, 18) for label in labels[:_NAMED]]
    scale = _HALF / half
    sizes = np.array([[text_width(text, 11), 14] for text in written], dtype=np.float64)
    # What every label must keep clear of: the way that each text went.
    way = np.linspace(origin, goal, 5).reshape(-1, 2).astype(np.float64) * scale
    anchors = goal[:_NAMED].astype(np.float64) * scale
    offsets = place_labels(anchors, sizes, way, _HALF, rings=2)
    clear = _clear(anchors + offsets, sizes)
    return [
        theme.note(
            theme.plain(text),
            x=float(goal[row, 0]),
            y=float(goal[row, 1]),
            xshift=round(float(offsets[row, 0])),
            yshift=round(float(offsets[row, 1])),
            font={"size": 11},
        )
        for row, text in enumerate(written)
        if row in clear
    ]


def _clear(centres: Pixels, sizes: Pixels) -> list[int]:
    """Return the labels that touch no earlier one; what is left out is on hover."""
    kept: list[int] = []
    for row, centre in enumerate(centres):
        apart = np.abs(centres[kept] - centre) >= (sizes[kept] + sizes[row]) / 2
        if apart.any(axis=1).all():
            kept.append(row)
    return kept


def _caption(names: tuple[str, str]) -> dict[str, Any]:
    below = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -6}
    return theme.note(f"hollow: {theme.label(names[0], 20)}   filled: {theme.label(names[1], 20)}", **below)


def _alt(kinds: Sequence[str], labels: Sequence[str], moved: Numbers | None, names: tuple[str, str]) -> str:
    counts = ", ".join(f"{kind} {kinds.count(kind)}" for kind in theme.TEXT_KIND_COLOURS if kind in kinds)
    told = f"Map of {len(labels)} texts ({counts}), each with an arrow from {names[0]} to {names[1]}."
    if moved is None or not np.isfinite(moved).any():
        return told
    least = int(np.nanargmin(moved))
    return told + (
        f" Mean cosine of a text's two vectors {signed(float(np.nanmean(moved)))}; furthest moved: "
        f"{theme.shorten(labels[least], 40)}, {signed(float(moved[least]))}."
    )
