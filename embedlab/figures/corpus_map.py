"""The map of a collection: a dot a text, coloured by group, with the names of the groups on it and marks in place.

The coordinates come from elsewhere. Few texts are marks that can be chosen, each group with a colour and a shape; many
are one picture, on which only the marks above it can be chosen, and groups are told apart by their names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.dot_picture import SIDE, dot_picture
from embedlab.figures.kit.figure_checks import Numbers, coordinates, positive_or_one, same_length
from embedlab.figures.kit.gallery import FOUR_POINTS, four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, text_width
from embedlab.figures.kit.notes import note
from embedlab.figures.kit.sense_marks import map_extent, square_axes
from embedlab.numbers_text import counted, whole

MOST_MARKS: Final = 1_500
"""Texts that are drawn as marks of their own: so many a browser moves without stopping."""
_SHOWN: Final = 560
"""Pixels of the page that the map is wide, about."""
_CELLS: Final = 14
"""Cells each way in which texts are counted, to find where most of a group are."""
_NAME: Final = 12
_LETTERS: Final = 24
_NAMED: Final = 0.015
"""Share of the texts in view that a group needs to be named there."""
_MANY_MARKED: Final = 40
"""More marks than this are drawn half as large."""
_MARK_STYLES: Final = (("circle-open", 15), ("square-open", 17), ("diamond-open", 17))
"""Shape and size of the marks of a set, by its place: two sets on one text are both seen."""


@dataclass(frozen=True)
class Marked:
    """Texts that are pointed out on a map.

    Attributes:
        name: what they are, for the key.
        rows: their rows.
        texts: what is said of each when it is pointed at.
    """

    name: str
    rows: tuple[int, ...]
    texts: tuple[str, ...]


def _example(text: str) -> dict[str, Any]:
    marked = (Marked(text, (0, 2), (text, text)), Marked(f"b{text}", (2,), (text,)))
    return {"xy": FOUR_POINTS, "groups": [0, 1, 1, -1], "names": (text, f"b{text}"), "marked": marked}


@in_gallery(
    lambda text: _example(text) | {"texts": dict(enumerate(four(text)))},
    picture=lambda text: _example(text) | {"most_marks": 0},
)  # fmt: skip
def corpus_map(
    xy: ArrayLike,
    groups: Sequence[int] | NDArray[np.integer[Any]],
    names: Sequence[str],
    *,
    texts: Mapping[int, str] | None = None,
    marked: Sequence[Marked] = (),
    quiet: bool = False,
    middle: tuple[float, float] = (0.0, 0.0),
    extent: float | None = None,
    height: int = 580,
    wide: int = _SHOWN,
    most_marks: int = MOST_MARKS,
) -> go.Figure:
    """Draw n texts at `xy` (n, 2), `groups` (n,) their places in `names`, anything else for a text of no group.

    The square shown reaches `extent` from `middle` on both axes, by default as far as all texts. Where it holds more
    than `most_marks` texts they are one picture; else each is a mark, its row the `customdata`, and its text, where
    `texts` has one for the row, appears on hover. `marked` are pointed out in open shapes, `quiet` draws all others
    paler for it. `wide` are the pixels that the map has across: names that do not fit into it are left out.
    """
    points, group = coordinates(xy), np.asarray(groups, dtype=np.int64)
    same_length(xy=points, groups=group)
    if not len(points):
        return theme.empty("There are no texts on this map.", height)
    moved = (points - np.asarray(middle)).astype(np.float32)
    half = map_extent(moved) if extent is None else positive_or_one(float(extent))
    sides = square_axes(half)
    if extent is None:
        # All texts are in view, so a flat map need not be as high as it is wide.
        sides = {axis: side | {"range": _reach(moved[:, place])} for place, (axis, side) in enumerate(sides.items())}
    seen = np.flatnonzero((np.abs(moved) <= half).all(axis=1))
    group = np.where((group >= 0) & (group < len(names)), group, len(names))
    drawn, images = _marks(moved, seen, group, names, texts, quiet), []
    if len(seen) > most_marks:
        drawn, images = [], [_picture(moved[seen], group[seen], names, half, quiet)]
    return theme.figure(
        [*drawn, *(_pointed_out(moved, each, place) for place, each in enumerate(marked))],
        height,
        _alternative(seen, group, names, marked),
        images=images,
        annotations=_names(moved[seen], group[seen], names, sides["xaxis"]["range"], wide),
        showlegend=bool(marked),
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 13}},
        margin={"l": 8, "r": 8, "t": 34 if marked else 8, "b": 8, "pad": 0},
        uirevision=f"{middle} {half}",
        **sides,
    )


def flatness(xy: ArrayLike) -> float:
    """Return how high a map of all texts is beside its width, 0.1 to 2."""
    (left, right), (low, high) = (_reach(axis) for axis in coordinates(xy).T)
    return float(np.clip((high - low) / (right - left), 0.1, 2.0))


def _reach(values: Numbers) -> list[float]:
    low, high = float(values.min(initial=0)), float(values.max(initial=0))
    room = max((high - low) * 0.04, 1e-2)
    return [round(low - room, 4), round(high + room, 4)]


def styles_of(names: Sequence[str]) -> list[theme.MarkStyle]:
    """Return colour and shape of each group, for a list beside the map."""
    by_place = theme.sense_styles([f"group {place}" for place in range(len(names))])
    return list(by_place.values())


def _marks(
    points: Numbers, seen: NDArray[np.intp], group: NDArray[np.int64], names: Sequence[str],
    texts: Mapping[int, str] | None, quiet: bool,
) -> list[dict[str, Any]]:  # fmt: skip
    drawn = []
    for place, style in enumerate([*styles_of(names), theme.sense_styles([""])[""]]):
        rows = seen[group[seen] == place][:MOST_MARKS]
        if not len(rows):
            continue
        name = label(names[place], 40) if place < len(names) else "no group"
        said = {} if texts is None else {"hovertext": [paragraph(texts.get(row, "")) for row in rows.tolist()]}
        hover = traces.hover(f"{style.key} {name}", *(["%{hovertext}"] if said else []))
        drawn.append(
            traces.dots(
                name, points[rows, 0], points[rows, 1],
                {"symbol": style.symbol, "color": style.colour, "size": 8, "opacity": 0.35 if quiet else 0.8},
                customdata=rows, hovertemplate=hover, showlegend=False, cliponaxis=True, **said,
            )
        )  # fmt: skip
    return drawn


def _picture(
    points: Numbers, group: NDArray[np.int64], names: Sequence[str], half: float, quiet: bool
) -> dict[str, Any]:
    colours = [*palette.SENSE_COLOURS, palette.NEUTRAL]
    shades = np.where(group < len(names), group % len(palette.SENSE_COLOURS), len(palette.SENSE_COLOURS))
    # Dots of a small map are as large as marks; of a large one so small that what is dense still has a form.
    dot = float(np.clip(2.4 * (10_000 / len(points)) ** 0.3, 1.0, 3.0)) * SIDE / _SHOWN
    source = dot_picture(points, shades, colours, half, radius=dot / 1.5, opacity=0.15 if quiet else 0.5)
    square = {"x": -half, "y": half, "sizex": 2 * half, "sizey": 2 * half, "xref": "x", "yref": "y"}
    return {"source": source, "sizing": "stretch", "layer": "below", **square}


def _pointed_out(points: Numbers, found: Marked, place: int) -> dict[str, Any]:
    symbol, size = _MARK_STYLES[place % len(_MARK_STYLES)]
    rows = list(found.rows)
    if len(rows) > _MANY_MARKED:
        size //= 2
    return traces.dots(
        label(found.name, 40), points[rows, 0], points[rows, 1],
        {"symbol": symbol, "size": size, "color": palette.ACCENT if place % 2 == 0 else palette.NEGATIVE}
        | {"line": {"width": 1.5 if len(rows) > _MANY_MARKED else 2.5}},
        customdata=rows, hovertext=[paragraph(text) for text in found.texts],
        hovertemplate=traces.hover(f"<b>{label(found.name, 40)}</b>", "%{hovertext}"), showlegend=True,
        cliponaxis=True,
    )  # fmt: skip


def _names(
    points: Numbers, group: NDArray[np.int64], names: Sequence[str], across: Sequence[float], wide: int
) -> list[dict[str, Any]]:
    """The name of each group where most of its texts are, the largest first; one that has no room is left out."""
    notes, taken = [], np.empty((0, 4))
    styles, scale = styles_of(names), wide / (across[1] - across[0])
    sizes = np.bincount(group, minlength=len(names) + 1)[: len(names)]
    for place in np.argsort(-sizes, kind="stable").tolist():
        text = label(names[place], _LETTERS)
        if sizes[place] < max(_NAMED * len(points), 1) or not names[place].strip():
            continue
        centre = _heart(points[group == place], (across[1] - across[0]) / 2)
        size = np.array([text_width(f"● {text}", _NAME), _NAME + 6.0])
        room = max(wide - size[0], 0) / 2
        start = (centre - (sum(across) / 2, 0)) * scale
        # Whole where it would stand over an edge.
        aside = float(np.clip(start[0], -room, room) - start[0])
        for line in (0, 1, -1, 2, -2):
            shift = (aside, line * (_NAME + 6.0))
            box = np.concatenate([start + shift - size / 2, start + shift + size / 2])
            free = (box[2:] <= taken[:, :2]).any(axis=1) | (box[:2] >= taken[:, 2:]).any(axis=1)
            if free.all():
                taken = np.vstack([taken, box])
                words = f"{styles[place].key} <b>{text}</b>"
                font = {"size": _NAME, "shadow": "auto"}
                where = {"x": float(centre[0]), "y": float(centre[1]), "xshift": round(aside), "yshift": shift[1]}
                notes.append(note(words, font=font, **where))
                break
    return notes


def _heart(points: Numbers, half: float) -> NDArray[np.float64]:
    """Where points are densest: the middle of a group that lies in two places is in neither."""
    cells = np.clip(((points / half + 1) / 2 * _CELLS).astype(int), 0, _CELLS - 1)
    flat = cells[:, 0] * _CELLS + cells[:, 1]
    return np.asarray(points[flat == np.bincount(flat).argmax()].mean(axis=0, dtype=np.float64))


def _alternative(
    seen: NDArray[np.intp], group: NDArray[np.int64], names: Sequence[str], marked: Sequence[Marked]
) -> str:
    sizes = np.bincount(group[seen], minlength=len(names) + 1)
    groups = [f"{name or 'unnamed'} {whole(size)}" for name, size in zip(names, sizes, strict=False) if size]
    told = f"Map of {counted(len(seen), 'text')}"
    told += f" in {counted(len(groups), 'group')}: {'; '.join(groups)}" if groups else ""
    pointed = "; ".join(f"{each.name} {whole(len(each.rows))}" for each in marked)
    return f"{told}.{f' Marked: {pointed}.' if pointed else ''}"
