"""What the hybrid weight does: every text's rank over the whole range of the slider, and nDCG where it is known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.kit.rank_lanes import (
    LANE,
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
    told_share,
)

_TOP, _BOTTOM, _QUALITY, _BETWEEN = 34, 62, 104, 40
_TAIL = 0.05


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
    table = checked_ranks(ranks, shares, labels)
    if not table.size:
        return theme.empty("No ranking to mix yet.")
    quality = None if ndcg is None else rounded(ndcg)
    if quality is not None:
        same_length(weights=shares, ndcg=quality)
    at = int(np.argmin(np.abs(shares - selected)))
    rows = [row for row in shown_rows(table, highlight) if row != highlight]
    rows += [highlight] if highlight is not None and 0 <= highlight < len(labels) else []
    heights = name_heights(table[-1], highlight)
    upper = round(depth(table) * LANE)
    lower = _QUALITY + _BETWEEN if quality is not None else 0
    floor = lower / (upper + lower)
    traces = [_line(row, shares, table, labels, heights, highlight) for row in rows]
    traces.append(_marks(rows, shares, table, labels, at, highlight))
    return theme.figure(
        traces + ([] if quality is None else [_quality(shares, quality), _quality_mark(shares, quality, at)]),
        upper + lower + _TOP + _BOTTOM,
        _alt(shares, table, labels, quality, at, ends, highlight),
        xaxis=_weight_axis(ends) | ({"anchor": "y2"} if quality is not None else {}),
        yaxis=lane_axis(table) | {"domain": [floor, 1]},
        **({} if quality is None else {"yaxis2": _quality_axis(_QUALITY / (upper + lower))}),
        shapes=[_selected_line(float(shares[at]))],
        annotations=[
            *end_names(heights, labels, highlight, 20, x=1 + _TAIL),
            _selected_note(float(shares[at])),
            *([] if quality is None else _quality_notes(shares, quality, at)),
        ],
        margin={"l": 40, "r": 140, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _line(
    row: int, shares: Numbers, table: Ranks, labels: Sequence[str], heights: dict[int, float], highlight: int | None
) -> dict[str, Any]:
    x, y = shares, lanes(table[:, row])
    if row in heights:
        x, y = np.append(x, np.float32(1 + _TAIL)), np.append(y, heights[row])
    return {
        "type": "scatter",
        "mode": "lines",
        "name": theme.label(labels[row]),
        "x": x,
        "y": y.astype(np.float32),
        "hoverinfo": "skip",
        "opacity": 1 if row == highlight else 0.75,
        "line": {"width": 4 if row == highlight else 1.8, "color": _colour(row, highlight)},
    }


def _marks(
    rows: Sequence[int], shares: Numbers, table: Ranks, labels: Sequence[str], at: int, highlight: int | None
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "selected weight",
        "x": [float(shares[at])] * len(rows),
        "y": lanes(table[at, rows]).astype(np.float32),
        "customdata": list(rows),
        "text": [told_rank(int(table[at, row]), table[at]) for row in rows],
        "hovertext": [theme.paragraph(labels[row]) for row in rows],
        "hovertemplate": "<b>%{text}</b><br>%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": [13 if row == highlight else 9 for row in rows],
            "color": [_colour(row, highlight) for row in rows],
            "opacity": 1,
            "line": {"width": 0},
        },
    }


def _colour(row: int, highlight: int | None) -> str:
    return theme.ACCENT if row == highlight else neutral(row)


def _quality(shares: Numbers, quality: Numbers) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "nDCG@10",
        "x": shares,
        "y": quality,
        "yaxis": "y2",
        "line": {"width": 2.5, "color": theme.POSITIVE},
        "hovertemplate": "weight %{x:.2f}<br>nDCG <b>%{y:.2f}</b><extra></extra>",
    }


def _quality_mark(shares: Numbers, quality: Numbers, at: int) -> dict[str, Any]:
    best = _best(quality)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "selected and best nDCG",
        "x": rounded([shares[at], shares[best]]),
        "y": rounded([quality[at], quality[best]]),
        "yaxis": "y2",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 11,
            "color": theme.POSITIVE,
            "symbol": ["circle", "diamond-open"],
            "line": {"width": 2, "color": theme.POSITIVE},
        },
    }


def _best(quality: Numbers) -> int:
    return int(np.nanargmax(quality)) if np.isfinite(quality).any() else 0


def _weight_axis(ends: tuple[str, str]) -> dict[str, Any]:
    low, high = (theme.label(end, 14) for end in ends)
    return {
        "range": [-0.03, 1 + _TAIL],
        "tickvals": [0, 0.5, 1],
        "ticktext": [f"0<br>all {low}", "0.5", f"1<br>all {high}"],
        "tickfont": theme.DIGITS,
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _quality_axis(top: float) -> dict[str, Any]:
    return {
        "domain": [0, top],
        "range": [-0.04, 1.04],
        "tickvals": [0, 0.5, 1],
        "tickfont": theme.DIGITS,
        "gridcolor": theme.HAIRLINE,
        "zeroline": False,
        "fixedrange": True,
    }


def _selected_line(share: float) -> dict[str, Any]:
    line = {"width": 1, "color": theme.NEUTRAL}
    return {"type": "line", "layer": "below", "x0": share, "x1": share, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _selected_note(share: float) -> dict[str, Any]:
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    above = {"x": share, "xanchor": side, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return theme.note(f"weight <b>{told_share(share)}</b>", **above)


def _quality_notes(shares: Numbers, quality: Numbers, at: int) -> list[dict[str, Any]]:
    best = _best(quality)
    key = f"<span style='color:{theme.POSITIVE}'>●</span>"
    told = (
        f"{key} nDCG <b>{signed(float(quality[at]))}</b><br>"
        f"best {signed(float(quality[best]))}<br>at weight {told_share(float(shares[best]))}"
    )
    beside = {"x": 1 + _TAIL, "xanchor": "left", "xshift": 4, "y": 0.5, "yref": "y2", "yanchor": "middle"}
    return [theme.note(told, align="left", **beside)]


def _alt(
    shares: Numbers,
    table: Ranks,
    labels: Sequence[str],
    quality: Numbers | None,
    at: int,
    ends: tuple[str, str],
    highlight: int | None,
) -> str:
    firsts = [theme.shorten(labels[int(table[place].argmin())], 40) for place in (at, 0, -1)]
    told = (
        f"Ranks of {len(labels)} texts as the weight goes from 0 (all {ends[0]}) to 1 (all {ends[1]}). "
        f"First at weight {told_share(float(shares[at]))}: {firsts[0]}; at 0: {firsts[1]}; at 1: {firsts[2]}."
    )
    if highlight is not None and 0 <= highlight < len(labels):
        told += f" Marked: {theme.shorten(labels[highlight], 40)}, at rank {int(table[at, highlight])}."
    if quality is not None:
        best = _best(quality)
        told += (
            f" nDCG {signed(float(quality[at]))}, best {signed(float(quality[best]))} "
            f"at weight {told_share(float(shares[best]))}."
        )
    return told
