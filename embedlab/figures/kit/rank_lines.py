"""The lines and marks of ranked texts: a line for each text through its ranks, a mark in each column.

What the charts that compare whole rankings share, `bump.py` and `text_orders.py`; where ranks stand is in `rank_lanes`.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab import palette
from embedlab.figures.kit import notes, rank_lanes, theme, traces
from embedlab.figures.kit.axis_parts import TOP, named_axis
from embedlab.figures.kit.figure_checks import row_or_none
from embedlab.figures.kit.labels import label, paragraph, plain, shorten
from embedlab.figures.kit.rank_lanes import Ranks
from embedlab.numbers_text import counted

TAIL: Final = 0.3
"""In columns: the lead from the last mark to the name."""
_SHOULDER, _DODGE = 0.13, 0.09
"""In columns: the level piece at each mark, the step between marks of equal rank."""
_WRAPPED = 5
"""Columns that leave room for names of two lines when they stand aslant."""


def dodged(table: Ranks, kept: Sequence[int]) -> NDArray[np.float64]:
    """Return how far each of the `kept` rows stands from the middle of each column, (n, columns): ties side by side."""
    offsets = np.zeros((table.shape[1], table.shape[0]))
    for column, ranks in enumerate(rank_lanes.lanes(table)):
        for lane in np.unique(ranks[kept]):
            tied = [row for row in kept if ranks[row] == lane]
            # However many are tied, they stay on the level piece of their lines.
            step = min(_DODGE, 2 * _SHOULDER / max(len(tied) - 1, 1))
            offsets[tied, column] = (np.arange(len(tied)) - (len(tied) - 1) / 2) * step
    return offsets


def line(
    ranks: NDArray[np.int64], name_height: float | None, colour: str, highlighted: bool, *, name_at: float | None = None
) -> dict[str, Any]:
    """Return the line of one text through its `ranks` (columns,), and on to its name, at the right or at `name_at`."""
    columns = np.repeat(np.arange(len(ranks), dtype=np.float64), 2) + np.tile([-_SHOULDER, _SHOULDER], len(ranks))
    y = np.repeat(rank_lanes.lanes(ranks), 2)
    if name_height is not None:
        at, x = (len(y), len(ranks) - 1 + TAIL) if name_at is None else (0, name_at)
        columns, y = np.insert(columns, at, x), np.insert(y, at, name_height)
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


def marks(
    row: int,
    table: Ranks,
    offsets: NDArray[np.float64],
    heads: Sequence[str],
    text: str,
    colour: str,
    kinds: Sequence[str] | None,
    highlighted: bool,
) -> dict[str, Any]:
    """Return the marks of one text, one in each column; pointed at, each tells its rank and the whole text."""
    symbol = theme.TEXT_KIND_STYLES[kinds[row] if kinds else "other"].symbol
    told = [
        f"{label(head, 40)}: {rank_lanes.told_rank(int(ranks[row]), ranks)}"
        for head, ranks in zip(heads, table, strict=True)
    ]
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


def column_axis(
    rankers: Sequence[str], low: float, high: float, families: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return the axis of the columns, from `low` to `high` columns, with the rankers' names over them.

    `families` (R,), keys of `FAMILY_COLOURS` or others, put a square in the family's colour before each name.
    """
    names = [_wrapped(ranker) if len(rankers) <= _WRAPPED else label(ranker, 15) for ranker in rankers]
    if families is not None:
        colours = [palette.FAMILY_COLOURS.get(family, palette.NEUTRAL) for family in families]
        names = [f"{notes.key(colour, '■')} {name}" for colour, name in zip(colours, names, strict=True)]
    slanted = {"autotickangles": [0, -45, -90], "ticklabeloverflow": "allow"}
    return named_axis(dict(enumerate(names)), range=[low, high], **TOP, **slanted)


def _wrapped(name: str, width: int = 12) -> str:
    """Break a ranker's name once, at the space or hyphen nearest to its middle, when it is longer than `width`."""
    text = shorten(name, 26)
    breaks = [place + 1 for place, character in enumerate(text[:-1]) if character in " -,"]
    if len(text) <= width or not breaks:
        return plain(text)
    at = min(breaks, key=lambda place: abs(place - len(text) / 2))
    return f"{plain(text[:at])}<br>{plain(text[at:])}"


def alternative(
    rankers: Sequence[str], table: Ranks, labels: Sequence[str], kinds: Sequence[str] | None, highlight: int | None
) -> str:
    """Return the text alternative: which text each ranker puts first, and where the highlighted one stands."""
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
