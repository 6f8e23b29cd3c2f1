"""Terms and their definitions on one map, each pair joined by a line: what training moves together.

One panel shows one state of the encoder; draw several with the same extent, from one joint projection, to compare.
A map bends distances: whether a definition finds its term is counted in the original space and told in numbers.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.figure_checks import Numbers, coordinates, positive_or_one, row_or_none, same_length
from embedlab.figures.kit.gallery import FOUR_POINTS, four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, shorten
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.figures.kit.placement import name_notes
from embedlab.figures.kit.sense_marks import square_axes
from embedlab.numbers_text import counted, signed, whole

_NAMED = 14
_HOLLOW = {"●": "○", "▲": "△", "■": "□"}


@in_gallery(lambda text: {
    "terms_xy": FOUR_POINTS, "definitions_xy": FOUR_POINTS[::-1], "terms": four(text), "definitions": four(text),
    "extent": 1, "ranks": [1, 2, 3, 4], "selected": 1,
})  # fmt: skip
def pair_map(
    terms_xy: ArrayLike,
    definitions_xy: ArrayLike,
    terms: Sequence[str],
    definitions: Sequence[str],
    extent: float,
    *,
    ranks: ArrayLike | None = None,
    selected: int | None = None,
    objective: str = "none",
    height: int = 420,
    side: int = 330,
) -> go.Figure:
    """Draw n terms, filled, at `terms_xy` (n, 2) and their definitions, hollow, at `definitions_xy` (n, 2).

    `objective` gives the colour ("none", "unsupervised", "supervised"). `ranks` (n,), the rank of the right term
    among all candidates, 1 the best, stand on hover. The `selected` pair has the accent. Of the first 14 terms those
    are named that have room in a square of `side` pixels, by default a phone's. The square shown is [-extent,
    extent]; `customdata` of a mark is its row.
    """
    points, others = coordinates(terms_xy), coordinates(definitions_xy)
    found = None if ranks is None else np.asarray(ranks, dtype=np.int64)
    same_length(terms_xy=points, definitions_xy=others, terms=terms, definitions=definitions, ranks=found)
    if not len(terms):
        return theme.empty("No pair to map yet.", height)
    half, style, chosen = positive_or_one(extent), objective_style(objective), row_or_none(selected, len(terms))
    each = found.tolist() if found is not None else [None] * len(terms)
    told = [_told(*pair) for pair in zip(terms, definitions, each, strict=True)]
    joined = np.stack([points, others, np.full_like(points, np.nan)], axis=1).reshape(-1, 2)
    return theme.figure(
        [
            traces.line("pairs", *joined.T, width=1.4, colour=style.colour, opacity=0.55, **traces.SILENT),
            _marks("definitions", others, told, style, hollow=True),
            _marks("terms", points, told, style, hollow=False),
            _chosen(points, others, chosen),
        ],
        height,
        _alt(points, others, found, half, style),
        annotations=[*_names(points, others, terms, half, side / 2, chosen), _caption(style)],
        uirevision="pairs",
        margin={"l": 16, "r": 16, "t": 32, "b": 12, "pad": 0},
        **square_axes(half),
    )


def _marks(name: str, points: Numbers, told: Sequence[str], style: ObjectiveStyle, *, hollow: bool) -> dict[str, Any]:
    return traces.dots(
        name,
        points[:, 0],
        points[:, 1],
        {"size": 9, "color": style.colour} | traces.shape(style.symbol, hollow),
        customdata=list(range(len(points))),
        hovertext=list(told),
        hovertemplate=traces.hover(name[:-1], "%{hovertext}"),
    )


def _chosen(points: Numbers, others: Numbers, row: int | None) -> dict[str, Any]:
    """The selected pair once more, over the others; an empty trace when there is none, so that traces keep places."""
    ends = np.stack([points[row], others[row]]) if row is not None else points[:0]
    ink = {"color": palette.ACCENT}
    marker = {"size": 13, "symbol": ["circle", "circle-open"], "line": {"width": 2.5, **ink}, **ink}
    x, y = ends.T
    drawn = traces.line("selected", x, y, width=3, colour=palette.ACCENT, **traces.SILENT)
    return drawn | {"mode": "lines+markers", "marker": marker}


def _told(term: str, definition: str, rank: int | None) -> str:
    words = f"<b>{label(term, 40)}</b><br>{paragraph(definition)}"
    return words if rank is None else f"{words}<br>right term at rank <b>{whole(rank)}</b>"


def _names(
    points: Numbers, others: Numbers, terms: Sequence[str], half: float, pixels: float, chosen: int | None
) -> list[dict[str, Any]]:
    order = ([] if chosen is None else [chosen]) + [row for row in range(len(terms)) if row != chosen]
    rows = order[:_NAMED]
    marks = np.concatenate([points, others, (points + others) / 2])
    written = [shorten(terms[row], 16) for row in rows]
    bold = None if chosen is None else 0
    return name_notes(points[rows], written, marks, half, pixels=pixels, gap=7, strict=True, bold_name=bold)


def _caption(style: ObjectiveStyle) -> dict[str, Any]:
    hollow = notes.key(style.colour, _HOLLOW.get(style.glyph, "○"))
    return notes.above(f"{style.key} term  {hollow} its definition", shift=6)


def _alt(points: Numbers, others: Numbers, ranks: np.ndarray | None, half: float, style: ObjectiveStyle) -> str:
    lengths = np.linalg.norm(points.astype(np.float64) - others, axis=1)
    told = (
        f"Map of {len(points)} terms, each joined to its definition, {style.name}: the lines are "
        f"{signed(lengths.mean() / (2 * half))} of the map's side long on average."
    )
    if ranks is None:
        return told
    first = counted(int((ranks == 1).sum()), "definition")
    return f"{told} The right term is first for {first}, median rank {whole(int(np.median(ranks)))}."
