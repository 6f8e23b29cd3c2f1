"""Shares with how sure they are: a dot for what was counted, a line for its interval."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import ROW, name_axis
from embedlab.figures.kit.figure_checks import Numbers, percent, rounded, same_length
from embedlab.figures.kit.whiskers import interval_traces

_TOP, _BOTTOM = 30, 50


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
) -> go.Figure:
    """Draw `shares` (n,) 0..1 as dots on a line from `lows` (n,) to `highs` (n,), first row at the top.

    The axis is 0 to 100 % and called `name`; a missing share (nan) is said. `chance` 0..1, the share of guessing,
    is dashed. `colours` (n,) "#RRGGBB", by default neutral with the `highlight` row in the accent.
    """
    middle, low, high = (np.clip(rounded(each), 0, 1) for each in (shares, lows, highs))
    same_length(names=names, shares=middle, lows=low, highs=high)
    if not len(names):
        return theme.empty("No share to show yet.")
    rows = list(range(len(names)))
    inks = (
        list(colours) if colours is not None else [theme.ACCENT if row == highlight else theme.NEUTRAL for row in rows]
    )
    same_length(names=names, colours=inks)
    told = [_told(*map(float, each)) for each in zip(middle, low, high, strict=True)]
    written = [theme.label(text, 20) for text in names]
    return theme.figure(
        interval_traces(middle, low, high, inks=inks, names=names, told=told, what="share"),
        len(names) * ROW + _TOP + _BOTTOM,
        _alt(names, told, name, chance),
        xaxis=_share_axis(name),
        yaxis=name_axis(rows, [f"<b>{text}</b>" if row == highlight else text for row, text in enumerate(written)]),
        shapes=[] if chance is None else [_chance_line(chance)],
        annotations=[*_numbers(middle, low, high), *([] if chance is None else [_chance_note(chance)])],
        margin={"l": 8, "r": 128, "t": _TOP, "b": _BOTTOM, "pad": 6},
    )


def _told(share: float, low: float, high: float) -> str:
    if not np.isfinite(share):
        return "none"
    return percent(share) + (f", interval {percent(low)} to {percent(high)}" if np.isfinite(low + high) else "")


def _share_axis(name: str) -> dict[str, Any]:
    return {
        "range": [-0.02, 1.02],
        "tickvals": [0, 0.5, 1],
        "ticktext": ["0 %", "50 %", "100 %"],
        "tickfont": theme.DIGITS,
        "title": {"text": theme.plain(name), "font": {"size": 12}, "standoff": 8},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _chance_line(chance: float) -> dict[str, Any]:
    line = {"width": 1.5, "dash": "dash", "color": theme.NEUTRAL}
    return {
        "type": "line",
        "layer": "below",
        "x0": chance,
        "x1": chance,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def _chance_note(chance: float) -> dict[str, Any]:
    above = {"x": chance, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return theme.note(f"chance {percent(chance)}", **above)


def _numbers(middle: Numbers, low: Numbers, high: Numbers) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "font": theme.DIGITS | {"size": 12}}
    return [
        theme.note(_short(*map(float, each)), y=row, **beside)
        for row, each in enumerate(zip(middle, low, high, strict=True))
    ]


def _short(share: float, low: float, high: float) -> str:
    if not np.isfinite(share):
        return "none"
    reach = f" {round(low * 100)}–{round(high * 100)}" if np.isfinite(low + high) else ""
    return f"<b>{round(share * 100)} %</b>{reach}"


def _alt(names: Sequence[str], told: Sequence[str], name: str, chance: float | None) -> str:
    listed = "; ".join(f"{theme.shorten(each, 40)} {words}" for each, words in zip(names, told, strict=True))
    return f"{name}: {listed}." + ("" if chance is None else f" Chance is {percent(chance)}.")
