"""The votes of a class on pairs of rankings: bars to the left and to the right, where the lists stood."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.bar_rows import ROW, name_axis
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.numbers_text import GAP, counted, whole

_LEAST = 5
"""Votes that either side of the axis holds at least, so that the first vote does not fill the figure."""

_FAMILIES = (palette.FAMILY_COLOURS["dense"], palette.FAMILY_COLOURS["lexical"])


@in_gallery(lambda text: {
    "left": [12, 3, 0, 5], "right": [4, 3, 0, 1], "ties": [1, 0, 0, 2],
    "sides": [(text, "BM25"), ("", ""), ("", ""), ("MiniLM", text)],
    "colours": [_FAMILIES, ("", ""), ("", ""), _FAMILIES],
})  # fmt: skip
def vote_bars(
    left: ArrayLike,
    right: ArrayLike,
    ties: ArrayLike,
    *,
    sides: Sequence[tuple[str, str]],
    colours: Sequence[tuple[str, str]],
) -> go.Figure:
    """Draw a row for each question: votes for its left list to the left of 0, for its right list to the right.

    `left`, `right` and `ties` (q,) are counts. `sides` (q,) names both rankings of a question, or is ("", "") while
    nobody may know them: then both bars are neutral and look alike. `colours` (q,) are theirs, "#RRGGBB".
    """
    lefts, rights, even = (np.asarray(each, dtype=np.int64) for each in (left, right, ties))
    same_length(left=lefts, right=rights, ties=even, sides=sides, colours=colours)
    if not len(lefts):
        return theme.empty("No question to vote on yet.")
    most = max(_LEAST, int(lefts.max()), int(rights.max()))
    names = [f"Question {number}" for number in range(1, len(lefts) + 1)]
    side = ("left", "right")
    bars = [
        trace
        for at, counts in enumerate((lefts, rights))
        for trace in _bars(
            side[at], counts, [pair[at] for pair in sides], [pair[at] or palette.NEUTRAL for pair in colours]
        )
    ]
    told = [f"{number}: {row}" for number, row in enumerate(_told(lefts, rights, even, sides), 1)]
    return theme.figure(
        bars,
        len(lefts) * ROW + 84,
        f"Votes on {counted(len(lefts), 'question')}, left, right and tie. {'; '.join(told)}.",
        bargap=0.34,
        barmode="overlay",
        xaxis=value_axis(
            (-most, most), [-most, 0, most], title="votes for the list at the left, at the right", room=0.3,
            ticktext=[whole(most), "0", whole(most)], zeroline=True, zerolinecolor=palette.NEUTRAL, zerolinewidth=1,
        ),
        yaxis=name_axis(names),
        annotations=[*notes.row_ends([whole(count) for count in even.tolist()], shift=18), *_heads()],
        margin={"l": 8, "r": 56, "t": 28, "b": 56, "pad": 6},
    )  # fmt: skip


def _bars(side: str, counts: Any, rankers: Sequence[str], colours: Sequence[str]) -> list[dict[str, Any]]:
    texts = [f"{label(who, 16)} {whole(n)}" if who else whole(n) for who, n in zip(rankers, counts, strict=True)]
    ends, rows = counts * (-1 if side == "left" else 1), list(range(len(counts)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": side,
        "x": ends,
        "y": rows,
        "marker": {"color": list(colours), "cornerradius": 2},
        "hovertext": texts,
        "hovertemplate": traces.hover(f"{side} <b>%{{hovertext}}</b>"),
    }
    # Texts of their own: Plotly puts the number of a bar without length to the right, where that of the other is.
    apart = [f"{text}{GAP}" if side == "left" else f"{GAP}{text}" for text in texts]
    return [bars, traces.words(side, ends, rows, apart, notes.NUMBERS, textposition=f"middle {side}", cliponaxis=False)]


def _heads() -> list[dict[str, Any]]:
    left = notes.over("<b>Left</b>", 0, shift=4, xanchor="right", xshift=-12)
    right = notes.over("<b>Right</b>", 0, shift=4, xanchor="left", xshift=12)
    ties = notes.note(
        "Ties", x=1, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", xshift=10, yshift=4
    )
    return [left, right, ties]


def _told(lefts: Any, rights: Any, even: Any, sides: Sequence[tuple[str, str]]) -> list[str]:
    rows = zip(lefts.tolist(), rights.tolist(), even.tolist(), sides, strict=True)
    return [
        f"{shorten(pair[0], 24) or 'left'} {whole(left)}, {shorten(pair[1], 24) or 'right'} {whole(right)}, "
        f"tie {whole(tie)}"
        for left, right, tie, pair in rows
    ]
