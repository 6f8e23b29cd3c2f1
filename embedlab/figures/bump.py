"""The same texts ranked several ways: one column a ranker, one line a text, so that every change of rank is seen."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit import notes, rank_lanes, theme, traces
from embedlab.figures.kit.axis_parts import TOP, named_axis
from embedlab.figures.kit.figure_checks import row_or_none, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.figures.kit.rank_lanes import Ranks
from embedlab.numbers_text import counted

_SHOULDER, _DODGE, _TAIL = 0.13, 0.09, 0.3
"""In columns: the level piece at each mark, the step between marks of equal rank, the lead to the name."""
_TOP, _BOTTOM = 74, 34
_WRAPPED = 5
"""Columns that leave room for names of two lines when they stand aslant."""


@in_gallery(
    lambda text: {
        "rankers": four(text)[:3], "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "labels": four(text),
        "kinds": ["question", "answer", "other", text], "highlight": 1,
    },
    without_kinds=lambda text: {
        "rankers": [f"{text}-{text}"] * 3, "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "labels": four(text),
    },
)  # fmt: skip
def bump_chart(
    rankers: Sequence[str],
    ranks: ArrayLike,
    labels: Sequence[str],
    kinds: Sequence[str] | None = None,
    highlight: int | None = None,
) -> go.Figure:
    """Draw how rankers order the same texts: `ranks` (R, n) int, 1 the best, equal ranks are ties at one height.

    `rankers` (R,) head the columns, `labels` (n,) stand at the right end and, whole, on hover. `kinds` (n,)
    ("question", "answer", else "other") give colour and shape; without them texts are neutral and only the
    `highlight` row has the accent. Beyond 20 texts those are drawn that some ranker has in its top 20, deeper
    ranks in one lane below. `customdata` of a mark is its row.
    """
    table = rank_lanes.checked_ranks(ranks, rankers, labels)
    same_length(labels=labels, kinds=kinds)
    if not table.size:
        return theme.empty("No ranking to compare yet.")
    named = None if kinds is None else [theme.text_kind(kind) for kind in kinds]
    heights = rank_lanes.name_heights(table[-1], highlight)
    rows = rank_lanes.shown_rows(table, highlight)
    offsets = _dodged(table, sorted(rows))
    inks = {row: _colour(row, named, highlight) for row in rows}
    heads = [label(ranker, 40) for ranker in rankers]
    last = len(rankers) - 1
    return theme.figure(
        [_line(table[:, row], heights.get(row), inks[row], highlight == row) for row in rows]
        + [_marks(row, table, offsets[row], heads, labels[row], inks[row], named, highlight == row) for row in rows],
        round(rank_lanes.depth(table) * rank_lanes.LANE) + _TOP + _BOTTOM,
        _alt(rankers, table, labels, named, highlight),
        xaxis=_columns(rankers),
        yaxis=rank_lanes.lane_axis(table),
        annotations=[
            *rank_lanes.end_names(heights, labels, highlight, 26 if last < 5 else 20, x=last + _TAIL),
            *_key(named),
        ],
        margin={"l": 34, "r": 176 if last < 5 else 140, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _dodged(table: Ranks, kept: Sequence[int]) -> NDArray[np.float64]:
    offsets = np.zeros((table.shape[1], table.shape[0]))
    for column, ranks in enumerate(rank_lanes.lanes(table)):
        for lane in np.unique(ranks[kept]):
            tied = [row for row in kept if ranks[row] == lane]
            # However many are tied, they stay on the level piece of their lines.
            step = min(_DODGE, 2 * _SHOULDER / max(len(tied) - 1, 1))
            offsets[tied, column] = (np.arange(len(tied)) - (len(tied) - 1) / 2) * step
    return offsets


def _line(ranks: NDArray[np.int64], name_height: float | None, colour: str, highlighted: bool) -> dict[str, Any]:
    columns = np.repeat(np.arange(len(ranks), dtype=np.float64), 2) + np.tile([-_SHOULDER, _SHOULDER], len(ranks))
    y = np.repeat(rank_lanes.lanes(ranks), 2)
    if name_height is not None:
        columns, y = np.append(columns, len(ranks) - 1 + _TAIL), np.append(y, name_height)
    return traces.line(
        "line",
        columns.round(3).astype(np.float32),
        y.round(3).astype(np.float32),
        width=4 if highlighted else 2,
        colour=colour,
        # What falls out of the lanes that are told apart is only hinted at.
        opacity=1 if highlighted else 0.35 if ranks.max() > rank_lanes.SHOWN else 0.75,
        **traces.SILENT,
    )


def _marks(
    row: int,
    table: Ranks,
    offsets: NDArray[np.float64],
    heads: Sequence[str],
    text: str,
    colour: str,
    kinds: Sequence[str] | None,
    highlighted: bool,
) -> dict[str, Any]:
    symbol = theme.TEXT_KIND_STYLES[kinds[row] if kinds else "other"].symbol
    told = [f"{head}: {rank_lanes.told_rank(int(ranks[row]), ranks)}" for head, ranks in zip(heads, table, strict=True)]
    return traces.dots(
        label(text),
        (np.arange(len(table)) + offsets).round(3).astype(np.float32),
        rank_lanes.lanes(table[:, row]).astype(np.float32),
        {"size": 14 if highlighted else 10, "color": colour, "symbol": symbol},
        customdata=[row] * len(table),
        text=told,
        hovertext=paragraph(text),
        hovertemplate=traces.hover("<b>%{text}</b>", "%{hovertext}"),
        cliponaxis=False,
    )


def _colour(row: int, kinds: Sequence[str] | None, highlight: int | None) -> str:
    return theme.TEXT_KIND_STYLES[kinds[row]].colour if kinds else rank_lanes.lane_colour(row, highlight)


def _columns(rankers: Sequence[str]) -> dict[str, Any]:
    count = len(rankers)
    names = [_wrapped(ranker) if count <= _WRAPPED else label(ranker, 15) for ranker in rankers]
    ends = [-max(0.24, 0.06 * count), count - 1 + _TAIL]
    slanted = {"autotickangles": [0, -45], "ticklabeloverflow": "allow"}
    return named_axis(dict(enumerate(names)), range=ends, **TOP, **slanted)


def _wrapped(name: str, width: int = 12) -> str:
    """Break a ranker's name once, at the space or hyphen nearest to its middle, when it is longer than `width`."""
    text = shorten(name, 26)
    breaks = [place + 1 for place, character in enumerate(text[:-1]) if character in " -,"]
    if len(text) <= width or not breaks:
        return plain(text)
    at = min(breaks, key=lambda place: abs(place - len(text) / 2))
    return f"{plain(text[:at])}<br>{plain(text[at:])}"


