"""A triplet on a line of distances: where the positive is, how far the margin reaches, and where the negative is."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.bar_rows import name_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.numbers_text import signed

_ROW, _TOP, _BOTTOM = 44, 28, 50
_END = 2.0
"""The largest distance of two unit vectors."""


@in_gallery(lambda text: {
    "names": four(text), "near": [0.8, 0.6, 0.5, 1.9], "far": [1.0, 1.2, 0.4, 2.0], "margin": 0.5,
    "positive": text, "negative": text,
})  # fmt: skip
def triplet_lines(
    names: Sequence[str], near: ArrayLike, far: ArrayLike, *, margin: float, positive: str, negative: str
) -> go.Figure:
    """Draw a row for each encoder: `near` (n,) and `far` (n,), distances 0..2 of an anchor's two texts, and the loss.

    A band reaches from the positive as far as the `margin` asks; what of it lies beyond the negative is the loss,
    drawn thick, and written at the row's end. `positive` and `negative` name the two texts.
    """
    close, away = rounded(near).ravel(), rounded(far).ravel()
    same_length(names=names, near=close, far=away)
    if not len(names):
        return theme.empty("No triplet to show yet.")
    losses = np.maximum(0, close - away + np.float32(margin))
    ends = [f"loss <b>{signed(loss)}</b>" for loss in losses]
    key = (
        f"{notes.key(palette.POSITIVE, '●')} {label(positive, 22)}   {notes.key(palette.NEGATIVE, '◆')} "
        f"{label(negative, 22)}"
    )
    return theme.figure(
        [
            *_bands(close.tolist(), losses.tolist(), margin),
            _marks(label(positive, 40), close, names, palette.POSITIVE, "circle"),
            _marks(label(negative, 40), away, names, palette.NEGATIVE, "diamond"),
        ],
        len(names) * _ROW + _TOP + _BOTTOM,
        _alt(names, close, away, losses, margin, positive, negative),
        xaxis=value_axis((0, _END), [0, 0.5, 1, 1.5, 2]) | {"title": axis_title("distance, 0 to 2")},
        yaxis=name_axis([label(name, 18) for name in names]),
        annotations=[notes.above(key, shift=4), *notes.row_ends(ends)],
        margin={"l": 8, "r": 96, "t": _TOP, "b": _BOTTOM, "pad": 6},
    )  # fmt: skip


def _bands(near: Sequence[float], losses: Sequence[float], margin: float) -> list[dict[str, Any]]:
    """What each row asks for, and over it what is missing."""
    asked = [_band(row, start, start + margin, palette.NEUTRAL, 4) for row, start in enumerate(near)]
    missing = [
        _band(row, start + margin - loss, start + margin, palette.NEGATIVE, 8)
        for row, (start, loss) in enumerate(zip(near, losses, strict=True))
        if loss > 0
    ]
    return [*asked, *missing]


def _band(row: int, start: float, end: float, colour: str, width: int) -> dict[str, Any]:
    span = np.clip([start, end], 0, _END).tolist()
    return traces.line("margin", span, [row, row], width=width, colour=colour, opacity=0.55, **traces.SILENT)


def _marks(name: str, values: Numbers, names: Sequence[str], colour: str, symbol: str) -> dict[str, Any]:
    number, told = traces.hover_number("customdata", values, key="text")
    return traces.dots(
        name, np.clip(values, 0, _END), list(range(len(values))), {"size": 12, "color": colour, "symbol": symbol},
        cliponaxis=False, customdata=values, hovertext=[label(each, 40) for each in names],
        hovertemplate=traces.hover(f"{name}, %{{hovertext}}", f"distance <b>{number}</b>"), **told,
    )  # fmt: skip


def _alt(
    names: Sequence[str], near: Numbers, far: Numbers, losses: Numbers, margin: float, positive: str, negative: str
) -> str:
    rows = "; ".join(
        f"{shorten(name, 30)}: {signed(one)} and {signed(other)}, loss {signed(loss)}"
        for name, one, other, loss in zip(names, near, far, losses, strict=True)
    )
    both = f"“{shorten(positive, 30)}” and to “{shorten(negative, 30)}”"
    return f"Distances, 0 to 2, to {both}, with a margin of {signed(margin)}. {rows}."
