"""What the hybrid weight does: every text's rank over the whole range of the slider, and nDCG where it is known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, rank_lanes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, row_or_none, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, shorten
from embedlab.figures.kit.rank_lanes import Ranks
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import signed

_TOP, _BOTTOM, _QUALITY, _BETWEEN = 34, 62, 104, 40
_TAIL = 0.05
_QUARTERS = [0, 0.5, 1]


@in_gallery(lambda text: {
    "weights": [0, 0.5, 1], "ranks": [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]], "labels": four(text), "selected": 0.5,
    "ndcg": [0.5, 0.9, 0.75], "highlight": 1, "ends": (text, text),
})  # fmt: skip
def hybrid_curve(
    weights: ArrayLike,
    ranks: ArrayLike,
    labels: Sequence[str],
    selected: float,
    ndcg: ArrayLike | None = None,
    highlight: int | None = None,
    *,
    ends: tuple[str, str] = ("lexical", "dense"),
) -> go.Figure:
    """Draw ranks (W, n), 1 the best, over `weights` (W,) 0..1 ascending: 0 is all `ends`[0], 1 all `ends`[1].

    `selected` is the weight in force, marked at the nearest one computed. `ndcg` (W,) 0..1 has a panel of its
    own below, with the selected and the best value. Only the `highlight` row has the accent. Beyond 20 texts
    those are drawn that reach some top 20. `customdata` of a mark is its row.
    """
    shares = rounded(weights)
    table = rank_lanes.checked_ranks(ranks, shares, labels)
    quality = None if ndcg is None else rounded(ndcg)
    same_length(weights=shares, ndcg=quality)
    if not table.size:
        return theme.empty("No ranking to mix yet.")
    at = int(np.argmin(np.abs(shares - selected)))
    share = float(shares[at])
    rows, heights = rank_lanes.shown_rows(table, highlight), rank_lanes.name_heights(table[-1], highlight)
    upper = round(rank_lanes.depth(table) * rank_lanes.LANE)
    lower = _QUALITY + _BETWEEN if quality is not None else 0
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    below: dict[str, Any] = {} if quality is None else {"yaxis2": _quality_axis(_QUALITY / (upper + lower))}
    return theme.figure(
        [
            *(_line(row, shares, table, labels, heights, highlight) for row in rows),
            _marks(rows, share, table[at], labels, highlight),
            *([] if quality is None else _quality(shares, quality, at)),
        ],
        upper + lower + _TOP + _BOTTOM,
        _alt(shares, table, labels, quality, at, ends, highlight),
        xaxis=_weight_axis(ends) | ({} if quality is None else {"anchor": "y2"}),
        yaxis=rank_lanes.lane_axis(table, domain=[lower / (upper + lower), 1]),
        shapes=[upright(share)],
        annotations=[
            *rank_lanes.end_names(heights, labels, highlight, 20, x=1 + _TAIL),
            notes.over(f"weight <b>{rank_lanes.told_share(share)}</b>", share, shift=4, xanchor=side),
            *([] if quality is None else [_quality_note(shares, quality, at)]),
        ],
        margin={"l": 40, "r": 140, "t": _TOP, "b": _BOTTOM, "pad": 0},
        **below,
    )


def _line(
    row: int, shares: Numbers, table: Ranks, labels: Sequence[str], heights: dict[int, float], highlight: int | None
) -> dict[str, Any]:
    x, y = shares, rank_lanes.lanes(table[:, row])
    if row in heights:
        x, y = np.append(x, np.float32(1 + _TAIL)), np.append(y, heights[row])
    return traces.line(
        label(labels[row]),
        x,
        y.astype(np.float32),
        width=4 if row == highlight else 1.8,
        colour=rank_lanes.lane_colour(row, highlight),
        opacity=1 if row == highlight else 0.75,
        **traces.SILENT,
    )


def _marks(
    rows: Sequence[int], share: float, ranks: Ranks, labels: Sequence[str], highlight: int | None
) -> dict[str, Any]:
    marker = {
        "size": [13 if row == highlight else 9 for row in rows],
        "color": [rank_lanes.lane_colour(row, highlight) for row in rows],
        "opacity": 1,
        "line": {"width": 0},
    }
    return traces.dots(
        "selected weight",
        [share] * len(rows),
        rank_lanes.lanes(ranks[rows]).astype(np.float32),
        marker,
        customdata=list(rows),
        text=[rank_lanes.told_rank(int(ranks[row]), ranks) for row in rows],
        hovertext=[paragraph(labels[row]) for row in rows],
        hovertemplate=traces.hover("<b>%{text}</b>", "%{hovertext}"),
        cliponaxis=False,
    )


def _quality(shares: Numbers, quality: Numbers, at: int) -> list[dict[str, Any]]:
    chosen, colour = [at, _best(quality)], palette.NEUTRAL_RAMP[0]
    told = traces.hover("weight %{x:.2f}", "nDCG <b>%{y:.2f}</b>")
    look = {"size": 11, "color": colour, "symbol": ["circle", "diamond-open"], "line": {"width": 2, "color": colour}}
    where = {"yaxis": "y2", "cliponaxis": False}
    return [
        traces.line("nDCG@10", shares, quality, width=2.5, colour=colour, yaxis="y2", hovertemplate=told),
        traces.dots("selected and best nDCG", shares[chosen], quality[chosen], look, **where, **traces.SILENT),
    ]


def _best(quality: Numbers) -> int:
    return int(np.nanargmax(quality)) if np.isfinite(quality).any() else 0


def _weight_axis(ends: tuple[str, str]) -> dict[str, Any]:
    low, high = (label(end, 14) for end in ends)
    names = [f"0<br>all {low}", "0.5", f"1<br>all {high}"]
    return value_axis((0, 1), _QUARTERS, ticktext=names, range=[-0.03, 1 + _TAIL], tickangle=0)


def _quality_axis(top: float) -> dict[str, Any]:
    return value_axis((0, 1), _QUARTERS, room=0.04, grid=True, domain=[0, top])


def _quality_note(shares: Numbers, quality: Numbers, at: int) -> dict[str, Any]:
    best = _best(quality)
    told = (
        f"{notes.key(palette.NEUTRAL_RAMP[0], '●')} nDCG <b>{signed(quality[at])}</b><br>"
        f"best {signed(quality[best])}<br>at weight {rank_lanes.told_share(shares[best])}"
    )
    beside = {"x": 1 + _TAIL, "xanchor": "left", "xshift": 4, "y": 0.5, "yref": "y2", "yanchor": "middle"}
    return notes.note(told, align="left", **beside)


def _alt(
    shares: Numbers,
    table: Ranks,
    labels: Sequence[str],
    quality: Numbers | None,
    at: int,
    ends: tuple[str, str],
    highlight: int | None,
) -> str:
    firsts = [shorten(labels[int(table[place].argmin())], 40) for place in (at, 0, -1)]
    told = (
        f"Ranks of {len(labels)} texts as the weight goes from 0 (all {ends[0]}) to 1 (all {ends[1]}). "
        f"First at weight {rank_lanes.told_share(shares[at])}: {firsts[0]}; at 0: {firsts[1]}; at 1: {firsts[2]}."
    )
    if (row := row_or_none(highlight, len(labels))) is not None:
        told += f" Marked: {shorten(labels[row], 40)}, at rank {table[at, row]}."
    if quality is not None:
        best, values = _best(quality), [signed(value) for value in quality]
        told += f" nDCG {values[at]}, best {values[best]} at weight {rank_lanes.told_share(shares[best])}."
    return told
