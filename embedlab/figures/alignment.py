"""Alignment and uniformity as a plane: where an encoder starts, and the way each objective takes from there.

Both axes are better towards the lower left, and the figure says so. Wang and Isola 2020.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.bar_axes import short
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length, signed
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style

_TOP, _BOTTOM = 34, 54


def alignment_uniformity(
    paths: Mapping[str, tuple[ArrayLike, ArrayLike]],
    steps: Sequence[int] = (),
    *,
    extent: tuple[tuple[float, float], tuple[float, float]] | None = None,
    height: int = 340,
) -> go.Figure:
    """Draw `paths`: an objective's name to (alignment (k,) 0..4, uniformity (k,) <= 0), one point a record.

    The first point is before training, hollow; the last is filled and named. `steps` (k,) are told on hover. The
    plane is `extent`, (alignment low, high) and (uniformity low, high), printed; by default [0, 2] and [-4, 0],
    widened to 4 and -8 when a point lies beyond.
    """
    runs = {name: _checked(*each) for name, each in paths.items()}
    runs = {name: points for name, points in runs.items() if len(points)}
    if not runs:
        return theme.empty("Nothing has been trained yet.", height)
    across, up = _plane(runs) if extent is None else extent
    styles = {name: objective_style(name) for name in runs}
    traces = [_path(styles[name], points, steps, across, up) for name, points in runs.items()]
    traces.append(_start(next(iter(runs.values())), across, up))
    return theme.figure(
        traces,
        height,
        _alt(runs, styles, across, up),
        xaxis=_axis(across, "alignment: distance of pairs"),
        yaxis=_axis(up, "uniformity"),
        annotations=[*_arrows(runs, styles, across, up), _better(), _caption(), *_names(runs, styles, across, up)],
        uirevision="alignment",
        margin={"l": 56, "r": 24, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _checked(alignment: ArrayLike, uniformity: ArrayLike) -> Numbers:
    pairs, spread = rounded(alignment).ravel(), rounded(uniformity).ravel()
    same_length(alignment=pairs, uniformity=spread)
    points = np.column_stack([pairs, spread])
    return np.asarray(points[np.isfinite(points).all(axis=1)])


def _plane(runs: Mapping[str, Numbers]) -> tuple[tuple[float, float], tuple[float, float]]:
    points = np.concatenate(list(runs.values()))
    return (0.0, 2.0 if points[:, 0].max() <= 2 else 4.0), (-4.0 if points[:, 1].min() >= -4 else -8.0, 0.0)


def _inside(points: Numbers, across: tuple[float, float], up: tuple[float, float]) -> Numbers:
    return np.asarray(np.clip(points, [across[0], up[0]], [across[1], up[1]]), dtype=np.float32)


def _path(
    style: ObjectiveStyle, points: Numbers, steps: Sequence[int], across: tuple[float, float], up: tuple[float, float]
) -> dict[str, Any]:
    drawn = _inside(points, across, up)
    named = [f"step {steps[row]}" if row < len(steps) else f"record {row}" for row in range(len(points))]
    size = [5] * (len(points) - 1) + [12 if len(points) > 1 else 5]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": theme.label(style.name, 40),
        "x": drawn[:, 0],
        "y": drawn[:, 1],
        "customdata": points,
        "text": named,
        "cliponaxis": False,
        "line": {"width": 2, "color": style.colour},
        "marker": {"size": size, "color": style.colour, "symbol": style.symbol, "line": {"width": 0}},
        "hovertemplate": f"{theme.label(style.name, 40)}, %{{text}}<br>alignment <b>%{{x:.2f}}</b><br>uniformity "
        "<b>%{y:.2f}</b><extra></extra>",
    }


def _start(points: Numbers, across: tuple[float, float], up: tuple[float, float]) -> dict[str, Any]:
    first = _inside(points[:1], across, up)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "before training",
        "x": first[:, 0],
        "y": first[:, 1],
        "cliponaxis": False,
        "marker": {"size": 13, "symbol": "circle-open", "color": theme.NEUTRAL, "line": {"width": 3}},
        "hovertemplate": "before training<br>alignment <b>%{x:.2f}</b><br>uniformity <b>%{y:.2f}</b><extra></extra>",
    }


def _arrows(
    runs: Mapping[str, Numbers],
    styles: Mapping[str, ObjectiveStyle],
    across: tuple[float, float],
    up: tuple[float, float],
) -> list[dict[str, Any]]:
    """Put a head on the last leg of each way that is long enough to carry one."""
    heads = []
    for name, points in runs.items():
        drawn = _inside(points, across, up).astype(np.float64)
        goal, scale = drawn[-1], np.array([across[1] - across[0], up[1] - up[0]])
        away = np.linalg.norm((drawn - goal) / scale, axis=1)
        if (away > 0.05).any():
            tail = drawn[np.flatnonzero(away > 0.05)[-1]]
            heads.append(_head(tail, goal, styles[name].colour))
    return heads


def _head(tail: np.ndarray, goal: np.ndarray, colour: str) -> dict[str, Any]:
    start = {"ax": float(tail[0]), "ay": float(tail[1]), "axref": "x", "ayref": "y"}
    look = {"arrowcolor": colour, "arrowwidth": 2, "arrowhead": 2, "arrowsize": 1, "standoff": 7}
    return {"text": "", "showarrow": True, "x": float(goal[0]), "y": float(goal[1])} | start | look


def _names(
    runs: Mapping[str, Numbers],
    styles: Mapping[str, ObjectiveStyle],
    across: tuple[float, float],
    up: tuple[float, float],
) -> list[dict[str, Any]]:
    spots = [("before training", theme.NEUTRAL, _inside(next(iter(runs.values()))[:1], across, up)[0])]
    spots += [
        (style.name, style.colour, _inside(points[-1:], across, up)[0])
        for style, points in zip(styles.values(), runs.values(), strict=True)
        if len(points) > 1
    ]
    notes = []
    for row, (name, _, spot) in enumerate(spots):
        left = spot[0] > (across[0] + across[1]) / 2
        side = {"xanchor": "right", "xshift": -12} if left else {"xanchor": "left", "xshift": 12}
        lift = {"yanchor": "middle", "yshift": 10 if row == 0 else 0}
        notes.append(theme.note(theme.label(name, 24), x=float(spot[0]), y=float(spot[1]), **side, **lift))
    return notes


def _axis(extent: tuple[float, float], title: str) -> dict[str, Any]:
    low, high = extent
    room = 0.02 * (high - low)
    ticks = [low, (low + high) / 2, high]
    return {
        "range": [low - room, high + room],
        "tickvals": ticks,
        "ticktext": [short(tick) for tick in ticks],
        "tickfont": theme.DIGITS,
        "title": {"text": f"{title}, {short(low)} to {short(high)}", "font": {"size": 12}, "standoff": 8},
        "gridcolor": theme.HAIRLINE,
        "zeroline": False,
        "fixedrange": True,
    }


def _better() -> dict[str, Any]:
    corner = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "y": 0, "yref": "paper", "yanchor": "bottom"}
    return theme.note("↙ <b>better</b>: pairs close, the rest spread out", yshift=4, **corner)


def _caption() -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return theme.note("lower is better on both axes", **above)


def _alt(
    runs: Mapping[str, Numbers],
    styles: Mapping[str, ObjectiveStyle],
    across: tuple[float, float],
    up: tuple[float, float],
) -> str:
    first = next(iter(runs.values()))[0]
    told = "; ".join(
        f"{style.name} {signed(float(points[-1, 0]))} and {signed(float(points[-1, 1]))}"
        for style, points in zip(styles.values(), runs.values(), strict=True)
    )
    return (
        f"Alignment, {short(across[0])} to {short(across[1])}, against uniformity, {short(up[0])} to {short(up[1])}; "
        f"lower is better in both. Before training {signed(float(first[0]))} and {signed(float(first[1]))}; "
        f"now: {told}."
    )
