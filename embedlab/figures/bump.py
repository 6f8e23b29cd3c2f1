"""The same texts ranked several ways: one column a ranker, one line a text, so that every change of place is seen."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.quantities import counted
from embedlab.figures.kit.rank_lanes import (
    LANE,
    SHOWN,
    Ranks,
    checked_ranks,
    depth,
    end_names,
    lane_axis,
    lanes,
    name_heights,
    neutral,
    shown_rows,
    told_rank,
)

_SHOULDER, _DODGE, _TAIL = 0.13, 0.09, 0.3
"""In columns: the level piece at each mark, the step between marks of equal rank, the lead to the name."""
_TOP, _BOTTOM = 74, 34
_WRAPPED = 5
"""Columns that leave room for names of two lines when they stand aslant."""


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
    ranks in one lane below. `customdata` of a mark is its row. ValueError when shapes disagree.
    """
    table = checked_ranks(ranks, rankers, labels)
    if kinds is not None:
        same_length(labels=labels, kinds=kinds)
    if not table.size:
        return theme.empty("No ranking to compare yet.")
    named = None if kinds is None else [theme.text_kind(kind) for kind in kinds]
    kept = shown_rows(table, highlight)
    heights = name_heights(table[-1], highlight)
    rows = [row for row in kept if row != highlight] + [row for row in kept if row == highlight]
    offsets = _dodged(table, kept)
    last = len(rankers) - 1
    return theme.figure(
        [_line(row, table, heights, named, highlight) for row in rows]
        + [_marks(row, table, offsets[row], rankers, labels, named, highlight) for row in rows],
        round(depth(table) * LANE) + _TOP + _BOTTOM,
        _alt(rankers, table, labels, named, highlight),
        xaxis=_columns(rankers),
        yaxis=lane_axis(table),
        annotations=[
            *end_names(heights, labels, highlight, 26 if last < 5 else 20, x=last + _TAIL),
            *_key(named),
        ],
        margin={"l": 34, "r": 176 if last < 5 else 140, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _dodged(table: Ranks, kept: Sequence[int]) -> NDArray[np.float64]:
    offsets = np.zeros((table.shape[1], table.shape[0]))
    for column, ranks in enumerate(lanes(table)):
        for lane in np.unique(ranks[kept]):
            tied = [row for row in kept if ranks[row] == lane]
            step = min(_DODGE, 2 * _SHOULDER / max(len(tied) - 1, 1))
            offsets[tied, column] = (np.arange(len(tied)) - (len(tied) - 1) / 2) * step
    return offsets


def _line(
    row: int,
    table: Ranks,
    heights: dict[int, float],
    kinds: Sequence[str] | None,
    highlight: int | None,
) -> dict[str, Any]:
    columns = np.repeat(np.arange(len(table), dtype=np.float64), 2) + np.tile([-_SHOULDER, _SHOULDER], len(table))
    y = np.repeat(lanes(table[:, row]), 2)
    if row in heights:
        columns, y = np.append(columns, len(table) - 1 + _TAIL), np.append(y, heights[row])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": columns.round(3).astype(np.float32),
        "y": y.round(3).astype(np.float32),
        "hoverinfo": "skip",
        "name": "line",
        "opacity": 1 if highlight == row else 0.35 if table[:, row].max() > SHOWN else 0.75,
        "line": {"width": 4 if highlight == row else 2, "color": _colour(row, kinds, highlight)},
    }


def _marks(
    row: int,
    table: Ranks,
    offsets: NDArray[np.float64],
    rankers: Sequence[str],
    labels: Sequence[str],
    kinds: Sequence[str] | None,
    highlight: int | None,
) -> dict[str, Any]:
    told = [
        f"{theme.label(ranker, 40)}: {told_rank(int(rank), ranks)}"
        for ranker, rank, ranks in zip(rankers, table[:, row], table, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": theme.label(labels[row]),
        "x": (np.arange(len(table)) + offsets).round(3).astype(np.float32),
        "y": lanes(table[:, row]).astype(np.float32),
        "customdata": [row] * len(table),
        "text": told,
        "hovertext": theme.paragraph(labels[row]),
        "hovertemplate": "<b>%{text}</b><br>%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": 14 if highlight == row else 10,
            "color": _colour(row, kinds, highlight),
            "symbol": theme.TEXT_KIND_SYMBOLS[kinds[row] if kinds else "other"],
        },
    }


def _colour(row: int, kinds: Sequence[str] | None, highlight: int | None) -> str:
    if kinds:
        return theme.TEXT_KIND_COLOURS[kinds[row]]
    return theme.ACCENT if row == highlight else neutral(row)


def _columns(rankers: Sequence[str]) -> dict[str, Any]:
    return {
        "side": "top",
        "tickvals": list(range(len(rankers))),
        "ticktext": [_wrapped(ranker) if len(rankers) <= _WRAPPED else theme.label(ranker, 15) for ranker in rankers],
        "autotickangles": [0, -45],
        "ticklabeloverflow": "allow",
        "tickfont": {"size": 12},
        "range": [-max(0.24, 0.06 * len(rankers)), len(rankers) - 1 + _TAIL],
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
    }


def _wrapped(name: str, width: int = 12) -> str:
    """Break a ranker's name once, at the space or hyphen nearest to its middle, when it is longer than `width`."""
    text = theme.shorten(name, 26)
    breaks = [place + 1 for place, character in enumerate(text[:-1]) if character in " -,"]
    if len(text) <= width or not breaks:
        return theme.plain(text)
    at = min(breaks, key=lambda place: abs(place - len(text) / 2))
    return f"{theme.plain(text[:at])}<br>{theme.plain(text[at:])}"


def _key(kinds: Sequence[str] | None) -> list[dict[str, Any]]:
    if not kinds:
        return []
    shown = [f"{style.key} {kind}" for kind, style in theme.text_kind_styles().items() if kind in kinds]
    below = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -8}
    return [theme.note("   ".join(shown), **below)]


def _alt(
    rankers: Sequence[str], table: Ranks, labels: Sequence[str], kinds: Sequence[str] | None, highlight: int | None
) -> str:
    leaders = []
    for ranker, ranks in zip(rankers, table, strict=True):
        told = f"{theme.shorten(ranker, 40)}: {theme.shorten(labels[int(ranks.argmin())], 40)}"
        answers = [int(rank) for rank, kind in zip(ranks, kinds or (), strict=False) if kind == "answer"]
        leaders.append(told + (f" (best answer at rank {min(answers)})" if answers else ""))
    ranked = f"Ranks of {counted(len(labels), 'text')} by {counted(len(rankers), 'ranker')}."
    told = f"{ranked} First is, by {'; '.join(leaders)}."
    if len(labels) > SHOWN:
        told += f" Drawn are the texts in some top {SHOWN}."
    if highlight is not None and 0 <= highlight < len(labels):
        places = ", ".join(str(int(rank)) for rank in table[:, highlight])
        told += f" Marked: {theme.shorten(labels[highlight], 40)}, at ranks {places}."
    return told
