"""Correlations with people side by side: a dot for each, a line for how sure it is, dashed lines to compare with."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.bar_rows import ROW, interval_traces, name_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import between, short, signed, signed_or

_EXTENT = (-0.2, 1.0)
"""Ends of the axis of correlations, unless a number lies below: then all that a correlation can be."""
_LINE = 18


@in_gallery(lambda text: {
    "names": four(text), "values": [0.5, 0.6, np.nan, 0], "lows": [0.4, 0.5, np.nan, -0.1],
    "highs": [0.6, 0.7, np.nan, 0.1], "highlight": 0, "references": {text: 0.6}, "name": text,
})  # fmt: skip
def agreement_intervals(
    names: Sequence[str],
    values: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    *,
    families: Sequence[str] | None = None,
    highlight: int | None = None,
    references: Mapping[str, float] | None = None,
    name: str = "correlation with people",
) -> go.Figure:
    """Draw correlations `values` (n,) as dots on a line from `lows` (n,) to `highs` (n,), first row at the top.

    The axis is [-0.2, 1], or [-1, 1] where a number lies below that, printed. `families` (n,), keys of
    `FAMILY_COLOURS`, give the colours; else the `highlight` row has the accent. `references` are named values, dashed.
    A missing value (nan) is said.
    """
    middle, low, high = (rounded(each) for each in (values, lows, highs))
    same_length(names=names, values=middle, lows=low, highs=high, families=families)
    if not len(names):
        return theme.empty("No correlation to show yet.")
    marks = dict(references or {})
    all_numbers = np.concatenate([middle, low, high, list(marks.values())])
    extent = (-1.0, 1.0) if (all_numbers < _EXTENT[0]).any() else _EXTENT
    inks = theme.highlighted(len(names), highlight)
    if families is not None:
        inks = [palette.FAMILY_COLOURS.get(family, palette.NEUTRAL) for family in families]
    rows = list(zip(middle, low, high, strict=True))
    told = [told_correlation(*row) for row in rows]
    top = 12 + _LINE * len(marks)
    return theme.figure(
        interval_traces(middle, low, high, inks=inks, names=names, told=told, what="correlation"),
        len(names) * ROW + top + 54,
        _alt(names, told, marks, name, extent),
        xaxis=value_axis(extent, [0, 0.5, 1], title=f"{plain(name)}, {between(extent, short)}", grid=True),
        yaxis=name_axis(notes.bold_row([label(text) for text in names], highlight)),
        shapes=[
            upright(value, width=1.5, dash=("dash", "dot")[place % 2]) for place, value in enumerate(marks.values())
        ],
        annotations=[
            *notes.row_ends([_numbers(*row) for row in rows]),
            *(_reference_note(*each, place, sum(extent) / 2) for place, each in enumerate(marks.items())),
        ],
        margin={"l": 8, "r": 136, "t": top, "b": 54, "pad": 6},
    )


def told_correlation(value: float, low: float = float("nan"), high: float = float("nan")) -> str:
    """Write a correlation with its interval, where there is one: "0.66, interval 0.55 to 0.75"."""
    return signed_or(value) + (f", interval {between((low, high))}" if np.isfinite(low + high) else "")


def _numbers(value: float, low: float, high: float) -> str:
    return notes.bold(signed_or(value)) + (f" {signed(low)}–{signed(high)}" if np.isfinite(low + high) else "")


def _reference_note(name: str, value: float, place: int, middle: float) -> dict[str, Any]:
    side = {"xanchor": "right", "xshift": 6} if value > middle else {"xanchor": "left", "xshift": -6}
    return notes.over(f"{label(name, 32)} {signed(value)}", value, shift=2 + _LINE * place, **side)


def _alt(
    names: Sequence[str], told: Sequence[str], marks: Mapping[str, float], name: str, extent: tuple[float, float]
) -> str:
    listed = "; ".join(f"{shorten(each, 40)} {words}" for each, words in zip(names, told, strict=True))
    lines = "".join(f" {shorten(each, 40)}: {signed(value)}." for each, value in marks.items())
    return f"{name}, {signed(extent[0], 1)} to 1: {listed}.{lines}"
