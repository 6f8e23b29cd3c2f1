"""Where one similarity stands among those of random pairs: the only way to say what 0.8 means for a model."""

from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import plain
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import between, percent, signed, whole

_BINS = 80
"""A bar is four pixels wide on a phone; of [-1, 1] a bin is 0.025."""
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


@in_gallery(lambda text: {"sorted_sample": np.linspace(-0.5, 0.5, 101), "value": 0.25, "name": text})
def random_pairs(
    sorted_sample: ArrayLike,
    value: float | None,
    name: str,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw a histogram of random pairs' similarities (m,), ascending, with `value` marked among them.

    With None nothing is marked: the picture of a value that must not be told yet.
    `name` says what is measured ("cosine, all-MiniLM-L6-v2"); the axis spans `extent`, by default [-1, 1],
    in 80 equal bins, what lies outside counted in the end bins. Bars below `value` take `colour`. The share
    below counts ties by half.
    """
    sample = np.asarray(sorted_sample, dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    if not sample.size or (value is not None and not np.isfinite(value)):
        return theme.empty("No random pairs to compare with yet.")
    counts, edges = np.histogram(np.clip(sample, *extent), bins=_BINS, range=extent)
    ticks = np.linspace(*extent, 5).round(3).tolist()
    marked, told = ({}, "") if value is None else _marked(sample, value, extent, colour)
    return theme.figure(
        [_histogram((edges[:-1] + edges[1:]) / 2, counts, -np.inf if value is None else value, colour)],
        176,
        f"{name}{told} of {whole(sample.size)} random pairs, "
        f"whose median is {signed(np.median(sample))}; range {between(extent)}.",
        bargap=0.12,
        xaxis=value_axis(
            extent, ticks, title=plain(name), range=[extent[0] - 0.01, extent[1] + 0.01], fixedrange=False
        ),
        yaxis={"visible": False, "range": [0, float(counts.max()) * 1.08]},
        margin={"l": 16, "r": 16, "t": 30, "b": 52, "pad": 0},
        **marked,
    )


def _marked(sample: np.ndarray, value: float, extent: tuple[float, float], colour: str) -> tuple[dict[str, Any], str]:
    """The mark of a value with its sentence, and the same in words."""
    # The mean of both sides of a run of ties: a value equal to all others is above half of them.
    share = sum(int(np.searchsorted(sample, value, side)) for side in _SIDES) / (2 * sample.size)
    at = float(np.clip(value, *extent))
    right = {"x": 1, "xanchor": "right"} if at > sum(extent) / 2 else {}
    told = f"{notes.key(colour, '┃')} <b>{signed(value)}</b> is above {percent(share)} of random pairs"
    drawn = {
        "shapes": [upright(at, behind=False, width=2.5, color=colour)],
        "annotations": [notes.above(told, shift=4, font={"size": 13}, **right)],
    }
    return drawn, f": {signed(value)} is above {percent(share)}"


def _histogram(centres: np.ndarray, counts: np.ndarray, value: float, colour: str) -> dict[str, Any]:
    number, told = traces.hover_number("x", centres)
    return {
        "type": "bar",
        "x": centres.round(4).astype(np.float32),
        "y": counts.astype(np.int32),
        "name": "random pairs",
        "marker": {"color": [colour if centre < value else palette.NEUTRAL for centre in centres]},
        "hovertemplate": traces.hover(f"%{{y}} pairs near {number}"),
    } | told
