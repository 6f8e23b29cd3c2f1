"""What one way of searching gains or loses against another: over all queries with its interval, and query by query."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.bar_rows import ROW, interval_traces, name_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.strokes import level, upright
from embedlab.numbers_text import between, change, whole

_TOP, _BOTTOM = 30, 50
_APART = 0.35
"""Of the axis, what an end must be away from 0 to have a number beside that of 0 on a phone."""
_TALL = 230


@in_gallery(lambda text: {
    "names": four(text), "differences": [0.2, 0.01, -0.05, -0.3], "lows": [0.1, -0.02, -0.1, -0.4],
    "highs": [0.3, 0.04, 0.0, -0.2], "sure": [True, False, False, True], "name": text, "against": text,
})  # fmt: skip
def differences_with_intervals(
    names: Sequence[str],
    differences: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    sure: Sequence[bool],
    *,
    name: str,
    against: str,
) -> go.Figure:
    """Draw `differences` (n,) -1..1 as dots on a line from `lows` (n,) to `highs` (n,) about 0, first row at the top.

    A row that is `sure` (n,), more than luck, has a colour: one for what is better than `against`, one for what is
    worse; the others are neutral. `name` is the measure.
    """
    middle, low, high = (rounded(each) for each in (differences, lows, highs))
    same_length(names=names, differences=middle, lows=low, highs=high, sure=sure)
    if not len(names):
        return theme.empty("No difference to show yet.")
    inks = [_ink(value, known) for value, known in zip(middle.tolist(), sure, strict=True)]
    rows = list(zip(middle.tolist(), low.tolist(), high.tolist(), sure, strict=True))
    told = [_told(*row) for row in rows]
    ends = _ends(np.concatenate([middle, low, high]))
    ticks = [end for end in ends if abs(end) > _APART * (ends[1] - ends[0])]
    ticks = sorted({*ticks, 0.0})
    listed = "; ".join(f"{shorten(each, 40)} {words}" for each, words in zip(names, told, strict=True))
    return theme.figure(
        interval_traces(middle, low, high, inks=inks, names=names, told=told, what="difference"),
        len(names) * ROW + _TOP + _BOTTOM,
        f"{name}, difference from {shorten(against, 40)}: {listed}.",
        xaxis=value_axis(ends, ticks, ticktext=[change(tick) for tick in ticks], tickangle=0)
        | {"title": axis_title(plain(f"{name}, difference from {shorten(against, 24)}"))},
        yaxis=name_axis([label(text, 24) for text in names]),
        shapes=[upright(0, width=1.5)],
        annotations=notes.row_ends([_short(value, known) for value, _, _, known in rows]),
        margin={"l": 8, "r": 56, "t": _TOP, "b": _BOTTOM, "pad": 6},
    )


@in_gallery(lambda text: {
    "queries": four(text), "gains": [0.7, 0.2, 0.0, -0.5], "names": (text, text), "name": text, "highlight": 1,
})  # fmt: skip
def gains_by_query(
    queries: Sequence[str],
    gains: ArrayLike,
    *,
    names: tuple[str, str],
    name: str,
    highlight: int | None = None,
) -> go.Figure:
    """Draw a bar for each query, `gains` (n,) -1..1 in the order given: above 0 the first of `names` is better.

    Points carry the number of the query in `customdata`; the one of `highlight` is in the accent.
    """
    values = rounded(gains)
    same_length(queries=queries, gains=values)
    if not len(queries):
        return theme.empty("No query to show yet.")
    wins, losses = int((values > 0).sum()), int((values < 0).sum())
    colours = [_ink(value, True) for value in values.tolist()]
    if highlight is not None and 0 <= highlight < len(colours):
        colours[highlight] = palette.ACCENT
    told = f"{shorten(names[0], 30)} is better on {whole(wins)}, {shorten(names[1], 30)} on {whole(losses)}"
    bars = {
        "type": "bar", "x": list(range(len(queries))), "y": values, "marker": {"color": colours},
        "customdata": list(range(len(queries))), "hovertext": [label(text, 60) for text in queries],
        "text": [change(value) for value in values.tolist()], "textposition": "none",
        "hovertemplate": traces.hover("%{hovertext}", "<b>%{text}</b>"),
    }  # fmt: skip
    return theme.figure(
        [bars, *_hand(values)],
        _TALL,
        f"{name} by query, {shorten(names[0], 30)} minus {shorten(names[1], 30)}: of {whole(len(values))} in order of "
        f"the difference, {told}, {whole(len(values) - wins - losses)} are equal; the differences go from "
        f"{between((values.min(), values.max()))}.",
        bargap=0.1 if len(values) < 100 else 0,
        hovermode="closest",
        xaxis={"visible": False, "fixedrange": True, "range": [-0.6, len(values) - 0.4]},
        yaxis=value_axis((-1, 1), [-1, 0, 1], ticktext=[change(tick, 0) for tick in (-1, 0, 1)], grid=True),
        shapes=[level(0, width=1)],
        annotations=[
            notes.above(plain(f"▲ {shorten(names[0], 26)} better: {whole(wins)}"), shift=4),
            notes.below(plain(f"▼ {shorten(names[1], 26)} better: {whole(losses)}"), shift=4, x=1, xanchor="right"),
        ],
        margin={"l": 8, "r": 8, "t": 28, "b": 30},
    )


def _hand(values: np.ndarray) -> list[dict[str, object]]:
    """Marks to hit where a bar has no height or is thinner than a finger: unseen, on the zero line."""
    equal = np.flatnonzero(values == 0).tolist()
    marker = {"size": 5, "color": palette.NEUTRAL}
    return [traces.dots("equal", equal, [0] * len(equal), marker, **traces.SILENT)] if 0 < len(equal) <= 60 else []


def _ink(value: float, known: bool) -> str:
    if not known or not value:
        return palette.NEUTRAL
    return palette.POSITIVE if value > 0 else palette.NEGATIVE


def _ends(values: np.ndarray) -> tuple[float, float]:
    """The ends of the axis: round numbers about all values, and 0 among them."""
    known = values[np.isfinite(values)]
    low, high = float(np.min(known, initial=0.0)), float(np.max(known, initial=0.0))
    step = 0.05 if high - low < 0.25 else 0.1
    ends = float(np.floor(round(low / step, 6)) * step), float(np.ceil(round(high / step, 6)) * step)
    return ends if ends[0] < ends[1] else (-step, step)


def _told(value: float, low: float, high: float, sure: bool) -> str:
    return f"{change(value)}, interval {between((low, high), change)}, {'more than luck' if sure else 'open'}"


def _short(value: float, sure: bool) -> str:
    return notes.bold(change(value), sure)
