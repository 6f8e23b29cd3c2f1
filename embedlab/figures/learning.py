"""Learning as it happens: one curve an objective over the seconds or steps of a run, named where it ends."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.figures.kit.placement import Pixels, spread
from embedlab.figures.kit.quantities import even_ticks, span

_TOP, _BOTTOM, _NAME = 34, 50, 36


def learning_curves(
    series: Mapping[str, tuple[ArrayLike, ArrayLike]],
    *,
    x_name: str = "seconds",
    y_name: str = "recall@10",
    y_range: tuple[float, float] = (0.0, 1.0),
    x_end: float | None = None,
    goals: Mapping[str, float] | None = None,
    height: int = 300,
) -> go.Figure:
    """Draw `series`: name to (x (k,), y (k,)), k 0 or more, in the units that `x_name` and `y_name` say.

    "supervised", "unsupervised" (or "simcse") and "none" have their own colours; "none", what an untrained encoder
    reaches, is a dashed level at its last value. The axes are [0, `x_end`], by default up to a round number,
    and `y_range`, printed: they stand still while a run grows. `goals` are levels to compare with,
    dotted and named like the curves.
    """
    runs = {name: _checked(*each) for name, each in series.items()}
    if not runs:
        return theme.empty("Nothing has been trained yet.", height)
    end = span(np.concatenate([x for x, _ in runs.values()]), log=False)[1] if x_end is None else float(x_end)
    low, high = y_range
    styles = {name: objective_style(name) for name in runs}
    traces = [_curve(styles[name], *points, end, x_name, y_name, y_range) for name, points in runs.items()]
    ends = [(_named(name, styles[name]), float(y[-1])) for name, (_, y) in runs.items() if len(y)]
    ends += [(_named(name), value) for name, value in (goals or {}).items()]
    return theme.figure(
        traces,
        height,
        _alt(runs, styles, x_name, y_name, goals or {}),
        xaxis=_axis((0.0, end), even_ticks((0.0, end)))
        | {"title": {"text": theme.plain(x_name), "font": {"size": 12}, "standoff": 6}, "showgrid": False},
        yaxis=_axis(y_range, [low, (low + high) / 2, high]) | {"gridcolor": theme.HAIRLINE},
        shapes=[_level(value, y_range) for value in (goals or {}).values()],
        annotations=[
            _title(y_name, y_range),
            *_ends(ends, y_range, height),
        ],
        uirevision="learning",
        margin={"l": 44, "r": 128, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _checked(x: ArrayLike, y: ArrayLike) -> tuple[Numbers, Numbers]:
    across, up = rounded(x).ravel(), rounded(y).ravel()
    same_length(x=across, y=up)
    known = np.isfinite(up) & np.isfinite(across)
    return across[known], up[known]


def _curve(
    style: ObjectiveStyle, x: Numbers, y: Numbers, end: float, x_name: str, y_name: str, y_range: tuple[float, float]
) -> dict[str, Any]:
    level = style.dash == "dash"
    across = np.array([0, end], np.float32) if level and len(y) else x
    up = np.repeat(y[-1:], 2) if level else y
    lone = len(across) == 1
    return {
        "type": "scatter",
        "mode": "lines" if level else "lines+markers",
        "name": theme.label(style.name, 40),
        "x": np.clip(across, 0, end),
        "y": np.clip(up, *y_range),
        "customdata": up,
        "cliponaxis": False,
        "line": {"width": 2 if level else 2.5, "color": style.colour, "dash": style.dash},
        "marker": {"size": 9 if lone else 5, "color": style.colour, "symbol": style.symbol},
        "hovertemplate": f"{theme.label(style.name, 40)}, {theme.plain(x_name)} %{{x:.3~g}}<br>{theme.plain(y_name)} "
        "<b>%{customdata:.2f}</b><extra></extra>",
    }


def _axis(extent: tuple[float, float], ticks: Sequence[float]) -> dict[str, Any]:
    room = 0.02 * (extent[1] - extent[0])
    return {
        "range": [extent[0] - room, extent[1] + room],
        "tickvals": list(ticks),
        "ticktext": [short(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "zeroline": False,
        "fixedrange": True,
    }


def _title(y_name: str, y_range: tuple[float, float]) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return theme.note(f"{theme.plain(y_name)}, {short(y_range[0])} to {short(y_range[1])}", **above)


def _ends(ends: Sequence[tuple[str, float]], y_range: tuple[float, float], height: int) -> list[dict[str, Any]]:
    """Name curves and levels at the right end, each at its last value or as near as the others allow."""
    low, high = y_range
    per_unit = (height - _TOP - _BOTTOM) / (1.04 * (high - low))
    drawn = np.clip(np.array([value for _, value in ends], dtype=np.float64), low, high)
    heights = _apart((drawn - low) * per_unit, (high - low) * per_unit) / per_unit + low
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "yanchor": "middle", "align": "left"}
    return [
        theme.note(f"{text}<br><b>{signed(value)}</b>", y=float(y), font={"size": 12}, **beside)
        for (text, value), y in zip(ends, heights, strict=True)
    ]


def _named(name: str, style: ObjectiveStyle | None = None) -> str:
    if style is None:
        return f"<span style='color:{theme.NEUTRAL}'>┄</span> {theme.label(name, 16)}"
    return f"{_key(style)} {theme.label(style.name, 16)}"


def _key(style: ObjectiveStyle) -> str:
    return f"<span style='color:{style.colour}'>╌</span>" if style.dash == "dash" else style.key


def _apart(heights: Pixels, ceiling: float) -> Pixels:
    """Keep the names apart and on the plot: Plotly drops a name whose place is off the axis."""
    moved = spread(heights, _NAME, ceiling=ceiling)
    return -spread(-heights, _NAME, ceiling=0) if moved.size and moved.min() < 0 else moved


def _level(value: float, y_range: tuple[float, float]) -> dict[str, Any]:
    line = {"width": 1.2, "dash": "dot", "color": theme.NEUTRAL}
    at = float(np.clip(value, *y_range))
    return {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line}


def _alt(
    runs: Mapping[str, tuple[Numbers, Numbers]],
    styles: Mapping[str, ObjectiveStyle],
    x_name: str,
    y_name: str,
    goals: Mapping[str, float],
) -> str:
    told = []
    for name, (x, y) in runs.items():
        if not len(y):
            told.append(f"{styles[name].name} has not begun")
        elif len(y) == 1 or styles[name].dash == "dash":
            told.append(f"{styles[name].name} {signed(float(y[-1]))}")
        else:
            told.append(
                f"{styles[name].name} from {signed(float(y[0]))} to {signed(float(y[-1]))} "
                f"at {short(round(float(x[-1]), 1))} {x_name}"
            )
    marks = "".join(f" {theme.shorten(name, 40)}: {signed(value)}." for name, value in goals.items())
    return f"{y_name} over {x_name}: {'; '.join(told)}.{marks}"
