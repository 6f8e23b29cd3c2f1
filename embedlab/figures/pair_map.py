"""Terms and their definitions on one map, each pair joined by a line: what training moves together.

One panel shows one state of the encoder; draw several with the same extent, from one joint projection, to compare.
A map bends distances: whether a definition finds its term is counted in the original space and told in numbers.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, coordinates, same_length
from embedlab.figures.kit.labels import text_width
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.figures.kit.placement import Pixels, place_labels
from embedlab.figures.kit.quantities import counted
from embedlab.figures.kit.sense_marks import square_axes

_NAMED = 14


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
    transition: int = 400,
    height: int = 420,
    side: int = 330,
) -> go.Figure:
    """Draw n terms, filled, at `terms_xy` (n, 2) and their definitions, hollow, at `definitions_xy` (n, 2).

    `objective` gives the colour ("none", "unsupervised", "supervised"). `ranks` (n,), the rank of the right term
    among all candidates, 1 the best, stand on hover. The `selected` pair has the accent. Of the first 14 terms those
    are named that have room in a square of `side` pixels, by default a phone's. The square shown is [-extent,
    extent]; `customdata` of a mark is its row. `transition` in milliseconds; 0 for reduced motion.
    """
    points, others = coordinates(terms_xy), coordinates(definitions_xy)
    same_length(terms_xy=points, definitions_xy=others, terms=terms, definitions=definitions)
    if not len(terms):
        return theme.empty("No pair to map yet.", height)
    table = None if ranks is None else np.asarray(ranks, dtype=np.int64)
    if table is not None:
        same_length(terms=terms, ranks=table)
    half = extent if np.isfinite(extent) and extent > 0 else 1.0
    style = objective_style(objective)
    chosen = selected if selected is not None and 0 <= selected < len(terms) else None
    told = [
        _told(*each)
        for each in zip(terms, definitions, table if table is not None else [None] * len(terms), strict=True)
    ]
    return theme.figure(
        [
            _links(points, others, style),
            _marks("definitions", others, told, style, hollow=True),
            _marks("terms", points, told, style, hollow=False),
            _chosen(points, others, chosen),
        ],
        height,
        _alt(points, others, terms, table, half, style),
        annotations=[*_names(points, others, terms, half, side / 2, chosen), _caption(style)],
        uirevision="pairs",
        transition={"duration": transition, "easing": "cubic-in-out"},
        margin={"l": 16, "r": 16, "t": 32, "b": 12, "pad": 0},
        **square_axes(half),
    )


def _links(points: Numbers, others: Numbers, style: ObjectiveStyle) -> dict[str, Any]:
    ends = np.stack([points, others, np.full_like(points, np.nan)], axis=1).reshape(-1, 2)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "pairs",
        "x": ends[:, 0],
        "y": ends[:, 1],
        "hoverinfo": "skip",
        "opacity": 0.55,
        "line": {"width": 1.4, "color": style.colour},
    }


def _marks(name: str, points: Numbers, told: Sequence[str], style: ObjectiveStyle, *, hollow: bool) -> dict[str, Any]:
    symbol = f"{style.symbol}-open" if hollow else style.symbol
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": points[:, 0],
        "y": points[:, 1],
        "customdata": list(range(len(points))),
        "hovertext": list(told),
        "hovertemplate": f"{name[:-1]}<br>%{{hovertext}}<extra></extra>",
        "marker": {
            "symbol": symbol,
            "size": 9,
            "color": style.colour,
            "line": {"width": 1.5 if hollow else 0},
        },
    }


def _chosen(points: Numbers, others: Numbers, row: int | None) -> dict[str, Any]:
    """The selected pair once more, over the others; an empty trace when there is none, so that traces keep places."""
    ends = np.stack([points[row], others[row]]) if row is not None else points[:0]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "selected",
        "x": ends[:, 0],
        "y": ends[:, 1],
        "hoverinfo": "skip",
        "line": {"width": 3, "color": theme.ACCENT},
        "marker": {
            "size": 13,
            "symbol": ["circle", "circle-open"],
            "color": theme.ACCENT,
            "line": {"width": 2.5, "color": theme.ACCENT},
        },
    }


def _told(term: str, definition: str, rank: int | None) -> str:
    words = f"<b>{theme.label(term, 40)}</b><br>{theme.paragraph(definition)}"
    return words if rank is None else f"{words}<br>right term at rank <b>{rank:,}</b>"


def _names(
    points: Numbers, others: Numbers, terms: Sequence[str], half: float, pixels: float, chosen: int | None
) -> list[dict[str, Any]]:
    order = ([] if chosen is None else [chosen]) + [row for row in range(len(terms)) if row != chosen]
    rows = order[:_NAMED]
    written = [theme.shorten(terms[row], 16) for row in rows]
    scale = pixels / half
    sizes = np.array([[text_width(text, 12), 15] for text in written], dtype=np.float64)
    marks = np.concatenate([points, others, (points + others) / 2]).astype(np.float64) * scale
    anchors = points[rows].astype(np.float64) * scale
    offsets = place_labels(anchors, sizes, marks, pixels, gap=7, rings=2)
    clear = _clear(anchors + offsets, sizes, marks, pixels)
    return [
        theme.note(
            f"<b>{theme.plain(text)}</b>" if row == chosen else theme.plain(text),
            x=float(points[row, 0]),
            y=float(points[row, 1]),
            xshift=round(float(offset[0])),
            yshift=round(float(offset[1])),
            font={"size": 12},
        )
        for place, (row, text, offset) in enumerate(zip(rows, written, offsets, strict=True))
        if place in clear
    ]


def _clear(centres: Pixels, sizes: Pixels, marks: Pixels, half: float) -> list[int]:
    """Return the labels that touch no earlier one and cover no mark; the rest are on hover."""
    kept: list[int] = []
    for row, centre in enumerate(centres):
        apart = np.abs(centres[kept] - centre) >= (sizes[kept] + sizes[row]) / 2
        covered = (np.abs(marks - centre) < sizes[row] / 2).all(axis=1).sum()
        if apart.any(axis=1).all() and not covered and np.abs(centre).max() < half:
            kept.append(row)
    return kept


def _caption(style: ObjectiveStyle) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    hollow = {"●": "○", "▲": "△", "■": "□"}.get(style.glyph, "○")
    ink = f"<span style='color:{style.colour}'>"
    return theme.note(f"{ink}{style.glyph}</span> term  {ink}{hollow}</span> its definition", **above)


def _alt(
    points: Numbers,
    others: Numbers,
    terms: Sequence[str],
    ranks: np.ndarray | None,
    half: float,
    style: ObjectiveStyle,
) -> str:
    lengths = np.linalg.norm(points.astype(np.float64) - others, axis=1)
    told = (
        f"Map of {len(terms)} terms, each joined to its definition, {style.name}: the lines are "
        f"{lengths.mean() / (2 * half):.2f} of the map's side long on average."
    )
    if ranks is not None:
        told += f" The right term is first for {counted(int((ranks == 1).sum()), 'definition')}"
        told += f", median rank {int(np.median(ranks)):,}."
    return told
