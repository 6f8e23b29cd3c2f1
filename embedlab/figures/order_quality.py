"""How often the right pair is closer, as bars that start at guessing: to the right better, to the left worse."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures import theme
from embedlab.figures.bar_axes import ROW, listed, name_axis
from embedlab.figures.checks import Numbers, rounded, same_length, signed

_CHANCE = 0.5


def order_quality_bars(
    names: Sequence[str],
    values: ArrayLike,
    *,
    families: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    highlight: int | None = None,
    name: str = "order quality",
) -> go.Figure:
    """Draw `values` (n,) 0..1 as bars from 0.5, what guessing gives, first row at the top; the axis is [0, 1].

    `families` (n,), keys of `FAMILY_COLOURS`, give the colours; without them bars are neutral and the `highlight`
    row, whose name is bold, has the accent. Lines part runs of equal `groups` (n,). A missing value (nan) is said.
    """
    numbers = rounded(values)
    same_length(names=names, values=numbers)
    if not len(names):
        return theme.empty("No order to judge yet.")
    rows = list(range(len(names)))
    if families is not None:
        same_length(names=names, families=families)
        colours = [theme.FAMILY_COLOURS.get(family, theme.NEUTRAL) for family in families]
    else:
        colours = [theme.ACCENT if row == highlight else theme.NEUTRAL for row in rows]
    shown = [theme.label(text) for text in names]
    return theme.figure(
        [_bars(np.clip(numbers, 0, 1), shown, colours, name), _numbers(numbers)],
        len(names) * ROW + 74,
        f"{name}, 0 to 1, guessing 0.50: {listed(names, numbers, most=12)}.",
        bargap=0.34,
        xaxis=_axis(name),
        yaxis=name_axis(rows, [f"<b>{text}</b>" if row == highlight else text for row, text in enumerate(shown)]),
        shapes=[_chance_line(), *_partings(groups)],
        margin={"l": 8, "r": 16, "t": 8, "b": 64, "pad": 6},
    )


def _bars(numbers: Numbers, shown: Sequence[str], colours: Sequence[str], name: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": _CHANCE,
        "x": rounded(numbers - _CHANCE),
        "y": list(range(len(shown))),
        "customdata": numbers,
        "cliponaxis": False,
        "marker": {"color": list(colours), "cornerradius": 2},
        "text": _written(numbers),
        "textposition": "none",
        "hovertext": list(shown),
        "hovertemplate": f"%{{hovertext}}<br>{theme.plain(name)} <b>%{{text}}</b><extra></extra>",
        "name": "order quality",
    }


def _numbers(numbers: Numbers) -> dict[str, Any]:
    """All on the right: at the left end of a long bar a number would run into the names."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": np.clip(np.nan_to_num(numbers, nan=_CHANCE), _CHANCE, 1),
        "y": list(range(len(numbers))),
        "text": [f" {text}" for text in _written(numbers)],
        "textposition": "middle right",
        "textfont": theme.DIGITS | {"size": 12},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": "numbers",
    }


def _written(numbers: Numbers) -> list[str]:
    return [signed(float(number)) if np.isfinite(number) else "none" for number in numbers]


def _axis(name: str) -> dict[str, Any]:
    return {
        "title": {"text": f"{theme.plain(name)}, 0 to 1", "font": {"size": 12}, "standoff": 6},
        "range": [-0.03, 1.14],
        "tickvals": [0, _CHANCE, 1],
        "ticktext": ["0", "0.5<br>guessing", "1"],
        "tickfont": theme.DIGITS,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _chance_line() -> dict[str, Any]:
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "line",
        "layer": "below",
        "x0": _CHANCE,
        "x1": _CHANCE,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def _partings(groups: Sequence[str] | None) -> list[dict[str, Any]]:
    edges = [row + 0.5 for row, (one, two) in enumerate(pairwise(groups or ())) if one != two]
    stroke = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": {"width": 1, "color": theme.HAIRLINE}}
    return [stroke | {"y0": edge, "y1": edge} for edge in edges]
