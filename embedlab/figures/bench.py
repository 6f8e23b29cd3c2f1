"""A bench of sentence pairs: ways of making a vector as rows, pairs or kinds of pairs as columns.

Whether a pair means the same stands beside its kind as = or ≠, never as a colour: colour is similarity.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures import theme
from embedlab.figures.checks import Numbers, rounded, same_length, signed
from embedlab.figures.heatmaps import similarity_scale
from embedlab.figures.quantities import counted
from embedlab.figures.strips import colour_bar

_ROW, _TOP, _BOTTOM = 28, 88, 62
_NAME, _KIND = 24, 16

Same = Sequence[bool | None]
"""Whether a pair means the same; None where nobody has said."""


def bench_kinds(
    means: ArrayLike,
    rows: Sequence[str],
    kinds: Sequence[str],
    same: Same,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    quality: ArrayLike | None = None,
    groups: Sequence[str] | None = None,
    highlight: int | None = None,
) -> go.Figure:
    """Draw mean similarities `means` (c, k), -1..1, of c ways (`rows`) on k `kinds` of pairs, numbers in the cells.

    `same` (k,) says whether a kind's pairs mean the same. `quality` (c,) 0..1, order quality, stands at the ends of
    the rows. Colours span `extent`, printed; nan is an empty cell. Lines part runs of equal `groups` (c,), and kinds
    that mean the same from others. The name of the `highlight` row is bold.
    """
    cells = _checked(means, rows, kinds, same)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    texts = [["" if np.isnan(cell) else signed(float(cell)).replace("0.", ".") for cell in row] for row in cells]
    numbers = {"text": texts, "texttemplate": "%{text}", "textfont": {"family": theme.MONO, "size": 11}}
    edges = [place + 0.5 for place, (one, two) in enumerate(pairwise(same)) if one is not two]
    signs = [_signed_kind(kind, each) for kind, each in zip(kinds, same, strict=True)]
    trace = _cells(cells, rows, extent, 1) | numbers | {
        "customdata": [signs] * len(rows),
        "hovertemplate": "mean cosine <b>%{z:.2f}</b><br>%{customdata}<br>%{y}<extra></extra>",
    }  # fmt: skip
    return _drawn(trace, cells, rows, dict(enumerate(signs)), edges, quality, groups, highlight, extent, kinds, same)


def bench_matrix(
    values: ArrayLike,
    rows: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    kinds: Sequence[str],
    same: Same,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    quality: ArrayLike | None = None,
    groups: Sequence[str] | None = None,
    highlight: int | None = None,
) -> go.Figure:
    """Draw similarities `values` (c, p), -1..1, of c ways (`rows`) on p `pairs` of sentences, told on hover.

    Pass pairs sorted by kind: each run of equal `kinds` (p,) is named once, lines part the runs. `same` (p,) says
    whether the two mean the same. The rest as in `bench_kinds`.
    """
    cells = _checked(values, rows, pairs, same)
    same_length(pairs=pairs, kinds=kinds)
    if not cells.size:
        return theme.empty("No pair to compare yet.")
    told = [f"{theme.paragraph(left)}<br>{theme.paragraph(right)}" for left, right in pairs]
    runs = [(kind, list(run)) for kind, run in groupby(range(len(kinds)), key=lambda place: kinds[place])]
    names = {(run[0] + run[-1]) / 2: _signed_kind(kind, _shared([same[row] for row in run])) for kind, run in runs}
    edges = [run[-1] + 0.5 for _, run in runs[:-1]]
    trace = _cells(cells, rows, extent, 1 if len(pairs) <= 60 else 0) | {
        "customdata": [told] * len(rows),
        "hovertemplate": "cosine <b>%{z:.2f}</b><br>%{y}<br>%{customdata}<extra></extra>",
    }
    return _drawn(trace, cells, rows, names, edges, quality, groups, highlight, extent, kinds, same)


def _checked(values: ArrayLike, rows: Sequence[str], columns: Sequence[Any], same: Same) -> Numbers:
    cells = rounded(values)
    same_length(columns=columns, same=same)
    if not len(rows) or not len(columns):
        return np.empty((0, 0), np.float32)
    if cells.shape != (len(rows), len(columns)):
        raise ValueError(f"values must have the shape {(len(rows), len(columns))}, not {cells.shape}")
    return cells


def _shared(marks: Same) -> bool | None:
    """A kind that holds both pairs that mean the same and pairs that do not carries no sign."""
    return marks[0] if all(mark is marks[0] for mark in marks) else None


def _signed_kind(kind: str, same: bool | None) -> str:
    return {True: "= ", False: "≠ ", None: ""}[same] + theme.label(kind, _KIND)


def _cells(cells: Numbers, rows: Sequence[str], extent: tuple[float, float], gap: int) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "z": cells,
        # Numbered, so that equal names keep rows of their own; the axis shows the bare names.
        "y": [f"{place + 1} · {theme.label(row, 60)}" for place, row in enumerate(rows)],
        "zmin": extent[0],
        "zmax": extent[1],
        "colorscale": similarity_scale(*extent),
        "colorbar": colour_bar("cosine", *extent),
        "hoverongaps": False,
        "xgap": gap,
        "ygap": 2,
        "name": "pairs",
    }


def _drawn(
    trace: dict[str, Any],
    cells: Numbers,
    rows: Sequence[str],
    columns: dict[Any, str],
    edges: Sequence[float],
    quality: ArrayLike | None,
    groups: Sequence[str] | None,
    highlight: int | None,
    extent: tuple[float, float],
    kinds: Sequence[str],
    same: Same,
) -> go.Figure:
    ends = None if quality is None else rounded(quality)
    if ends is not None:
        same_length(rows=rows, quality=ends)
    names = [theme.label(row, _NAME) for row in rows]
    flat = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "tickfont": {"size": 12}}
    return theme.figure(
        [trace],
        len(rows) * _ROW + _TOP + _BOTTOM,
        _alt(cells, rows, kinds, same, ends, extent),
        xaxis=flat
        | {
            "tickvals": list(columns),
            "ticktext": list(columns.values()),
            "side": "top",
            "tickangle": -38,
            "ticklabeloverflow": "allow",
            "range": [-0.5, cells.shape[1] - 0.5],
        },
        yaxis=flat
        | {
            "type": "category",
            "tickvals": list(range(len(rows))),
            "ticktext": [f"<b>{name}</b>" if place == highlight else name for place, name in enumerate(names)],
            "autorange": "reversed",
            "automargin": True,
        },
        shapes=[*_lines(edges, cells.shape), *_partings(groups, cells.shape)],
        annotations=[] if ends is None else _qualities(ends, highlight),
        margin={"l": 16, "r": 66 if ends is not None else 40, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _lines(edges: Sequence[float], shape: tuple[int, ...]) -> list[dict[str, Any]]:
    # A light line around a dark one is seen on every cell colour, as on maps.
    return [
        {
            "type": "line",
            "x0": edge,
            "x1": edge,
            "y0": -0.5,
            "y1": shape[0] - 0.5,
            "line": {"width": wide, "color": ink},
        }
        for wide, ink in ((2.6, "#FFFFFF"), (1.0, "#14171C"))
        for edge in edges
    ]


def _partings(groups: Sequence[str] | None, shape: tuple[int, ...]) -> list[dict[str, Any]]:
    found = [place + 0.5 for place, (one, two) in enumerate(pairwise(groups or ())) if one != two]
    stroke = {"width": 1, "color": theme.NEUTRAL}
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": stroke}
    return [across | {"y0": edge, "y1": edge} for edge in found if edge < shape[0] - 0.5]


def _qualities(ends: Numbers, highlight: int | None) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8}
    texts = [signed(float(end)) if np.isfinite(end) else "–" for end in ends]
    numbers = [
        theme.note(f"<b>{text}</b>" if row == highlight else text, y=row, font=theme.DIGITS | {"size": 12}, **beside)
        for row, text in enumerate(texts)
    ]
    # Below, because the last kind's slanted name leans over the place above.
    head = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -6, "align": "left"}
    return [*numbers, theme.note("order<br>quality", **beside, **head)]


def _alt(
    cells: Numbers,
    rows: Sequence[str],
    kinds: Sequence[str],
    same: Same,
    ends: Numbers | None,
    extent: tuple[float, float],
) -> str:
    marks = np.array([each is True for each in same]), np.array([each is False for each in same])
    told = []
    for row, name in enumerate(rows[:6]):
        words = theme.shorten(name, 40)
        for title, chosen in zip(("same meaning", "different"), marks, strict=True):
            some = cells[row, chosen][np.isfinite(cells[row, chosen])]
            words += f", {title} {signed(float(some.mean()))}" if some.size else ""
        words += f", order quality {signed(float(ends[row]))}" if ends is not None and np.isfinite(ends[row]) else ""
        told.append(words)
    more = f"; and {len(rows) - 6} more" if len(rows) > 6 else ""
    return (
        f"Cosines of {counted(len(rows), 'way')} of making a vector on {counted(cells.shape[1], 'column')} of pairs "
        f"({', '.join(theme.shorten(kind, 30) for kind in dict.fromkeys(kinds))}), colours from {signed(extent[0])} "
        f"to {signed(extent[1])}. Means: {'; '.join(told)}{more}."
    )
