"""Learning as it happens: one curve an objective over the steps of a run, named where it ends."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, even_ticks, span, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.figures.kit.placement import Pixels, spread
from embedlab.figures.kit.strokes import level
from embedlab.numbers_text import between, short, signed

_TOP, _BOTTOM, _NAME, _SMALL = 34, 50, 36, 15
"""Pixels: above and below the plot, of a name with its value at the end of a curve, and of an earlier run's name."""
_DASHES = ("solid", "dash", "dot", "dashdot")

Curves = Mapping[str, tuple[ArrayLike, ArrayLike]]
"""Name of an objective to (x (k,), y (k,))."""


class _Past(NamedTuple):
    run: str
    dash: str
    style: ObjectiveStyle
    x: Numbers
    y: Numbers


@in_gallery(lambda text: {
    "series": {"supervised": ([0, 1], [0.2, 0.5]), "none": ([0], [0.2]), text: ([0, 1], [0.2, 0.3])},
    "x_name": text, "y_name": text, "goals": {text: 0.6}, "earlier": {text: {"supervised": ([0, 1], [0.2, 0.4])}},
})  # fmt: skip
def learning_curves(
    series: Curves,
    *,
    x_name: str = "steps",
    y_name: str = "recall@10",
    y_range: tuple[float, float] = (0.0, 1.0),
    x_end: float | None = None,
    goals: Mapping[str, float] | None = None,
    earlier: Mapping[str, Curves] | None = None,
    height: int = 300,
) -> go.Figure:
    """Draw `series`: name to (x (k,), y (k,)), k 0 or more, in the units that `x_name` and `y_name` say.

    "supervised", "unsupervised" (or "simcse") and "none" have their own colours; "none", what an untrained encoder
    reaches, is a dashed level at its last value. The axes are [0, `x_end`], by default up to a round number,
    and `y_range`, printed: they stand still while a run grows. `goals` are levels to compare with,
    dotted and named like the curves. `earlier` runs, by what tells them apart, are thin lines in the colours of their
    objectives, at most four, each named where its first curve ends.
    """
    runs = {name: _checked(*each) for name, each in series.items()}
    if not runs:
        return theme.empty("Nothing has been trained yet.", height)
    levels = dict(goals or {})
    end = span(np.concatenate([x for x, _ in runs.values()]), log=False)[1] if x_end is None else float(x_end)
    styles = {name: objective_style(name) for name in runs}
    ends = [(f"{_key(styles[name])} {label(styles[name].name, 16)}", y[-1]) for name, (_, y) in runs.items() if len(y)]
    ends += [(f"{notes.key(palette.NEUTRAL, '┄')} {label(name, 16)}", value) for name, value in levels.items()]
    past = _past(earlier or {})
    return theme.figure(
        [_thin(*each, end, y_range) for each in past]
        + [_curve(styles[name], *points, end, x_name, y_name, y_range) for name, points in runs.items()],
        height,
        _alt(runs, styles, x_name, y_name, levels) + _told_past(past),
        xaxis=value_axis((0.0, end), even_ticks((0.0, end))) | {"title": axis_title(plain(x_name), standoff=6)},
        yaxis=value_axis(y_range, [y_range[0], sum(y_range) / 2, y_range[1]], grid=True),
        shapes=[level(float(np.clip(value, *y_range)), width=1.2, dash="dot") for value in levels.values()],
        annotations=[
            notes.above(f"{plain(y_name)}, {between(y_range, short)}", shift=8),
            *_ends(ends, y_range, height),
            *_past_names(past, end, y_range, height),
        ],
        uirevision="learning",  # a curve that was hidden stays hidden while the run grows
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
    flat = _is_level(style)
    across = np.array([0, end], np.float32) if flat and len(y) else x
    up = np.repeat(y[-1:], 2) if flat else y
    # A run that has only begun is a single mark, and must be seen.
    size = 9 if len(across) == 1 else 5
    number, told = traces.hover_number("customdata", up, key="text")
    return traces.line(
        label(style.name, 40),
        np.clip(across, 0, end),
        np.clip(up, *y_range),
        width=2 if flat else 2.5,
        colour=style.colour,
        dash=style.dash,
        mode="lines" if flat else "lines+markers",
        customdata=up,
        cliponaxis=False,
        marker={"size": size, "color": style.colour, "symbol": style.symbol},
        hovertemplate=traces.hover(
            f"{label(style.name, 40)}, {plain(x_name)} %{{x:.3~g}}", f"{plain(y_name)} <b>{number}</b>"
        ),
        **told,
    )


def _past(earlier: Mapping[str, Curves]) -> list[_Past]:
    return [
        _Past(run, dash, objective_style(name), *_checked(*points))
        for (run, curves), dash in zip(earlier.items(), _DASHES, strict=False)
        for name, points in curves.items()
    ]


def _thin(
    run: str, dash: str, style: ObjectiveStyle, x: Numbers, y: Numbers, end: float, y_range: tuple[float, float]
) -> dict[str, Any]:
    number, told = traces.hover_number("customdata", y, key="text")
    return traces.line(
        label(f"{style.name}, {run}", 60), np.clip(x, 0, end), np.clip(y, *y_range), width=1.2, colour=style.colour,
        dash=dash, customdata=y, opacity=0.75,
        hovertemplate=traces.hover(f"{label(style.name, 40)}, {label(run, 60)}", f"<b>{number}</b>"), **told,
    )  # fmt: skip


def _past_names(past: Sequence[_Past], end: float, y_range: tuple[float, float], height: int) -> list[dict[str, Any]]:
    """Name each earlier run once, at the end of the first of its curves or as near as the others allow."""
    firsts = [each for each in {each.run: each for each in reversed(past)}.values() if len(each.y)]
    low, high = y_range
    per_unit = (height - _TOP - _BOTTOM) / (1.04 * (high - low))
    ends = np.array([np.clip(each.y[-1], low, high) for each in firsts], dtype=np.float64)
    heights = spread((ends - low) * per_unit + _SMALL / 2, _SMALL, ceiling=(high - low) * per_unit) / per_unit + low
    drawn = []
    for each, y in zip(firsts, heights.tolist(), strict=True):
        x = float(min(each.x[-1], end))
        # Beside the end of a short run there is room, over that of a long one its own curve.
        side = {"xanchor": "left", "xshift": 5} if x < 0.4 * end else {"xanchor": "right"}
        font = {"size": 11, "color": each.style.colour}
        drawn.append(notes.note(label(each.run, 36), x=x, y=y, yanchor="middle", font=font, **side))
    return drawn


def _told_past(past: Sequence[_Past]) -> str:
    told = [f"{each.style.name}, {shorten(each.run, 60)}, {signed(each.y[-1])}" for each in past if len(each.y)]
    return f" Earlier runs: {'; '.join(told)}." if told else ""


def _ends(ends: Sequence[tuple[str, float]], y_range: tuple[float, float], height: int) -> list[dict[str, Any]]:
    """Name curves and levels at the right end, each at its last value or as near as the others allow."""
    low, high = y_range
    per_unit = (height - _TOP - _BOTTOM) / (1.04 * (high - low))
    drawn = np.clip(np.array([value for _, value in ends], dtype=np.float64), low, high)
    heights = _apart((drawn - low) * per_unit, (high - low) * per_unit) / per_unit + low
    where = {"yanchor": "middle", "align": "left"}
    return [
        notes.beside(f"{text}<br><b>{signed(value)}</b>", y, shift=8, **where)
        for (text, value), y in zip(ends, heights.tolist(), strict=True)
    ]


def _is_level(style: ObjectiveStyle) -> bool:
    return style.dash == "dash"


def _key(style: ObjectiveStyle) -> str:
    return notes.key(style.colour, "╌") if _is_level(style) else style.key


def _apart(heights: Pixels, ceiling: float) -> Pixels:
    """Keep the names apart and on the plot: Plotly drops a name whose place is off the axis."""
    moved = spread(heights, _NAME, ceiling=ceiling)
    return -spread(-heights, _NAME, ceiling=0) if moved.size and moved.min() < 0 else moved


def _alt(
    runs: Mapping[str, tuple[Numbers, Numbers]],
    styles: Mapping[str, ObjectiveStyle],
    x_name: str,
    y_name: str,
    levels: Mapping[str, float],
) -> str:
    told = []
    for name, (x, y) in runs.items():
        style = styles[name]
        if not len(y):
            told.append(f"{style.name} has not begun")
        elif len(y) == 1 or _is_level(style):
            told.append(f"{style.name} {signed(y[-1])}")
        else:
            when = f"{short(round(float(x[-1]), 1))} {x_name}"
            told.append(f"{style.name} from {signed(y[0])} to {signed(y[-1])} at {when}")
    marks = "".join(f" {shorten(name, 40)}: {signed(value)}." for name, value in levels.items())
    return f"{y_name} over {x_name}: {'; '.join(told)}.{marks}"
