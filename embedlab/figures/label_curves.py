"""How well classes are told after few and after many labels: a curve a model with the spread of its draws."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.placement import spread
from embedlab.figures.kit.strokes import level, upright
from embedlab.numbers_text import percent, whole

_HEIGHT, _TOP, _BOTTOM, _NAME = 340, 34, 54, 34
"""Pixels; the last of a name and its number at the end of a curve."""
_TICKS = 8
"""Numbers on the axis of sizes; of more, the powers of two stand there."""
_DASHES = {"solid": "━", "dash": "╍", "dot": "┅", "dashdot": "╌"}
_ROOM = 1.12
"""How many times the first and the last size the axis reaches beyond them."""


@in_gallery(
    lambda text: {
        "sizes": [1, 2, 4], "accuracy": np.linspace(0.2, 0.9, 24).reshape(4, 3, 2), "names": four(text),
        "families": ["dense", "dense", "static", "lexical"], "chance": 0.1, "mark": 2, "x_name": text, "y_name": text,
    },
    one_size=lambda text: {
        "sizes": [1], "accuracy": np.full((4, 1, 1), 0.5), "names": four(text),
        "families": ["dense", "dense", "static", "lexical"], "chance": 0.5, "mark": 1, "x_name": text, "y_name": text,
    },
)  # fmt: skip
def label_curves(
    sizes: Sequence[int],
    accuracy: ArrayLike,
    names: Sequence[str],
    families: Sequence[str],
    *,
    chance: float,
    mark: int,
    x_name: str = "labelled texts of each class",
    y_name: str = "accuracy on the test texts",
) -> go.Figure:
    """Draw `accuracy` (m, s, r), shares 0..1 of m models at s `sizes` (from 1 up, rising) in r draws.

    Each model is a line through the means, in the colour of its family, a key of `FAMILY_COLOURS`; a second of a
    family is dashed. The band about it reaches from the lowest draw to the highest. The sizes stand on a
    logarithmic axis, accuracy on one from 0 to 100 %. `chance` is dotted; at `mark`, the nearest size, stands an
    upright line, and each model's value there beside its name.
    """
    cube = np.asarray(accuracy, dtype=np.float64)
    same_length(names=names, families=families, accuracy=cube)
    if len(names) and (cube.ndim != 3 or cube.shape[1] != len(sizes) or not cube.shape[2]):
        raise ValueError(f"accuracy must have the shape (models, {len(sizes)}, draws), not {cube.shape}")
    if not len(names) or not len(sizes):
        return theme.empty("No classifier has been trained yet.")
    at = int(np.argmin(np.abs(np.log(np.asarray(sizes) / max(mark, 1)))))
    dashes = _dashes(families)
    drawn = list(zip(names, families, dashes, cube, strict=True))
    ticks = [size for size in sizes if len(sizes) <= _TICKS or size & (size - 1) == 0]
    ends = (np.log10(sizes[0] / _ROOM), np.log10(sizes[-1] * _ROOM))
    return theme.figure(
        [_band(family, sizes, rows) for _, family, _, rows in drawn]
        + [_line(name, family, dash, sizes, rows, x_name) for name, family, dash, rows in drawn],
        _HEIGHT,
        _alt(sizes, cube, names, at, chance, x_name, y_name),
        xaxis=value_axis(ends, ticks, room=0, ticktext=[whole(size) for size in ticks], type="log")
        | {"title": axis_title(label(x_name, 60), standoff=6)},
        yaxis=value_axis(
            (0, 1), [0, 0.25, 0.5, 0.75, 1], range=[0, 1.02], grid=True,
            ticktext=[percent(share) for share in (0, 0.25, 0.5, 0.75, 1)],
        ),
        shapes=[level(chance, width=1.2, dash="dot"), upright(sizes[at])],
        annotations=[
            notes.above(label(y_name, 60), shift=8, xshift=-44),
            *_names(drawn, sizes, at, chance),
        ],
        margin={"l": 50, "r": 132, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )  # fmt: skip


def _dashes(families: Sequence[str]) -> list[str]:
    kinds = list(_DASHES)
    return [kinds[families[:place].count(family) % len(kinds)] for place, family in enumerate(list(families))]


def _colour(family: str) -> str:
    return palette.FAMILY_COLOURS.get(family, palette.NEUTRAL)


def _band(family: str, sizes: Sequence[int], rows: NDArray[np.float64]) -> dict[str, Any]:
    around = [*sizes, *reversed(sizes)]
    edge = np.concatenate([rows.max(axis=1), rows.min(axis=1)[::-1]])
    return traces.line(
        "spread of the draws", around, edge, width=0, colour=palette.CLEAR, fill="toself",
        fillcolor=palette.see_through(_colour(family), 0.42), opacity=0.35, **traces.SILENT,
    )  # fmt: skip


def _line(
    name: str, family: str, dash: str, sizes: Sequence[int], rows: NDArray[np.float64], x_name: str
) -> dict[str, Any]:
    means, lows, highs = rows.mean(axis=1), rows.min(axis=1), rows.max(axis=1)
    return traces.line(
        label(name, 30), list(sizes), means, width=2.5, colour=_colour(family), dash=dash, mode="lines+markers",
        cliponaxis=False, marker={"size": 6, "color": _colour(family)}, hovertext=label(name, 40),
        text=[
            f"<b>{percent(mean)}</b> after {whole(size)} {label(x_name, 40)}, {percent(low)} to {percent(high)}"
            for size, mean, low, high in zip(sizes, means, lows, highs, strict=True)
        ],
        hovertemplate=traces.hover("%{hovertext}", "%{text}"),
    )  # fmt: skip


def _names(
    drawn: Sequence[tuple[str, str, str, NDArray[np.float64]]], sizes: Sequence[int], at: int, chance: float
) -> list[dict[str, Any]]:
    """Name the curves at the right end, apart from each other, and the level of chance."""
    tall = _HEIGHT - _TOP - _BOTTOM
    ends = np.array([*(float(rows[-1].mean()) for *_, rows in drawn), chance])
    heights = spread(ends / 1.02 * tall, _NAME, ceiling=tall) / tall
    named = [(notes.key(_colour(family), _DASHES[dash]), label(name, 17), rows) for name, family, dash, rows in drawn]
    texts = [f"{key} {name}<br><b>{percent(rows[at].mean())}</b> at {whole(sizes[at])}" for key, name, rows in named]
    texts.append(f"{notes.key(palette.NEUTRAL, '┄')} chance<br><b>{percent(chance)}</b>")
    where = {"yref": "paper", "yanchor": "middle", "align": "left"}
    return [
        notes.beside(text, height, shift=8, **where)
        for text, height in zip(texts, heights.round(4).tolist(), strict=True)
    ]


def _alt(
    sizes: Sequence[int], cube: NDArray[np.float64], names: Sequence[str], at: int, chance: float, x_name: str,
    y_name: str,
) -> str:  # fmt: skip
    told = "; ".join(
        f"{shorten(name, 40)} {percent(rows[0].mean())}, {percent(rows[at].mean())} and {percent(rows[-1].mean())}"
        for name, rows in zip(names, cube, strict=True)
    )
    return (
        f"{y_name} after {whole(sizes[0])}, {whole(sizes[at])} and {whole(sizes[-1])} {x_name}: {told}. "
        f"Chance: {percent(chance)}."
    )
