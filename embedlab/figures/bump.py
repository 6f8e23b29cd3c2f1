"""The same texts ranked several ways: one column a ranker, one line a text, so that every change of rank is seen."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, rank_lanes, rank_lines, theme
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.rank_lines import TAIL

_TOP, _BOTTOM, _NARROW = 74, 34, 60


@in_gallery(
    lambda text: {
        "rankers": four(text)[:3], "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "labels": four(text),
        "kinds": ["question", "answer", "other", text], "highlight": 1,
    },
    without_kinds=lambda text: {
        "rankers": [f"{text}-{text}"] * 3, "families": ["lexical", "hybrid", text],
        "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "labels": four(text),
    },
)  # fmt: skip
def bump_chart(
    rankers: Sequence[str],
    ranks: ArrayLike,
    labels: Sequence[str],
    kinds: Sequence[str] | None = None,
    highlight: int | None = None,
    *,
    names: Sequence[str] | None = None,
    families: Sequence[str] | None = None,
) -> go.Figure:
    """Draw how rankers order the same texts: `ranks` (R, n) int, 1 the best, equal ranks are ties at one height.

    `rankers` (R,) head the columns, with the colours of their `families` (R,) where those are given. `labels` (n,)
    stand at the right end and, whole, on hover; short `names` (n,) may stand at the end instead, where there is no room
    for them. `kinds` (n,) ("question", "answer", else "other") give colour and shape; without them texts are neutral
    and only the `highlight` row has the accent. Beyond 20 texts those are drawn that some ranker has in its top 20,
    deeper ranks in one lane below. `customdata` of a mark is its row.
    """
    table = rank_lanes.checked_ranks(ranks, rankers, labels)
    same_length(labels=labels, kinds=kinds, names=names)
    same_length(rankers=rankers, families=families)
    if not table.size:
        return theme.empty("No ranking to compare yet.")
    named = None if kinds is None else [theme.text_kind(kind) for kind in kinds]
    heights = rank_lanes.name_heights(table[-1], highlight)
    rows = rank_lanes.shown_rows(table, highlight)
    offsets = rank_lines.dodged(table, sorted(rows))
    inks = {row: rank_lanes.row_colour(row, named, highlight) for row in rows}
    last = len(rankers) - 1
    return theme.figure(
        [rank_lines.line(table[:, row], heights.get(row), inks[row], highlight == row) for row in rows]
        + [
            rank_lines.marks(row, table, offsets[row], rankers, labels[row], inks[row], named, highlight == row)
            for row in rows
        ],
        round(rank_lanes.depth(table) * rank_lanes.LANE) + _TOP + _BOTTOM,
        rank_lines.alternative(rankers, table, labels, named, highlight),
        xaxis=rank_lines.column_axis(rankers, -max(0.24, 0.06 * len(rankers)), last + TAIL, families),
        yaxis=rank_lanes.lane_axis(table),
        annotations=[
            *rank_lanes.end_names(heights, names or labels, highlight, 26 if last < 5 else 20, x=last + TAIL),
            *_key(named),
        ],
        margin={"l": 34, "r": _NARROW if names else 176 if last < 5 else 140, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _key(kinds: Sequence[str] | None) -> list[dict[str, Any]]:
    if not kinds:
        return []
    shown = [f"{style.key} {kind}" for kind, style in theme.TEXT_KIND_STYLES.items() if kind in kinds]
    return [notes.below("   ".join(shown), shift=8)]
