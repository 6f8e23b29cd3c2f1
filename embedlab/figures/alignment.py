"""Alignment and uniformity as a plane: where an encoder starts, and the way each objective takes from there.

Both axes are better towards the lower left, and the figure says so. Wang and Isola 2020.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.arrow import arrow
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.numbers_text import between, short, signed, whole

_SHORTEST = 0.05
"""Share of the plane's side that an arrow needs, so that its head is not longer than its shaft."""


@dataclass(frozen=True)
class _Run:
    """One objective's way: its points, and where they are drawn on the plane."""

    style: ObjectiveStyle
    points: Numbers
    drawn: Numbers


@in_gallery(lambda text: {
    "paths": {"supervised": ([1, 0.5], [-1, -3]), text: ([1, 0.75], [-1, -2])}, "steps": [0, 50],
})  # fmt: skip
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
    known = {name: points for name, each in paths.items() if len(points := _checked(*each))}
    if not known:
        return theme.empty("Nothing has been trained yet.", height)
    across, up = _plane(np.concatenate(list(known.values()))) if extent is None else extent
    runs = [_Run(objective_style(name), points, _inside(points, across, up)) for name, points in known.items()]
    arrows = [head for run in runs if (head := _arrow(run, across, up))]
    corner = notes.above("↙ <b>better</b>: pairs close, the rest spread out", y=0, shift=4, xshift=4)
    return theme.figure(
        [*(_path(run, steps) for run in runs), _start(runs[0].drawn[:1])],
        height,
        _alt(runs, across, up),
        xaxis=_axis(across, "alignment: distance of pairs"),
        yaxis=_axis(up, "uniformity"),
        annotations=[*arrows, corner, notes.above("lower is better on both axes", shift=8), *_names(runs, across)],
        uirevision="alignment",
        margin={"l": 56, "r": 24, "t": 34, "b": 54, "pad": 4},
    )


def _checked(alignment: ArrayLike, uniformity: ArrayLike) -> Numbers:
    pairs, spread = rounded(alignment).ravel(), rounded(uniformity).ravel()
    same_length(alignment=pairs, uniformity=spread)
    points = np.column_stack([pairs, spread])
    return np.asarray(points[np.isfinite(points).all(axis=1)])


def _plane(points: Numbers) -> tuple[tuple[float, float], tuple[float, float]]:
    # One step wider, never just wide enough: the plane must not move with every record of a run.
    return (0.0, 2.0 if points[:, 0].max() <= 2 else 4.0), (-4.0 if points[:, 1].min() >= -4 else -8.0, 0.0)


def _inside(points: Numbers, across: tuple[float, float], up: tuple[float, float]) -> Numbers:
    return np.asarray(np.clip(points, [across[0], up[0]], [across[1], up[1]]), dtype=np.float32)


def _path(run: _Run, steps: Sequence[int]) -> dict[str, Any]:
    style, count = run.style, len(run.points)
    size = [5] * (count - 1) + [12 if count > 1 else 5]  # the last is where the run stands now
    return traces.line(
        label(style.name, 40),
        *run.drawn.T,
        width=2,
        colour=style.colour,
        mode="lines+markers",
        customdata=run.points,
        text=[
            _told(f"step {whole(steps[row])}" if row < len(steps) else f"record {row}", run.points[row])
            for row in range(count)
        ],
        cliponaxis=False,
        marker={"size": size, "color": style.colour, "symbol": style.symbol, "line": {"width": 0}},
        hovertemplate=traces.hover(f"{label(style.name, 40)}, %{{text}}"),
    )


def _start(first: Numbers) -> dict[str, Any]:
    name, (x, y) = "before training", first.T
    told = traces.hover(_told(name, first[0]))
    return traces.dots(name, x, y, traces.ring(13), cliponaxis=False, hovertemplate=told)


def _told(head: str, point: Numbers) -> str:
    return f"{head}<br>alignment <b>{signed(point[0])}</b><br>uniformity <b>{signed(point[1])}</b>"


def _arrow(run: _Run, across: tuple[float, float], up: tuple[float, float]) -> dict[str, Any] | None:
    """Put a head on the last leg of a way that is long enough to carry one."""
    drawn, scale = run.drawn.astype(np.float64), np.array([across[1] - across[0], up[1] - up[0]])
    far = np.flatnonzero(np.linalg.norm((drawn - drawn[-1]) / scale, axis=1) > _SHORTEST)
    if not len(far):
        return None
    return arrow(drawn[far[-1]], drawn[-1], run.style.colour, arrowwidth=2, arrowsize=1, standoff=7)


def _names(runs: Sequence[_Run], across: tuple[float, float]) -> list[dict[str, Any]]:
    spots = [("before training", runs[0].drawn[0], 10)]  # higher, where the ways have not yet parted
    spots += [(run.style.name, run.drawn[-1], 0) for run in runs if len(run.points) > 1]
    named = []
    for name, spot, lift in spots:
        left = spot[0] > sum(across) / 2
        side = {"xanchor": "right", "xshift": -12} if left else {"xanchor": "left", "xshift": 12}
        x, y = spot.tolist()
        named.append(notes.note(label(name, 24), x=x, y=y, yanchor="middle", yshift=lift, **side))
    return named


def _axis(extent: tuple[float, float], title: str) -> dict[str, Any]:
    ticks = [extent[0], sum(extent) / 2, extent[1]]
    return value_axis(extent, ticks, title=f"{title}, {between(extent, short)}", grid=True)


def _alt(runs: Sequence[_Run], across: tuple[float, float], up: tuple[float, float]) -> str:
    told = "; ".join(f"{run.style.name} {signed(run.points[-1, 0])} and {signed(run.points[-1, 1])}" for run in runs)
    first = runs[0].points[0]
    return (
        f"Alignment, {between(across, short)}, against uniformity, {between(up, short)}; lower is better in both. "
        f"Before training {signed(first[0])} and {signed(first[1])}; now: {told}."
    )
