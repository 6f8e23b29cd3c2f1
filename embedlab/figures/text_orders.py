"""A few orders of the same texts: the texts whole at the left, in the first order, and a line for each to its ranks.

For more than a few columns, whose lines need the room of the texts, there is `bump.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, rank_lanes, rank_lines, theme
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import lines_of, plain
from embedlab.figures.kit.rank_lines import TAIL

MOST_ORDERS: Final = 4
"""Columns beyond which the lines need the room of the texts."""
_BOTTOM, _RIGHT = 6, 28
_LEAD = 0.55
"""In columns: the way from a text to the mark of its first rank."""
_FEW = 14
"""Pixels more for each rank where there are only a few: no neighbour leaves room for a second line."""
_BOLD = 3
"""Letters by which a line in bold is shorter."""
_LINE, _GAP = 15, 3
"""Pixels from one line of a text to the next, and between two texts."""


@in_gallery(
    lambda text: {
        "rankers": four(text)[:3], "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "texts": four(text),
        "kinds": ["question", "answer", "other", text], "highlight": 1,
    },
    narrow=lambda text: {"rankers": four(text)[:2], "ranks": [[1, 2, 3, 4], [2, 2, 1, 4]], "texts": four(text),
                         "narrow": True},
)  # fmt: skip
def text_orders(
    rankers: Sequence[str],
    ranks: ArrayLike,
    texts: Sequence[str],
    kinds: Sequence[str] | None = None,
    highlight: int | None = None,
    *,
    narrow: bool = False,
) -> go.Figure:
    """Draw how rankers order the same texts: `ranks` (R, n) int, 1 the best, equal ranks are ties at one height.

    The `texts` (n,) stand at the left in the order of the first of the `rankers` (R,), whole where two lines hold
    them. `kinds` (n,) ("question", "answer", else "other") are named after each text and give colour and shape; without
    them texts are neutral and only the `highlight` row has the accent. `narrow` is for the screen of a phone: shorter
    lines, more room from rank to rank. Beyond 20 texts as in `bump_chart`. `customdata` of a mark is its row.
    """
    table = rank_lanes.checked_ranks(ranks, rankers, texts)
    same_length(texts=texts, kinds=kinds)
    if not table.size:
        return theme.empty("No ranking to compare yet.")
    named = None if kinds is None else [theme.text_kind(kind) for kind in kinds]
    lane, letters, room = (34, 31, 176) if narrow else (26, 62, 346)
    rows = rank_lanes.shown_rows(table, highlight)
    inks = {row: rank_lanes.row_colour(row, named, highlight) for row in rows}
    depth = rank_lanes.depth(table)
    lane += _FEW * (depth < 5)
    wanted = rank_lanes.name_heights(table[0], highlight)
    order = sorted(wanted, key=lambda row: (wanted[row], row))
    widths = {row: letters - _BOLD * (row == highlight) for row in order}
    lines = _set(widths, texts, named, round(depth * lane))
    tall = [(len(lines[row]) * _LINE + _GAP) / lane for row in order]
    heights = dict(zip(order, rank_lanes.apart([wanted[row] for row in order], tall, 0.5, depth + 0.5), strict=True))
    heads = rank_lines.column_axis(rankers, -_LEAD, len(rankers) - 1 + TAIL / 2)
    top = 40 if any("<br>" in head for head in heads["ticktext"]) else 26
    offsets = rank_lines.dodged(table, sorted(rows))
    beside = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -room, "yanchor": "middle", "align": "left"}
    return theme.figure(
        [rank_lines.line(table[:, row], heights.get(row), inks[row], highlight == row, name_at=-_LEAD) for row in rows]
        + [
            rank_lines.marks(row, table, offsets[row], rankers, texts[row], inks[row], named, highlight == row)
            for row in rows
        ],
        round(depth * lane) + top + _BOTTOM,
        rank_lines.alternative(rankers, table, texts, named, highlight),
        xaxis=heads,
        yaxis=rank_lanes.lane_axis(table, side="right"),
        annotations=[
            notes.note(
                _written(lines[row], named[row] if named else None, highlight == row),
                y=round(heights[row], 3),
                **beside,
            )
            for row in order
        ],
        margin={"l": room, "r": _RIGHT, "t": top, "b": _BOTTOM, "pad": 0},
    )


def _set(
    widths: Mapping[int, int], texts: Sequence[str], kinds: Sequence[str] | None, room: int
) -> dict[int, list[str]]:
    """Return each text in lines of its number of letters, in as many as `room` pixels have for all of them."""
    lines: dict[int, list[str]] = {}
    for most in (3, 2, 1):
        lines = {
            row: lines_of(texts[row], width, most, len(kinds[row]) + 4 if kinds else 0) for row, width in widths.items()
        }
        if sum(len(each) * _LINE + _GAP for each in lines.values()) <= room:
            break
    return lines


def _written(lines: Sequence[str], kind: str | None, highlighted: bool) -> str:
    text = notes.bold("<br>".join(map(plain, lines)), highlighted)
    if kind is None:
        return text
    style = theme.TEXT_KIND_STYLES[kind]
    return f"{text}{' ' if lines[-1] else ''}{notes.key(style.colour, f'{style.glyph}&nbsp;{kind}')}"
