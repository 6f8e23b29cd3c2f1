"""Ranks as lanes, best at the top: what the bump chart and the hybrid curve share.

Who is shown, how far down the lanes go, and where the names at the right end stand so that ties do not cover
each other. The charts themselves are in `bump.py` and `hybrid_curve.py`.
"""

from collections.abc import Sequence, Sized
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import row_or_none
from embedlab.figures.kit.labels import label
from embedlab.figures.kit.placement import spread
from embedlab.numbers_text import signed

Ranks = NDArray[np.int64]
"""Ranks (columns, n), 1-based, best first; equal ranks are ties."""

SHOWN = 20
"""Ranks that are named; what lies deeper is drawn in one lane below them."""
LANE = 24
"""Pixels from one rank to the next."""


def checked_ranks(ranks: ArrayLike, columns: Sized, labels: Sequence[str]) -> Ranks:
    """Return ranks as int64 (columns, n).

    Raises:
        ValueError: For another shape or a rank below 1.
    """
    table = np.asarray(ranks, dtype=np.int64)
    expected = (len(columns), len(labels))
    if table.size == 0:
        return table.reshape(expected)
    if table.shape != expected:
        raise ValueError(f"ranks must have the shape {expected}, not {table.shape}")
    if table.min() < 1:
        raise ValueError(f"ranks start at 1, not at {table.min()}")
    return table


def shown_rows(ranks: Ranks, highlight: int | None) -> list[int]:
    """Return the documents to draw, the highlighted one last so that it lies on top.

    All up to 20, else those in some top 20, and the highlighted one.
    """
    count, last = ranks.shape[1], row_or_none(highlight, ranks.shape[1])
    best = ranks.min(axis=0)
    rows = [row for row in range(count) if row != last and (count <= SHOWN or best[row] <= SHOWN)]
    return rows if last is None else [*rows, last]


def lanes(ranks: Ranks) -> NDArray[np.float64]:
    """Return the height of each rank: the rank itself, or the one lane below the last named rank."""
    # Half a lane lower, so that the lane of all the others is seen to be no rank.
    return np.where(ranks > SHOWN, SHOWN + 1.5, ranks).astype(np.float64)


def depth(ranks: Ranks) -> float:
    """Return the lowest lane in use; never less than the number of names that stand at the right."""
    return float(max(lanes(ranks).max(initial=1), min(ranks.shape[1], SHOWN)))


def lane_axis(ranks: Ranks, **more: Any) -> dict[str, Any]:
    """Return the vertical axis: rank 1 at the top, each rank numbered, the lane below them called "> 20"."""
    last = depth(ranks)
    names = {float(rank): str(rank) for rank in range(1, int(min(last, SHOWN)) + 1)}
    if ranks.max(initial=1) > SHOWN:
        names[SHOWN + 1.5] = f"&gt; {SHOWN}"
    return value_axis((1, last), list(names), ticktext=list(names.values()), range=[last + 0.6, 0.4], **more)


def name_heights(last: Ranks, highlight: int | None) -> dict[int, float]:
    """Return where the names at the right end stand, one lane apart: of `last` (n,) those in the top 20.

    The highlighted row is named even when it is deeper.
    """
    named = [row for row in range(len(last)) if last[row] <= SHOWN or row == highlight]
    if not named:
        return {}
    # Mirrored, so that the ceiling of `spread` is the first lane.
    heights = -spread(-lanes(last[named]), 1.0, ceiling=-1.0)
    return {row: float(height) for row, height in zip(named, heights, strict=True)}


def end_names(
    heights: dict[int, float], labels: Sequence[str], highlight: int | None, limit: int, **where: Any
) -> list[dict[str, Any]]:
    """Return the documents' names at their heights, beside the plot; the highlighted one is bold."""
    beside = {"xanchor": "left", "yanchor": "middle", "align": "left", "xshift": 4} | where
    return [
        notes.note(notes.bold(label(labels[row], limit), row == highlight), y=height, **beside)
        for row, height in heights.items()
    ]


def told_rank(rank: int, ranks: NDArray[np.int64]) -> str:
    """Write one rank among those of its column: "rank 2 of 10", and with how many others it is shared."""
    shared = int((ranks == rank).sum()) - 1
    return f"rank {rank} of {len(ranks)}" + (f", shared with {shared} more" if shared > 0 else "")


def lane_colour(row: int, highlight: int | None) -> str:
    """Return the colour of a document without a kind: the accent, or a quiet one that its neighbours do not have."""
    return palette.ACCENT if row == highlight else palette.NEUTRAL_RAMP[row % len(palette.NEUTRAL_RAMP)]


def row_colour(row: int, kinds: Sequence[str] | None, highlight: int | None) -> str:
    """Return the colour of a document: of its kind where kinds are told, else as `lane_colour` has it."""
    return theme.TEXT_KIND_STYLES[kinds[row]].colour if kinds else lane_colour(row, highlight)


def apart(wanted: Sequence[float], tall: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles near the `wanted` ones (ascending) for texts `tall` high, none over another, order kept.

    All lie between `low` and `high` where they have room there; else they go on beyond `high`.
    """
    groups: list[list[float]] = []  # middle, height, and how many texts stand in it
    for middle, height in zip(wanted, tall, strict=True):
        group = [max(middle, low + height / 2), height, 1.0]
        while groups and group[0] - group[1] / 2 < groups[-1][0] + groups[-1][1] / 2 - 1e-9:
            above = groups.pop()
            many = above[2] + group[2]
            # As far up as its texts wish on average, and not over the upper edge.
            top = (above[2] * (above[0] - above[1] / 2) + group[2] * (group[0] - group[1] / 2 - above[1])) / many
            both = above[1] + group[1]
            group = [max(top, low) + both / 2, both, many]
        groups.append(group)
    edge, found, rest = high, [0.0] * len(tall), len(tall)
    for middle, height, many in reversed(groups):
        start = max(min(middle - height / 2, edge - height), low)
        edge, at = start, start
        for row in range(rest - int(many), rest):
            found[row], at = at + tall[row] / 2, at + tall[row]
        rest -= int(many)
    return found


def told_share(value: float) -> str:
    """Write a position on the weight slider: two decimals, without a needless zero at the end."""
    return signed(value).rstrip("0").rstrip(".") or "0"
