"""Correlations with people side by side: a dot for each, a line for how sure it is, dashed lines to compare with."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import ROW, name_axis, short
from embedlab.figures.kit.figure_checks import Numbers, bare, rounded, same_length, signed
from embedlab.figures.kit.whiskers import interval_traces

_LOW, _HIGH = -0.2, 1.0
"""Ends of the axis of correlations: what is below belongs at its end."""
_LINE = 18


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

    The axis is [-0.2, 1], printed. `families` (n,), keys of `FAMILY_COLOURS`, give the colours; else the `highlight`
    row has the accent. `references` are named values, dashed. A missing value (nan) is said.
    """
    middle, low, high = (np.clip(rounded(each), _LOW, _HIGH) for each in (values, lows, highs))
    same_length(names=names, values=middle, lows=low, highs=high)
    if not len(names):
        return theme.empty("No correlation to show yet.")
    marks = dict(references or {})
    rows = list(range(len(names)))
    inks = _inks(names, families, highlight)
    told = [told_correlation(float(value), *map(float, ends)) for value, *ends in zip(middle, low, high, strict=True)]
    shown = [theme.label(text) for text in names]
    top = 12 + _LINE * len(marks)
    return theme.figure(
        interval_traces(middle, low, high, inks=inks, names=names, told=told, what="correlation"),
        len(names) * ROW + top + 54,
        _alt(names, told, marks, name),
        xaxis=correlation_axis(f"{theme.plain(name)}, {short(_LOW)} to {short(_HIGH)}", (_LOW, _HIGH), [0, 0.5, 1]),
        yaxis=name_axis(rows, [f"<b>{text}</b>" if row == highlight else text for row, text in enumerate(shown)]),
        shapes=[_reference(value, place) for place, value in enumerate(marks.values())],
        annotations=[
            *_numbers(middle, low, high),
            *(_reference_note(*each, place) for place, each in enumerate(marks.items())),
        ],
        margin={"l": 8, "r": 104, "t": top, "b": 54, "pad": 6},
    )


def told_correlation(value: float, low: float = float("nan"), high: float = float("nan")) -> str:
    """Write a correlation with its interval, where there is one: "0.66, interval 0.55 to 0.75"."""
    return _number(value) + (f", interval {signed(low)} to {signed(high)}" if np.isfinite(low + high) else "")


def correlation_axis(title: str, extent: tuple[float, float], ticks: Sequence[float]) -> dict[str, Any]:
    """Return a straight axis over `extent` with a little room, these ticks and quiet lines."""
    room = 0.02 * (extent[1] - extent[0])
    return {
        "title": {"text": title, "font": {"size": 12}, "standoff": 8},
        "range": [extent[0] - room, extent[1] + room],
        "tickvals": list(ticks),
        "ticktext": [short(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "gridcolor": theme.HAIRLINE,
        "zeroline": False,
        "fixedrange": True,
    }


def _number(value: float) -> str:
    return signed(value) if np.isfinite(value) else "none"


def _inks(names: Sequence[str], families: Sequence[str] | None, highlight: int | None) -> list[str]:
    if families is None:
        return [theme.ACCENT if row == highlight else theme.NEUTRAL for row in range(len(names))]
    same_length(names=names, families=families)
    return [theme.FAMILY_COLOURS.get(family, theme.NEUTRAL) for family in families]


def _numbers(middle: Numbers, low: Numbers, high: Numbers) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "font": theme.DIGITS | {"size": 12}}
    notes = []
    for row, (value, *ends) in enumerate(zip(middle, low, high, strict=True)):
        reach = f" {bare(float(ends[0]))}–{bare(float(ends[1]))}" if np.isfinite(sum(ends)) else ""
        notes.append(theme.note(f"<b>{_number(float(value))}</b>{reach}", y=row, **beside))
    return notes


def _reference(value: float, place: int) -> dict[str, Any]:
    line = {"width": 1.5, "dash": ("dash", "dot")[place % 2], "color": theme.NEUTRAL}
    return {"type": "line", "layer": "below", "x0": value, "x1": value, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _reference_note(name: str, value: float, place: int) -> dict[str, Any]:
    side = {"xanchor": "right", "xshift": 6} if value > (_LOW + _HIGH) / 2 else {"xanchor": "left", "xshift": -6}
    above = {"x": value, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + _LINE * place}
    return theme.note(f"{theme.label(name, 32)} {signed(value)}", **above, **side)


def _alt(names: Sequence[str], told: Sequence[str], marks: Mapping[str, float], name: str) -> str:
    listed = "; ".join(f"{theme.shorten(each, 40)} {words}" for each, words in zip(names, told, strict=True))
    lines = "".join(f" {theme.shorten(each, 40)}: {signed(value)}." for each, value in marks.items())
    return f"{name}, {signed(_LOW, 1)} to 1: {listed}.{lines}"
