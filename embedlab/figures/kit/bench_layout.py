"""The frame that both benches of sentence pairs share: axes, lines between kinds and models, numbers beside rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import DOWNWARDS, TOP, named_axis
from embedlab.figures.kit.cells import Extent, Meaning, cell_trace, colour_bar, numbered
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.figures.kit.strokes import level, outlined
from embedlab.numbers_text import between, counted, signed, signed_or

_ROW, _TOP, _BOTTOM = 28, 88, 62
_NAME = 24
_TOLD = 6
"""Rows that the text alternative tells; a screen reader reads every word of it."""

Same = Sequence[bool | None]
"""Whether a pair means the same; None where nobody has said."""


@dataclass(frozen=True)
class BenchLook:
    """What both benches say in words: names, ranges, and what stands at the ends of the rows."""

    rows: Sequence[str]
    kinds: Sequence[str]
    same: Same
    extent: Extent
    meaning: Meaning
    quality: ArrayLike | None
    groups: Sequence[str] | None
    highlight: int | None
    name: str
    quality_name: str


def bench_figure(
    cells: Numbers, columns: dict[float, str], edges: Sequence[float], look: BenchLook, told: str, **more: Any
) -> go.Figure:
    """Draw one bench: its `cells`, `columns` place to name, lines at the `edges` between columns.

    `told` is what hovering tells beside the number; `more` are keys of the heatmap.
    """
    rows, ends = look.rows, None if look.quality is None else rounded(look.quality)
    same_length(rows=rows, quality=ends, groups=look.groups)
    number, keys = traces.hover_number("z", cells)
    trace = cell_trace(
        "pairs",
        cells,
        look.extent,
        look.meaning,
        # Numbered, so that equal names keep rows of their own; the axis shows the bare names.
        y=numbered(rows, 60),
        colorbar=colour_bar(look.name, look.extent),
        ygap=2,
        hovertemplate=f"{plain(look.name)} <b>{number}</b><br>{told}<extra></extra>",
        **keys,
        **more,
    )
    names = dict(enumerate(notes.bold_row([label(row, _NAME) for row in rows], look.highlight)))
    across = {"range": [-0.5, cells.shape[1] - 0.5], "tickangle": -38, "ticklabeloverflow": "allow"}
    lines = [{"type": "line", "x0": edge, "x1": edge, "y0": -0.5, "y1": len(rows) - 0.5} for edge in edges]
    partings = [row + 0.5 for row, (one, two) in enumerate(pairwise(look.groups or ())) if one != two]
    return theme.figure(
        [trace],
        len(rows) * _ROW + _TOP + _BOTTOM,
        _alt(cells, ends, look),
        xaxis=named_axis(columns, **TOP, **across),
        yaxis=named_axis(names, type="category", **DOWNWARDS),
        shapes=[
            *outlined(lines, 2.6, 1.0),
            *(level(edge, behind=False) for edge in partings if edge < len(rows) - 0.5),
        ],
        annotations=[] if ends is None else _qualities(ends, look),
        margin={"l": 16, "r": 66 if ends is not None else 40, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _qualities(ends: Numbers, look: BenchLook) -> list[dict[str, Any]]:
    numbers = notes.row_ends(notes.bold_row([signed_or(end, "–") for end in ends], look.highlight))
    # Below, because the last kind's slanted name leans over the place above.
    where = {"x": 1, "xshift": 8, "align": "left"}
    return [*numbers, notes.below(paragraph(look.quality_name, width=9, lines=3), shift=6, **where)]


def _alt(cells: Numbers, ends: Numbers | None, look: BenchLook) -> str:
    marks = [("same meaning", True), ("different", False)]
    told = []
    for row, name in enumerate(look.rows[:_TOLD]):
        words = shorten(name, 40)
        for title, same in marks:
            some = cells[row, [each is same for each in look.same]]
            some = some[np.isfinite(some)]
            words += f", {title} {signed(some.mean())}" if some.size else ""
        if ends is not None and np.isfinite(ends[row]):
            words += f", {look.quality_name} {signed(ends[row])}"
        told.append(words)
    kinds = ", ".join(shorten(kind, 30) for kind in dict.fromkeys(look.kinds))
    more = f"; and {len(look.rows) - _TOLD} more" if len(look.rows) > _TOLD else ""
    return (
        f"{look.name} by {counted(len(look.rows), 'way')} of making a vector on {counted(cells.shape[1], 'column')} of "
        f"pairs ({kinds}), colours from {between(look.extent)}. Means: {'; '.join(told)}{more}."
    )
