"""Where one similarity stands among those of random pairs: the only way to say what 0.8 means for a model."""

from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import percent, signed

_BINS = 80
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


def random_pairs(
    sorted_sample: ArrayLike,
    value: float,
    name: str,
    *,
    extent: tuple[float, float] = (-1.0, 1.0),
    colour: str = theme.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw a histogram of random pairs' similarities (m,), ascending, with `value` marked among them.

    `name` says what is measured ("cosine, all-MiniLM-L6-v2"); the axis spans `extent`, by default [-1, 1],
    in 80 equal bins, what lies outside counted in the end bins. Bars below `value` take `colour`. The share
    below counts ties by half.
    """
    sample = np.asarray(sorted_sample, dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    if not sample.size or not np.isfinite(value):
        return theme.empty("No random pairs to compare with yet.")
    low, high = extent
    below, not_above = (int(np.searchsorted(sample, value, side)) for side in _SIDES)
    share = (below + not_above) / (2 * sample.size)
    counts, edges = np.histogram(np.clip(sample, low, high), bins=_BINS, range=extent)
    centres = (edges[:-1] + edges[1:]) / 2
    at = float(np.clip(value, low, high))
    ticks = np.linspace(low, high, 5)
    return theme.figure(
        [_histogram(centres, counts, [colour if centre < value else theme.NEUTRAL for centre in centres])],
        176,
        f"{name}: {signed(value)} is above {percent(share)} of {sample.size} random pairs, "
        f"whose median is {signed(float(np.median(sample)))}; range {signed(low)} to {signed(high)}.",
        bargap=0.12,
        xaxis={
            "range": [low - 0.01, high + 0.01],
            "tickvals": ticks.round(3).tolist(),
            "title": {"text": theme.plain(name), "font": {"size": 12}, "standoff": 8},
            "ticktext": [f"{tick:g}".replace("-", "−") for tick in ticks.round(3)],
            "showgrid": False,
            "zeroline": False,
            "tickfont": theme.DIGITS,
        },
        yaxis={"visible": False, "range": [0, float(counts.max()) * 1.08]},
        shapes=[_marker(at, colour)],
        annotations=[_note(at > (low + high) / 2, signed(value), share, colour)],
        margin={"l": 16, "r": 16, "t": 30, "b": 52, "pad": 0},
    )


def _histogram(centres: np.ndarray, counts: np.ndarray, colours: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": centres.round(4).astype(np.float32),
        "y": counts.astype(np.int32),
        "name": "random pairs",
        "marker": {"color": colours},
        "hovertemplate": "%{y} pairs near %{x:.2f}<extra></extra>",
    }


def _marker(at: float, colour: str) -> dict[str, Any]:
    line = {"width": 2.5, "color": colour}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _note(right: bool, value: str, share: float, colour: str) -> dict[str, Any]:
    text = f"<span style='color:{colour}'>┃</span> <b>{value}</b> is above {percent(share)} of random pairs"
    side = {"x": 1, "xanchor": "right"} if right else {"x": 0, "xanchor": "left"}
    return theme.note(text, font={"size": 13}, xref="paper", yref="paper", y=1, yanchor="bottom", yshift=4, **side)