def _key(kinds: Sequence[str] | None) -> list[dict[str, Any]]:
    if not kinds:
        return []
    shown = [f"{style.key} {kind}" for kind, style in theme.TEXT_KIND_STYLES.items() if kind in kinds]
    return [notes.below("   ".join(shown), shift=8)]


def _alt(
    rankers: Sequence[str], table: Ranks, labels: Sequence[str], kinds: Sequence[str] | None, highlight: int | None
) -> str:
    leaders = []
    for ranker, ranks in zip(rankers, table, strict=True):
        told = f"{shorten(ranker, 40)}: {shorten(labels[int(ranks.argmin())], 40)}"
        answers = [int(rank) for rank, kind in zip(ranks, kinds or (), strict=False) if kind == "answer"]
        leaders.append(told + (f" (best answer at rank {min(answers)})" if answers else ""))
    ranked = f"Ranks of {counted(len(labels), 'text')} by {counted(len(rankers), 'ranker')}."
    told = f"{ranked} First is, by {'; '.join(leaders)}."
    if len(labels) > rank_lanes.SHOWN:
        told += f" Drawn are the texts in some top {rank_lanes.SHOWN}."
    if (row := row_or_none(highlight, len(labels))) is not None:
        told += f" Marked: {shorten(labels[row], 40)}, at ranks {', '.join(map(str, table[:, row].tolist()))}."
    return told
