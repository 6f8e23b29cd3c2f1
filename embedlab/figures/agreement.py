"""Agreement with people: every pair of documents as a dot, and correlations with how sure they are."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures import theme
from embedlab.figures.bar_axes import ROW, name_axis, short
from embedlab.figures.checks import Numbers, coordinates, rounded, same_length, signed

_LOW, _HIGH = -0.2, 1.0
"""Ends of the axis of correlations: what is below belongs at its end."""
_LINE = 18


def agreement_scatter(
    people: ArrayLike,
    cosines: ArrayLike,
    *,
    pearson: float,
    low: float = float("nan"),
    high: float = float("nan"),
    line: tuple[float, float] | None = None,
    extent: tuple[float, float] = (-0.2, 1.0),
    name: str = "cosine",
    hovers: Sequence[str] | None = None,
    colour: str = theme.FAMILY_COLOURS["dense"],
    selected: int | None = None,
    height: int = 360,
) -> go.Figure:
    """Draw one dot a pair of documents: how alike `people` (m,) 0..1 find it, and its `cosines` (m,).

    `pearson` -1..1 is printed with its interval `low` to `high`, where there is one; `line` is (slope, intercept). The
    vertical axis spans `extent`, called `name`, printed; dots beyond it stand at its ends. `hovers` (m,) name the
    pairs; `selected` is the ringed row. `customdata` of a dot is its row.
    """
    across, up = rounded(people), rounded(cosines)
    same_length(people=across, cosines=up)
    if not len(across):
        return theme.empty("No pair to compare with people yet.", height)
    told = f"r = {_number(pearson)}" + _interval(low, high)
    drawn = np.clip(up, *extent)
    traces = [_pairs(across, drawn, up, hovers, colour, name)]
    traces += [] if line is None else [_trend(line, extent)]
    traces += [_ring(across, drawn, selected)] if selected is not None and 0 <= selected < len(across) else []
    return theme.figure(
        traces,
        height,
        f"{len(across)} pairs of documents, people's similarity 0 to 1 against {name} {short(extent[0])} to "
        f"{short(extent[1])}: correlation {told}.",
        xaxis=_axis("people, 0 to 1", (0.0, 1.0), [0, 0.5, 1]),
        yaxis=_axis(f"{theme.plain(name)}, {short(extent[0])} to {short(extent[1])}", extent, _ticks(extent)),
        annotations=[_note(f"<b>{told}</b>")],
        uirevision="agreement",
        margin={"l": 56, "r": 16, "t": 34, "b": 50, "pad": 4},
    )


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
    told = [_number(float(value)) + _interval(*ends) for value, *ends in zip(middle, low, high, strict=True)]
    shown = [theme.label(text) for text in names]
    top = 12 + _LINE * len(marks)
    return theme.figure(
        [_whisker(low, high, inks[row], row) for row in rows] + [_dots(middle, inks, names, told)],
        len(names) * ROW + top + 54,
        _alt(names, told, marks, name),
        xaxis=_axis(f"{theme.plain(name)}, {short(_LOW)} to {short(_HIGH)}", (_LOW, _HIGH), [0, 0.5, 1]),
        yaxis=name_axis(rows, [f"<b>{text}</b>" if row == highlight else text for row, text in enumerate(shown)]),
        shapes=[_reference(value, place) for place, value in enumerate(marks.values())],
        annotations=[
            *_numbers(middle, low, high),
            *(_reference_note(*each, place) for place, each in enumerate(marks.items())),
        ],
        margin={"l": 8, "r": 104, "t": top, "b": 54, "pad": 6},
    )


def _number(value: float) -> str:
    return signed(value) if np.isfinite(value) else "none"


def _interval(low: float, high: float) -> str:
    return f", interval {signed(low)} to {signed(high)}" if np.isfinite(low + high) else ""


def _pairs(
    across: Numbers, drawn: Numbers, up: Numbers, hovers: Sequence[str] | None, colour: str, name: str
) -> dict[str, Any]:
    told = {} if hovers is None else {"hovertext": [theme.paragraph(each, lines=3) for each in hovers]}
    words = "" if hovers is None else "%{hovertext}<br>"
    return told | {
        "type": "scatter",
        "mode": "markers",
        "name": "pairs",
        "x": across,
        "y": drawn,
        "text": [signed(float(value)) for value in up] if (drawn != up).any() else None,
        "customdata": np.arange(len(across), dtype=np.int32),
        "cliponaxis": False,
        "marker": {"size": 6, "color": colour, "opacity": 0.45 if len(across) > 100 else 0.8},
        "hovertemplate": f"{words}people <b>%{{x:.2f}}</b><br>{theme.plain(name)} <b>%{{y:.2f}}</b><extra></extra>",
    }


def _trend(line: tuple[float, float], extent: tuple[float, float]) -> dict[str, Any]:
    ends = np.linspace(0, 1, 101)
    heights = line[0] * ends + line[1]
    inside = (heights >= extent[0]) & (heights <= extent[1])
    kept = ends[inside][[0, -1]] if inside.any() else ends[:0]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "least squares",
        "x": rounded(kept),
        "y": rounded(line[0] * kept + line[1]),
        "hoverinfo": "skip",
        "line": {"width": 2.5, "color": theme.ACCENT},
    }


def _ring(across: Numbers, drawn: Numbers, row: int) -> dict[str, Any]:
    spot = coordinates([[across[row], drawn[row]]])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "selected",
        "x": spot[:, 0],
        "y": spot[:, 1],
        "hoverinfo": "skip",
        "marker": {"symbol": "circle-open", "size": 18, "color": theme.NEUTRAL, "line": {"width": 3}},
    }


def _axis(title: str, extent: tuple[float, float], ticks: Sequence[float]) -> dict[str, Any]:
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


def _ticks(extent: tuple[float, float]) -> list[float]:
    low, high = extent
    return sorted({low, 0.0, 0.5, high} if low < 0 < 0.5 < high else {low, (low + high) / 2, high})


def _note(text: str) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    return theme.note(text, font={"size": 13}, **above)


def _inks(names: Sequence[str], families: Sequence[str] | None, highlight: int | None) -> list[str]:
    if families is None:
        return [theme.ACCENT if row == highlight else theme.NEUTRAL for row in range(len(names))]
    same_length(names=names, families=families)
    return [theme.FAMILY_COLOURS.get(family, theme.NEUTRAL) for family in families]


def _whisker(low: Numbers, high: Numbers, colour: str, row: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "interval",
        "x": [float(low[row]), float(high[row])],
        "y": [row, row],
        "hoverinfo": "skip",
        "line": {"width": 3, "color": colour},
        "opacity": 0.55,
    }


def _dots(middle: Numbers, inks: Sequence[str], names: Sequence[str], told: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "correlation",
        "x": middle,
        "y": list(range(len(middle))),
        "customdata": list(range(len(middle))),
        "cliponaxis": False,
        "marker": {"size": 12, "color": list(inks)},
        "hovertext": [theme.label(name, 60) for name in names],
        "text": list(told),
        "hovertemplate": "%{hovertext}<br><b>%{text}</b><extra></extra>",
    }


def _numbers(middle: Numbers, low: Numbers, high: Numbers) -> list[dict[str, Any]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "font": theme.DIGITS | {"size": 12}}
    notes = []
    for row, (value, *ends) in enumerate(zip(middle, low, high, strict=True)):
        reach = f" {_bare(ends[0])}–{_bare(ends[1])}" if np.isfinite(sum(ends)) else ""
        notes.append(theme.note(f"<b>{_number(float(value))}</b>{reach}", y=row, **beside))
    return notes


def _bare(value: float) -> str:
    """Write a number in brackets' style, without its leading zero."""
    return signed(float(value)).replace("0.", ".")


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
