"""How far apart two rankings put one text each of several queries: a line from rank to rank, the widest at the top.

The axis is that of the measure, a logarithm of the rank, so the length of a line is the difference itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any, Final

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, row_or_none, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.numbers_text import GAP, short

_LANE, _TOP, _BOTTOM = 46, 30, 52
_NUMBERED: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_LETTERS, _LETTERS_NARROW = 88, 50
_GLYPHS: Final = {
    "square": "■□", "circle": "●○", "diamond": "◆◇", "triangle-up": "▲△", "star": "★☆", "cross": "✚✛", "pentagon": "⬟⬠",
}  # fmt: skip
"""The marks as characters, filled and hollow."""
_HOLLOW: Final = 0.012
"""Of the axis: half of a mark."""
_ROOM, _ROOM_NARROW = (0.05, 0.08), (0.09, 0.16)
"""Of the axis, left and right of it: room for the number beside a mark, "45.5" where texts tie."""


@dataclass(frozen=True)
class _Side:
    """A ranker as it is drawn: its name, and its marks, filled or hollow."""

    name: str
    family: str
    hollow: bool

    @property
    def colour(self) -> str:
        return palette.FAMILY_COLOURS.get(self.family, palette.NEUTRAL)

    @property
    def symbol(self) -> str:
        return theme.FAMILY_SYMBOLS.get(self.family, "circle")

    @property
    def key(self) -> str:
        return f"{notes.key(self.colour, _GLYPHS[self.symbol][self.hollow])} {label(self.name)}"


@in_gallery(
    lambda text: {
        "queries": four(text), "texts": four(text), "first": [1, 40, 3, 7], "second": [30.5, 1, 9, 7],
        "names": (text, f"{text} 2"), "count": 60, "highlight": 1,
    },
    narrow=lambda text: {
        "queries": four(text), "texts": four(text), "first": [1, 40, 3, 7], "second": [30.5, 1, 9, 7],
        "names": (text, text), "families": ("lexical", "dense"), "count": 60, "narrow": True,
    },
)  # fmt: skip
def rank_gaps(
    queries: Sequence[str],
    texts: Sequence[str],
    first: ArrayLike,
    second: ArrayLike,
    *,
    names: tuple[str, str],
    count: int,
    families: tuple[str, str] = ("", ""),
    highlight: int | None = None,
    narrow: bool = False,
) -> go.Figure:
    """Draw the ranks, 1 to `count`, of one of the `texts` (m,) for each of the `queries` (m,) by two rankers.

    `first` and `second` (m,) are ranks, halves where texts tie; first row at the top. The marks of the ranker that
    `names` has first are filled, those of the other hollow, in colour and shape of their `families`; neutral circles
    without. The `highlight` row is bold. `narrow` is for the screen of a phone. `customdata` of a mark is its row.
    """
    ranks = (rounded(first), rounded(second))
    same_length(queries=queries, texts=texts, first=ranks[0], second=ranks[1])
    if not len(queries):
        return theme.empty("No difference to show.")
    chosen = row_or_none(highlight, len(queries))
    letters = _LETTERS_NARROW if narrow else _LETTERS
    last = max(count, 2, *(float(side.max()) for side in ranks))
    sides = [_Side(name, family, place == 1) for place, (name, family) in enumerate(zip(names, families, strict=True))]
    reach = log10(last)
    before, after = _ROOM_NARROW if narrow else _ROOM
    axis = value_axis(
        (0.0, reach), [n for n in _NUMBERED if n <= last], grid=True, type="log",
        title="rank of the text; each doubling is equally wide", range=[-before * reach, (1 + after) * reach],
    )  # fmt: skip
    heads = [
        notes.note(notes.bold(label(query, letters), row == chosen), x=0, xref="paper", xanchor="left", y=row,
                   yanchor="bottom", yshift=9, align="left")
        for row, query in enumerate(queries)
    ]  # fmt: skip
    return theme.figure(
        [_marks(sides[place], ranks[place], ranks[1 - place], queries, texts) for place in (0, 1)],
        len(queries) * _LANE + _TOP + _BOTTOM,
        _alternative(queries, ranks, names),
        xaxis=axis,
        shapes=[_gap(row, ranks, reach, row == chosen) for row in range(len(queries))],
        yaxis=hidden_axis(len(queries) - 0.55, -0.72),
        annotations=[notes.above("&nbsp;&nbsp; ".join(side.key for side in sides), shift=8), *heads],
        margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _gap(row: int, ranks: tuple[Numbers, Numbers], length: float, strong: bool) -> dict[str, Any]:
    first, second = (float(side[row]) for side in ranks)
    # It ends at the edge of the hollow mark, not in the middle, which would be seen.
    short_of = min(_HOLLOW * length, abs(log10(second / first)))
    end = second * 10 ** (short_of if second < first else -short_of)
    line = {"width": 4 if strong else 2, "color": palette.ACCENT if strong else palette.NEUTRAL}
    return {"type": "line", "x0": first, "x1": round(end, 4), "y0": row, "y1": row, "line": line, "layer": "below"}


def _marks(
    side: _Side, ranks: Numbers, against: Numbers, queries: Sequence[str], texts: Sequence[str]
) -> dict[str, Any]:
    numbers = [f"{GAP}{short(rank)}{GAP}" for rank in ranks]
    told = [f"{paragraph(query, lines=2)}<br><br>{paragraph(text)}" for query, text in zip(queries, texts, strict=True)]
    marker = {"size": 12, "color": side.colour, **traces.shape(side.symbol, side.hollow)}
    if side.hollow:
        marker["line"] = {"width": 2.5}
    return traces.dots(
        plain(side.name), ranks, list(range(len(ranks))), marker,
        mode="markers+text", text=numbers, textfont=notes.NUMBERS,
        # Outside of the line, which is where the other mark is not.
        textposition=["middle left" if mine <= its else "middle right"
                      for mine, its in zip(ranks, against, strict=True)],
        customdata=list(range(len(ranks))), cliponaxis=False, hovertext=told,
        hovertemplate=traces.hover(f"rank <b>%{{text}}</b> by {label(side.name)}", "%{hovertext}"),
    )  # fmt: skip


def _alternative(queries: Sequence[str], ranks: tuple[Numbers, Numbers], names: tuple[str, str]) -> str:
    listed = "; ".join(
        f"“{shorten(query, 60)}” {short(one)} and {short(other)}"
        for query, one, other in zip(queries, *ranks, strict=True)
    )
    return f"Ranks of one text a query, by {names[0]} and by {names[1]}, {len(queries)} in all: {listed}."
