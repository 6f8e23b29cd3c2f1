"""From tokens to one vector: the numbers of each token as a row of colour, the pooled vector as the last row.

A column is one dimension, so pooling is read downwards. The vectors, the shares and the winners are computed
elsewhere and only drawn here.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis, named_axis
from embedlab.figures.kit.cells import NO_COLOURS, Extent, cell_trace, colour_bar, column_gap, reach_of
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.token_axes import token_names
from embedlab.numbers_text import between, counted, percent

_MOST = 40
"""Token rows drawn at once."""
_HOVER_CELLS = 800
"""Cells up to which every cell carries its token's name: beyond, the names would weigh more than the numbers."""
_TALL, _LOW, _GAP = 24, 17, 0.7
_TOP, _BOTTOM = 26, 66


@in_gallery(lambda text: {
    "tokens": four(text), "values": np.linspace(-1, 1, 12).reshape(4, 3), "mask": [1, 1, 1, 0],
    "pooled": [0.1, 0.2, 0.3], "how": text, "step": 2, "special": {0}, "weights": [0.5, 0.5, 0, 0],
    "winners": [0, 1, 1],
})  # fmt: skip
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
    shares = None if weights is None else rounded(weights)
    same_length(tokens=tokens, values=cells, mask=kept, weights=shares)
    if not cells.size:
        return theme.empty("No token to pool yet.")
    done = len(tokens) if step is None else min(max(step, 0), len(tokens))
    shown, size = cells[:_MOST, :numbers], cells.shape[1]
    rows, wide = shown.shape
    extent = reach_of(cells, limit)
    drawn = _rows(tokens, shown, kept, done, extent, size)
    drawn.append(_pooled_row(None if pooled is None else rounded(pooled)[:wide], wide, rows + _GAP, extent, size, how))
    drawn += [] if winners is None else [_winners(np.asarray(winners, dtype=np.int64)[:wide], rows, done)]
    first = f"{size} numbers a token" if wide == size else f"first {wide} of {size} numbers a token"
    rest = f"; {len(tokens) - rows} more tokens not drawn" if len(tokens) > rows else ""
    return theme.figure(
        drawn,
        round((rows + _GAP + 1.25) * (_TALL if rows <= 16 else _LOW)) + _TOP + _BOTTOM,
        _alt(tokens, size, kept, done, extent, how, shares, wide),
        xaxis=hidden_axis(-0.5, wide - 0.5),
        yaxis=_name_axis(tokens, kept, special, rows, done if step is not None else 0, how),
        annotations=[
            *([] if shares is None else _shares(shares[:rows], kept, done)),
            notes.above(first + rest, shift=4),
            *([] if shares is None else [notes.above("share", shift=4, x=1, xshift=6)]),
        ],
        margin={"l": 16, "r": 52 if shares is not None else 16, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _rows(
    tokens: Sequence[str], shown: Numbers, kept: NDArray[np.bool_], done: int, extent: Extent, size: int
) -> list[dict[str, Any]]:
    pooled = kept[: len(shown)] & np.isfinite(shown).any(axis=1)
    now = pooled & (np.arange(len(shown)) < done)
    names = [[label(token, 40)] * shown.shape[1] for token in tokens[: len(shown)]]
    number, told = traces.hover_number("z", shown, 3)
    shared: dict[str, Any] = told | {
        "xgap": column_gap(shown.shape[1]),
        "ygap": 2,
        "y": list(range(len(shown))),
        "text": names if shown.size <= _HOVER_CELLS else None,
        "hovertemplate": traces.hover("%{text}", _number_of(size), f"<b>{number}</b>"),
    }
    later: dict[str, Any] = {"showscale": False, "opacity": 0.3}
    quiet: dict[str, Any] = {"showscale": False, "colorscale": NO_COLOURS}
    silent = {"hovertemplate": traces.hover("not pooled")}
    strips = [
        cell_trace("pooled", _only(shown, now), extent, colorbar=colour_bar("value", extent), **shared),
        cell_trace("to come", _only(shown, pooled & ~now), extent, **shared, **later),
        # Grey also where a vector is missing: nan would leave a hole instead.
        cell_trace("left out", _only(np.nan_to_num(shown), ~pooled), extent, **shared | silent, **quiet),
    ]
    return [trace for trace in strips if trace["name"] == "pooled" or np.isfinite(trace["z"]).any()]


def _only(shown: Numbers, rows: NDArray[np.bool_]) -> Numbers:
    return np.where(rows[:, None], shown, np.float32(np.nan))


def _number_of(size: int) -> str:
    return f"number %{{x}} of {size}, counted from 0"


def _pooled_row(result: Numbers | None, wide: int, floor: float, extent: Extent, size: int, how: str) -> dict[str, Any]:
    shared: dict[str, Any] = {"xgap": column_gap(wide), "ygap": 2, "y": [floor - 0.5, floor + 0.75], "showscale": False}
    if result is None or not np.isfinite(result).any():
        quiet: dict[str, Any] = {"colorscale": NO_COLOURS, "hovertemplate": traces.hover("nothing pooled yet")}
        return cell_trace("result", np.zeros((1, wide), np.float32), extent, **shared, **quiet)
    number, told = traces.hover_number("z", result[None], 3)
    told["hovertemplate"] = traces.hover(label(how, 40), _number_of(size), f"<b>{number}</b>")
    return cell_trace("result", result[None], extent, **shared, **told)


def _winners(rows: NDArray[np.int64], shown: int, done: int) -> dict[str, Any]:
    columns = np.flatnonzero((rows >= 0) & (rows < min(shown, done)))
    # A light dot in a dark ring is seen on every cell colour.
    marker = {"size": 6, "color": palette.LIGHT_INK, "line": {"width": 1.5, "color": palette.DARK_INK}}
    return traces.dots("winners", columns.tolist(), rows[columns].tolist(), marker, **traces.SILENT)


def _name_axis(
    tokens: Sequence[str], kept: NDArray[np.bool_], special: Collection[int], rows: int, done: int, how: str
) -> dict[str, Any]:
    grey = {*special, *np.flatnonzero(~kept).tolist()}
    names = notes.bold_row(list(token_names(tokens, grey, range(rows)).values()), done - 1)
    named: dict[float, str] = dict(enumerate(names))
    named[rows + _GAP + 0.125] = f"<b>{label(how, 14)}</b>"
    ends = [rows + _GAP + 0.75, -0.5]
    return named_axis(named, tickfont=notes.NUMBERS, range=ends, automargin=True)


def _shares(shares: Numbers, kept: NDArray[np.bool_], done: int) -> list[dict[str, Any]]:
    return [
        # "<1 %": the words would not fit beside the row.
        notes.beside(percent(share).replace("less than 1", "&lt;1"), row, shift=6, font=notes.DIGITS)
        for row, share in enumerate(shares)
        if row < done and (kept[row] or share > 0)
    ]


def _alt(
    tokens: Sequence[str],
    size: int,
    kept: NDArray[np.bool_],
    done: int,
    extent: Extent,
    how: str,
    shares: Numbers | None,
    wide: int,
) -> str:
    told = (
        f"{counted(len(tokens), 'token')} of {size} numbers each, the first {wide} drawn, as rows of colour from "
        f"{between(extent)}, over one pooled row: {how} of {int(kept[:done].sum())}."
    )
    out = [shorten(tokens[row], 20) for row in np.flatnonzero(~kept)[:6]]
    told += f" Left out: {', '.join(out)}." if out else ""
    if shares is not None:
        order = np.argsort(-shares[:done], kind="stable")[:5]
        most = [f"{shorten(tokens[row], 20)} {percent(shares[row])}" for row in order if shares[row] > 0]
        told += f" Largest shares: {', '.join(most)}." if most else ""
    return told
