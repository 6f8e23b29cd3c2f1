"""Bars in a stated range; parts that add up to a total are in `waterfall.py`."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme
from embedlab.figures.kit.bar_rows import ROW, bar_axis, bar_trace, listed, name_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.numbers_text import between, short, signed_or


@in_gallery(lambda text: {
    "labels": four(text), "values": [0.9, 0.8, 0.7, -0.1], "name": text, "extent": (-1, 1), "highlight": 1,
})  # fmt: skip
def ranked_bars(
    labels: Sequence[str],
    values: ArrayLike,
    *,
    name: str,
    extent: tuple[float, float],
    highlight: int | None = None,
    colour: str = palette.FAMILY_COLOURS["static"],
) -> go.Figure:
    """Draw horizontal bars in the order given, first at the top, each with its number to two decimals.

    `values` (n,) in the unit that `name` says; the axis spans `extent` (low, high), or more where a bar would leave it
    (see `holding`), and prints it. `highlight` is the row drawn in `colour`, the others then neutral; without one all
    take `colour`.
    """
    numbers = rounded(values)
    extent = holding(extent, numbers)
    same_length(labels=labels, values=numbers)
    if not len(labels):
        return theme.empty("Nothing to rank yet.")
    colours = [colour] * len(labels) if highlight is None else theme.highlighted(len(labels), highlight, colour)
    names, texts = [label(text) for text in labels], [signed_or(number) for number in numbers]
    best = int(np.nanargmax(numbers)) if np.isfinite(numbers).any() else 0
    return theme.figure(
        [bar_trace(numbers, names, texts, colours, f"{plain(name)} <b>%{{text}}</b>")],
        len(labels) * ROW + 62,
        f"{name}, range {between(extent)}: {listed(labels, numbers)}. Highest: {shorten(labels[best], 40)}.",
        bargap=0.34,
        xaxis=bar_axis(f"{plain(name)}, {between(extent, short)}", *extent),
        yaxis=name_axis(notes.bold_row(names, highlight)),
        margin={"l": 8, "r": 8, "t": 4, "b": 56, "pad": 6},
    )


def holding(extent: tuple[float, float], values: ArrayLike) -> tuple[float, float]:
    """Return `extent` (low, high above 0), widened until every finite one of `values` lies in it.

    A bar that stopped at the end of its axis would say less than its number. The upper end is doubled, as often as it
    takes; where a value lies below the lower end, that becomes the upper one mirrored, so that [0, 1] of a cosine
    becomes [-1, 1].
    """
    (low, high), numbers = extent, np.asarray(values, dtype=np.float64)
    finite = numbers[np.isfinite(numbers)]
    below = bool((finite < low).any())
    while (finite > high).any() or (below and (finite < -high).any()):
        high *= 2
    return -high if below else low, high
