"""Words on a line between two opposed poles."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten, text_width
from embedlab.figures.kit.placement import PHONE_HALF, rows_for
from embedlab.numbers_text import between, signed

_ROW = 22
_EXTENTS = (0.25, 0.5, 1.0)
"""Few steps, so that the strips of two pairs of poles compare."""


@in_gallery(lambda text: {
    "words": four(text), "positions": [-0.4, -0.1, 0.1, 0.4], "low_label": text, "high_label": text,
})  # fmt: skip
def word_axis(
    words: Sequence[str],
    positions: ArrayLike,
    low_label: str,
    high_label: str,
    *,
    extent: float | None = None,
    colour: str = palette.FAMILY_COLOURS["static"],
) -> go.Figure:
    """Draw words where they fall between two poles, names stacked so that none covers another.

    `positions` (n,) are cosines with the axis, -1 (all low pole) to 1 (all high pole). The strip spans
    [-extent, extent], by default the first of 0.25, 0.5 and 1 that holds every word, and prints it.
    """
    values = rounded(positions)
    same_length(words=words, positions=values)
    if not len(words):
        return theme.empty("No word on the axis yet.")
    order = np.argsort(np.nan_to_num(values), kind="stable")
    values, ordered = np.nan_to_num(values)[order], [words[row] for row in order]
    reach = extent or next((step for step in _EXTENTS if np.abs(values).max() <= step), 1.0)
    drawn = np.clip(values, -reach, reach)
    rows, centres = _stacked([shorten(word, 18) for word in ordered], drawn, reach)
    title = f"cosine with the axis, {between((-reach, reach))}"
    ticks = [-reach, 0.0, reach]
    placed = ", ".join(f"{shorten(word, 30)} {signed(value)}" for word, value in zip(ordered, values, strict=True))
    return theme.figure(
        [_stems(drawn, rows), _dots([label(word, 40) for word in ordered], drawn, values, colour)],
        (max(rows) + 1) * _ROW + 104,
        f"Words from {low_label} to {high_label}, {title}: {placed}.",
        xaxis=value_axis(
            (-reach, reach), ticks, title=title, room=0.01, ticktext=[signed(tick) for tick in ticks], fixedrange=False
        ),
        yaxis={"visible": False, "range": [-0.9, max(rows) + 1.6]},
        annotations=[
            *(
                notes.note(label(word, 18), x=float(x), y=row + 1.0, yanchor="middle")
                for word, x, row in zip(ordered, centres, rows, strict=True)
            ),
            notes.above(f"← <b>{label(low_label, 20)}</b>", shift=8, font={"size": 14}),
            notes.above(f"<b>{label(high_label, 20)}</b> →", shift=8, font={"size": 14}, x=1, xanchor="right"),
        ],
        margin={"l": 16, "r": 16, "t": 34, "b": 52, "pad": 0},
    )


def _stacked(names: Sequence[str], positions: Numbers, reach: float) -> tuple[list[int], Numbers]:
    widths = np.array([text_width(name) + 10 for name in names]) / PHONE_HALF * reach
    centres = np.clip(positions, -reach + widths / 2, reach - widths / 2)
    # In the order of the words from left to right, each name in the lowest row that is free.
    return rows_for(centres - widths / 2, centres + widths / 2, rows=len(names)), rounded(centres)


def _stems(positions: Numbers, rows: Sequence[int]) -> dict[str, Any]:
    # One trace with gaps (nan) instead of a trace a stem: the browser draws it at once.
    x = np.repeat(positions, 3).astype(np.float32)
    y = np.array([[0.0, row + 0.65, np.nan] for row in rows], dtype=np.float32).ravel()
    x[2::3] = np.nan
    return traces.line("stems", x, y, width=1, colour=palette.NEUTRAL, opacity=0.6, **traces.SILENT)


def _dots(names: Sequence[str], drawn: Numbers, values: Numbers, colour: str) -> dict[str, Any]:
    number, told = traces.hover_number("customdata", values, key="text")
    return traces.dots(
        "words",
        drawn,
        np.zeros(len(drawn), dtype=np.float32),
        {"size": 9, "color": colour, "symbol": theme.FAMILY_SYMBOLS["static"], "opacity": 0.9},
        customdata=values,
        hovertext=list(names),
        hovertemplate=traces.hover(f"%{{hovertext}} <b>{number}</b>"),
        **told,
    )
