"""The frame that both benches of sentence pairs share: axes, lines between kinds and models, numbers beside rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, signed
from embedlab.figures.kit.quantities import counted

_ROW, _TOP, _BOTTOM = 28, 88, 62
_NAME = 24

Same = Sequence[bool | None]
"""Whether a pair means the same; None where nobody has said."""


@dataclass(frozen=True)
class BenchLook:
    """What both benches say in words: names, ranges, and what stands at the ends of the rows."""

    rows: Sequence[str]
    kinds: Sequence[str]
    same: Same
    extent: tuple[float, float]
    ends: Numbers | None
    groups: Sequence[str] | None
    highlight: int | None
    name: str
    quality_name: str


def bench_figure(
    trace: dict[str, Any], cells: Numbers, columns: dict[Any, str], edges: Sequence[float], look: BenchLook
) -> go.Figure:
    """Draw one bench: its heatmap `trace`, `columns` place to name, lines at the `edges` between columns."""
    rows, ends = look.rows, look.ends
    names = [theme.label(row, _NAME) for row in rows]
    flat = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "tickfont": {"size": 12}}
    return theme.figure(
        [trace],
        len(rows) * _ROW + _TOP + _BOTTOM,
        _alt(cells, look),
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
            "ticktext": [f"<b>{name}</b>" if place == look.highlight else name for place, name in enumerate(names)],
            "autorange": "reversed",
            "automargin": True,
        },
        shapes=[*_lines(edges, cells.shape), *_partings(look.groups, cells.shape)],
        annotations=[] if ends is None else _qualities(ends, look),
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


def _qualities(ends: Numbers, look: BenchLook) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8}
    texts = [signed(float(end)) if np.isfinite(end) else "–" for end in ends]
    numbers = [
        theme.note(
            f"<b>{text}</b>" if row == look.highlight else text, y=row, font=theme.DIGITS | {"size": 12}, **beside
        )
        for row, text in enumerate(texts)
    ]
    # Below, because the last kind's slanted name leans over the place above.
    head = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -6, "align": "left"}
    return [*numbers, theme.note(theme.paragraph(look.quality_name, width=9, lines=3), **beside, **head)]


def _alt(cells: Numbers, look: BenchLook) -> str:
    rows, same, ends, extent = look.rows, look.same, look.ends, look.extent
    marks = np.array([each is True for each in same]), np.array([each is False for each in same])
    told = []
    for row, name in enumerate(rows[:6]):
        words = theme.shorten(name, 40)
        for title, chosen in zip(("same meaning", "different"), marks, strict=True):
            some = cells[row, chosen][np.isfinite(cells[row, chosen])]
            words += f", {title} {signed(float(some.mean()))}" if some.size else ""
        words += (
            f", {look.quality_name} {signed(float(ends[row]))}" if ends is not None and np.isfinite(ends[row]) else ""
        )
        told.append(words)
    kinds = ", ".join(theme.shorten(kind, 30) for kind in dict.fromkeys(look.kinds))
    more = f"; and {len(rows) - 6} more" if len(rows) > 6 else ""
    return (
        f"{look.name} by {counted(len(rows), 'way')} of making a vector on {counted(cells.shape[1], 'column')} of "
        f"pairs ({kinds}), colours from {signed(extent[0])} to {signed(extent[1])}. Means: {'; '.join(told)}{more}."
    )
