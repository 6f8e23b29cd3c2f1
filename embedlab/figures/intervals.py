"""Shares with how sure they are: a dot for what was counted, a line for its interval."""

from collections.abc import Callable, Sequence
from typing import SupportsFloat

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme
from embedlab.figures.kit.axis_parts import SHARES, axis_title, value_axis
from embedlab.figures.kit.bar_rows import ROW, interval_traces, name_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import between, percent, signed, whole

_TOP, _BOTTOM = 30, 50
_VEILED = "not told yet"
Writer = Callable[[SupportsFloat], str]


@in_gallery(lambda text: {
    "names": four(text), "shares": [0.5, 0.75, 1, 0], "lows": [0.4, 0.6, 0.9, 0], "highs": [0.6, 0.8, 1, 0.1],
    "name": text, "chance": 0.5, "highlight": 0,
})  # fmt: skip
def shares_with_intervals(
    names: Sequence[str],
    shares: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    *,
    name: str,
    chance: float | None = None,
    colours: Sequence[str] | None = None,
    highlight: int | None = None,
    veiled: bool = False,
    plain_numbers: bool = False,
) -> go.Figure:
    """Draw `shares` (n,) 0..1 as dots on a line from `lows` (n,) to `highs` (n,), first row at the top.

    The axis is 0 to 100 %, or with `plain_numbers` 0 to 1, and called `name`; a missing share (nan) is said. `chance`
    0..1, the share of guessing, is dashed. `colours` (n,) "#RRGGBB", by default neutral with the `highlight` row in the
    accent. While it is `veiled` the rows are named and nothing of them is told.
    """
    middle, low, high = (np.clip(rounded(each), 0, 1) for each in (shares, lows, highs))
    if veiled:
        middle, low, high = (np.full(len(middle), np.nan) for _ in range(3))
    same_length(names=names, shares=middle, lows=low, highs=high, colours=colours)
    if not len(names):
        return theme.empty("No share to show yet.")
    inks = list(colours) if colours is not None else theme.highlighted(len(names), highlight)
    rows = list(zip(middle, low, high, strict=True))
    write: Writer = signed if plain_numbers else percent
    told = [_VEILED if veiled else _told(*row, write) for row in rows]
    guessing = [] if chance is None else [chance]
    listed = "; ".join(f"{shorten(each, 40)} {words}" for each, words in zip(names, told, strict=True))
    return theme.figure(
        interval_traces(middle, low, high, inks=inks, names=names, told=told, what="share"),
        len(names) * ROW + _TOP + _BOTTOM,
        f"{name}: {listed}." + "".join(f" Chance is {percent(share)}." for share in guessing),
        xaxis=value_axis((0, 1), [0, 0.5, 1] if plain_numbers else [], **({} if plain_numbers else SHARES))
        | {"title": axis_title(plain(name))},
        yaxis=name_axis(notes.bold_row([label(text, 20) for text in names], highlight)),
        shapes=[upright(share, width=1.5, dash="dash") for share in guessing],
        annotations=[
            *notes.row_ends(["?" if veiled else _short(*row, write) for row in rows]),
            *(notes.over(f"chance {percent(share)}", share, shift=4) for share in guessing),
        ],
        margin={"l": 8, "r": 128, "t": _TOP, "b": _BOTTOM, "pad": 6},
    )


def _told(share: float, low: float, high: float, write: Writer) -> str:
    if not np.isfinite(share):
        return "none"
    return write(share) + (f", interval {between((low, high), write)}" if np.isfinite(low + high) else "")


def _short(share: float, low: float, high: float, write: Writer) -> str:
    if not np.isfinite(share):
        return "none"
    ends = (signed(low), signed(high)) if write is signed else (whole(low * 100), whole(high * 100))
    reach = f" {'–'.join(ends)}" if np.isfinite(low + high) else ""
    return f"<b>{write(share)}</b>{reach}"
