"""From tokens to one vector: the numbers of each token as a row of colour, the pooled vector as the last row.

A column is one dimension, so pooling is read downwards. The vectors, the shares and the winners are computed
elsewhere and only drawn here.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab.figures.kit import theme
from embedlab.figures.kit.colour import DARK_INK, LIGHT_INK
from embedlab.figures.kit.figure_checks import Numbers, percent, rounded, same_length, signed
from embedlab.figures.kit.quantities import counted
from embedlab.figures.kit.token_axes import GAPS_UP_TO, token_names
from embedlab.figures.strips import colour_bar, nice_limit

_MOST = 40
"""Token rows drawn at once."""
_TALL, _LOW, _GAP = 24, 17, 0.7
_TOP, _BOTTOM = 26, 66
_EMPTY = [[0.0, theme.WASH], [1.0, theme.WASH]]


def token_matrix(
    tokens: Sequence[str],
    values: ArrayLike,
    mask: ArrayLike,
    pooled: ArrayLike | None,
    how: str,
    step: int | None = None,
    *,
    special: Collection[int] = (),
    weights: ArrayLike | None = None,
    winners: ArrayLike | None = None,
    numbers: int = 48,
    limit: float | None = None,
) -> go.Figure:
    """Draw the first `numbers` of each token's `values` (T, d), any numbers, over the `pooled` vector (d,).

    `mask` (T,) is true where a token is pooled; other rows, and rows of nan, are grey. `how` names the pooling.
    With `step` k the rows after the first k wait, dim; pass `pooled` for that step. `weights` (T,), shares 0..1
    of each token, stand at the ends of the rows; `winners` (d,) are the rows with the largest value of each
    column, dotted. `special` rows have grey names. Colours span [-limit, limit], by default the largest
    magnitude rounded up, printed. Of more than 40 tokens the first 40 are drawn and the rest are counted.
    """
    cells, kept = rounded(values), np.asarray(mask).astype(bool)
    same_length(tokens=tokens, values=cells, mask=kept)
    if not cells.size:
        return theme.empty("No token to pool yet.")
    shares = None if weights is None else rounded(weights)
    if shares is not None:
        same_length(tokens=tokens, weights=shares)
    done = len(tokens) if step is None else min(max(step, 0), len(tokens))
    result = None if pooled is None else rounded(pooled)
    shown, wide = cells[:_MOST, :numbers], min(numbers, cells.shape[1])
    reach = limit if limit is not None else nice_limit(float(np.nanmax(np.abs(cells), initial=0.0)))
    floor = len(shown) + _GAP
    traces = _rows(tokens, shown, kept, done, reach, cells.shape[1])
    traces.append(_pooled_row(result, wide, floor, reach, cells.shape[1], how))
    traces += [] if winners is None else [_winners(np.asarray(winners, dtype=np.int64)[:wide], shown, done)]
    rows = floor + 1.25
    return theme.figure(
        traces,
        round(rows * (_TALL if len(shown) <= 16 else _LOW)) + _TOP + _BOTTOM,
        _alt(tokens, cells.shape[1], kept, done, reach, how, shares, wide),
        xaxis={"visible": False, "fixedrange": True, "range": [-0.5, wide - 0.5]},
        yaxis=_names(tokens, kept, special, len(shown), done, step, how),
        annotations=[
            *([] if shares is None else _shares(shares[: len(shown)], kept, done)),
            *_captions(wide, cells.shape[1], len(tokens) - len(shown), shares is not None),
        ],
        margin={"l": 16, "r": 52 if shares is not None else 16, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _rows(
    tokens: Sequence[str], shown: Numbers, kept: NDArray[np.bool_], done: int, reach: float, size: int
) -> list[dict[str, Any]]:
    pooled = kept[: len(shown)] & np.isfinite(shown).any(axis=1)
    now = pooled & (np.arange(len(shown)) < done)
    told = [theme.label(token, 40) for token in tokens[: len(shown)]]
    shared = _strip(reach, shown.shape[1]) | {
        "y": list(range(len(shown))),
        "text": told,
        "hovertemplate": "%{text}<br>" + _number_of(size) + "<b>%{z:.3f}</b><extra></extra>",
    }
    shared["text"] = [[name] * shown.shape[1] for name in told] if shown.size <= 800 else None
    out = {"name": "left out", "colorscale": _EMPTY, "showscale": False}
    bar = colour_bar("value", -reach, reach)
    traces = [
        shared | {"name": "pooled", "z": _only(shown, now), "colorbar": bar},
        shared | {"name": "to come", "z": _only(shown, pooled & ~now), "showscale": False, "opacity": 0.3},
        shared | out | {"z": _only(np.nan_to_num(shown), ~pooled), "hovertemplate": "not pooled<extra></extra>"},
    ]
    return [trace for trace in traces if trace["name"] == "pooled" or np.isfinite(trace["z"]).any()]


def _only(shown: Numbers, rows: NDArray[np.bool_]) -> Numbers:
    return np.where(rows[:, None], shown, np.float32(np.nan))


def _strip(reach: float, wide: int) -> dict[str, Any]:
    gap = 1 if wide <= GAPS_UP_TO else 0
    return {
        "type": "heatmap",
        "zmin": -reach,
        "zmax": reach,
        "colorscale": theme.SIMILARITY_SCALE,
        "hoverongaps": False,
        "xgap": gap,
        "ygap": 2,
    }


def _number_of(size: int) -> str:
    return f"number %{{x}} of {size}, counted from 0<br>"


def _pooled_row(result: Numbers | None, wide: int, floor: float, reach: float, size: int, how: str) -> dict[str, Any]:
    nothing = result is None or not np.isfinite(result).any()
    row = np.zeros(wide, np.float32) if nothing or result is None else result[:wide]
    drawn = _strip(reach, wide) | {
        "name": "result",
        "z": row[None],
        "y": [floor - 0.5, floor + 0.75],
        "showscale": False,
    }
    if nothing:
        return drawn | {"colorscale": _EMPTY, "hovertemplate": "nothing pooled yet<extra></extra>"}
    named = theme.label(how, 40)
    return drawn | {"hovertemplate": f"{named}<br>{_number_of(size)}<b>%{{z:.3f}}</b><extra></extra>"}


def _winners(rows: NDArray[np.int64], shown: Numbers, done: int) -> dict[str, Any]:
    columns = np.flatnonzero((rows >= 0) & (rows < min(len(shown), done)))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "winners",
        "x": columns.tolist(),
        "y": rows[columns].tolist(),
        "hoverinfo": "skip",
        # A light dot in a dark ring is seen on every cell colour.
        "marker": {"size": 6, "color": LIGHT_INK, "line": {"width": 1.5, "color": DARK_INK}},
    }


def _names(
    tokens: Sequence[str],
    kept: NDArray[np.bool_],
    special: Collection[int],
    rows: int,
    done: int,
    step: int | None,
    how: str,
) -> dict[str, Any]:
    grey = {*special, *np.flatnonzero(~kept).tolist()}
    names = token_names(tokens, grey, range(rows))
    if step is not None and 0 < done <= rows:
        names[done - 1] = f"<b>{names[done - 1]}</b>"
    return {
        "tickvals": [*range(rows), rows + _GAP + 0.125],
        "ticktext": [*names.values(), f"<b>{theme.label(how, 14)}</b>"],
        "tickfont": theme.DIGITS | {"size": 12},
        "range": [rows + _GAP + 0.75, -0.5],
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
    }


def _shares(shares: Numbers, kept: NDArray[np.bool_], done: int) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "font": theme.DIGITS}
    return [
        theme.note(percent(float(share)).replace("less than 1", "<1").replace("<", "&lt;"), y=row, **beside)
        for row, share in enumerate(shares)
        if row < done and (kept[row] or share > 0)
    ]


def _captions(wide: int, size: int, more: int, shares: bool) -> list[dict[str, Any]]:
    above = {"xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    first = f"{size} numbers a token" if wide == size else f"first {wide} of {size} numbers a token"
    rest = f"; {more} more tokens not drawn" if more > 0 else ""
    notes = [theme.note(first + rest, x=0, xanchor="left", **above)]
    return [*notes, theme.note("share", x=1, xanchor="left", xshift=6, **above)] if shares else notes


def _alt(
    tokens: Sequence[str],
    size: int,
    kept: NDArray[np.bool_],
    done: int,
    reach: float,
    how: str,
    shares: Numbers | None,
    wide: int,
) -> str:
    told = (
        f"{counted(len(tokens), 'token')} of {size} numbers each, the first {wide} drawn, as rows of colour from "
        f"{signed(-reach)} to {signed(reach)}, over one pooled row: {how} of {int(kept[:done].sum())}."
    )
    out = [theme.shorten(tokens[row], 20) for row in np.flatnonzero(~kept)[:6]]
    told += f" Left out: {', '.join(out)}." if out else ""
    if shares is not None:
        order = np.argsort(-shares[:done], kind="stable")[:5]
        most = [f"{theme.shorten(tokens[row], 20)} {percent(float(shares[row]))}" for row in order if shares[row] > 0]
        told += f" Largest shares: {', '.join(most)}." if most else ""
    return told
