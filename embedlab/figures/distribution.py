"""Where one similarity stands among those of random pairs: the only way to say what 0.8 means for a model."""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import between, percent, signed, whole

_BINS = 80
"""A bar is four pixels wide on a phone; of [-1, 1] a bin is 0.025."""
_TALL, _LINE = 90, 20
"""Pixels: the bars, and each mark's name over them."""
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


@in_gallery(lambda text: {"sorted_sample": np.linspace(-0.5, 0.5, 101), "marks": {text: 0.25}, "name": text})
def random_pairs(
    sorted_sample: ArrayLike,
    marks: Mapping[str, float],
    name: str,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw a histogram of random pairs' similarities (m,), ascending, with named values marked among them.

    Without `marks` it is the picture of values that must not be told yet. `name` says what is measured ("cosine,
    all-MiniLM-L6-v2"); the axis spans `extent`, by default [-1, 1], in 80 equal bins, what lies outside counted in
    the end bins. The lowest mark is named next to the bars, a higher one above it. The share below counts ties by half.
    """
    sample = np.asarray(sorted_sample, dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    if not sample.size or not np.isfinite(list(marks.values())).all():
        return theme.empty("No random pairs to compare with yet.")
    counts, edges = np.histogram(np.clip(sample, *extent), bins=_BINS, range=extent)
    ticks = np.linspace(*extent, 5).round(3).tolist()
    ordered = sorted(marks, key=lambda mark: marks[mark])
    shares = {mark: _share_below(sample, marks[mark]) for mark in ordered}
    told = "".join(f"; {shorten(mark, 40)} {signed(marks[mark])} is above {percent(shares[mark])}" for mark in ordered)
    return theme.figure(
        [_histogram((edges[:-1] + edges[1:]) / 2, counts, colour)],
        _TALL + 60 + _LINE * len(marks),
        f"{name} of {whole(sample.size)} random pairs, whose median is {signed(np.median(sample))}{told}; range "
        f"{between(extent)}.",
        bargap=0.12,
        xaxis=value_axis(
            extent, ticks, title=plain(name), range=[extent[0] - 0.01, extent[1] + 0.01], fixedrange=False
        ),
        yaxis={"visible": False, "range": [0, float(counts.max()) * 1.08]},
        margin={"l": 16, "r": 16, "t": 8 + _LINE * len(marks), "b": 52, "pad": 0},
        shapes=[_stroke(marks[mark], extent, place) for place, mark in enumerate(ordered)],
        annotations=[_named(mark, marks[mark], shares[mark], extent, place) for place, mark in enumerate(ordered)],
    )


def _share_below(sample: np.ndarray, value: float) -> float:
    # The mean of both sides of a run of ties: a value equal to all others is above half of them.
    return sum(int(np.searchsorted(sample, value, side)) for side in _SIDES) / (2 * sample.size)


def _stroke(value: float, extent: tuple[float, float], place: int) -> dict[str, Any]:
    # Up to its name, which stands higher than those of lower marks.
    top = 1 + (_LINE * place + 2) / _TALL
    return upright(float(np.clip(value, *extent)), behind=False, width=2.5, color=palette.ACCENT) | {"y1": top}


def _named(name: str, value: float, share: float, extent: tuple[float, float], place: int) -> dict[str, Any]:
    at = float(np.clip(value, *extent))
    position = (at - extent[0]) / (extent[1] - extent[0])
    # Towards the middle, where there is room.
    anchor = "left" if position < 0.35 else "right" if position > 0.65 else "center"
    text = f"{label(name, 16)} <b>{signed(value)}</b> above {percent(share)}"
    return notes.over(text, at, shift=2 + _LINE * place, xanchor=anchor, font={"size": 13})


def _histogram(centres: np.ndarray, counts: np.ndarray, colour: str) -> dict[str, Any]:
    number, told = traces.hover_number("x", centres)
    return {
        "type": "bar",
        "x": centres.round(4).astype(np.float32),
        "y": counts.astype(np.int32),
        "name": "random pairs",
        "marker": {"color": colour},
        "hovertemplate": traces.hover(f"%{{y}} pairs near {number}"),
    } | told
