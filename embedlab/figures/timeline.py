"""The field as a timeline: time runs down, each family of models has its own lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from embedlab.figures.kit import theme

_LANES = ("lexical", "static", "contextual", "dense", "sparse", "late-interaction", "cross-encoder")
_ROW = 27


@dataclass(frozen=True)
class TimelinePoint:
    """One system: year of its paper, name, a key of `FAMILY_COLOURS`, whether it runs here, one sentence."""

    year: int
    name: str
    family: str
    runs_here: bool
    sentence: str


def field_timeline(entries: Sequence[TimelinePoint]) -> go.Figure:
    """Draw one row a system, oldest at the top, one lane a family; filled marks run here, hollow ones do not.

    Rows are in order of year, equally far apart: the axis is a sequence, and the years printed beside it are
    what measures time. A family without a lane is drawn in a last, neutral one.
    """
    if not entries:
        return theme.empty("The timeline is empty.")
    points = sorted(entries, key=lambda entry: entry.year)
    lanes = [lane for lane in _LANES if any(point.family == lane for point in points)]
    if any(point.family not in _LANES for point in points):
        lanes.append("other")
    running = sum(point.runs_here for point in points)
    years = [
        str(point.year) if row == 0 or points[row - 1].year != point.year else "" for row, point in enumerate(points)
    ]
    return theme.figure(
        [_lane_trace(lane, points, lanes) for lane in lanes],
        len(points) * _ROW + 124,
        f"Timeline of {len(points)} systems from {points[0].year} to {points[-1].year}, {running} of which "
        "run here: " + ", ".join(f"{point.name} {point.year}" for point in points) + ".",
        xaxis={
            "side": "top",
            "tickvals": list(range(len(lanes))),
            "ticktext": [_heading(lane) for lane in lanes],
            "range": [-0.6, len(lanes) - 0.4],
            "gridcolor": theme.HAIRLINE,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 12},
            "ticks": "",
            "tickangle": -45,
            "ticklabeloverflow": "allow",
        },
        yaxis={
            "tickvals": list(range(len(points))),
            "ticktext": years,
            "range": [len(points) - 0.3, -0.7],
            "showgrid": False,
            "zeroline": False,
            "tickfont": theme.DIGITS | {"size": 12},
            "fixedrange": True,
        },
        annotations=[*_names(points, lanes), _key()],
        margin={"l": 48, "r": 68, "t": 92, "b": 32, "pad": 4},
    )


def _lane_trace(lane: str, points: Sequence[TimelinePoint], lanes: Sequence[str]) -> dict[str, Any]:
    rows = [row for row, point in enumerate(points) if _lane(point) == lane]
    symbol = theme.FAMILY_SYMBOLS.get(lane, "circle")
    told = [
        f"<b>{theme.label(points[row].name, 40)}</b>, {points[row].year}<br>"
        + theme.paragraph(points[row].sentence)
        + ("" if points[row].runs_here else "<br>(does not run here)")
        for row in rows
    ]
    colour = theme.FAMILY_COLOURS.get(lane, theme.NEUTRAL)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": lane,
        "x": [lanes.index(lane)] * len(rows),
        "y": rows,
        "hovertext": told,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 14,
            "color": colour,
            "symbol": [symbol if points[row].runs_here else f"{symbol}-open" for row in rows],
            "line": {"width": 2, "color": colour},
        },
    }


def _names(points: Sequence[TimelinePoint], lanes: Sequence[str]) -> list[dict[str, Any]]:
    labels = []
    for row, point in enumerate(points):
        place = lanes.index(_lane(point))
        left = place > (len(lanes) - 1) / 2
        side = {"xanchor": "right", "xshift": -12} if left else {"xanchor": "left", "xshift": 12}
        labels.append(theme.note(theme.label(point.name), x=place, y=row, yanchor="middle", **side))
    return labels


def _lane(point: TimelinePoint) -> str:
    return point.family if point.family in _LANES else "other"


def _heading(lane: str) -> str:
    colour = theme.FAMILY_COLOURS.get(lane, theme.NEUTRAL)
    return f"{lane.replace('-', ' ')} <span style='color:{colour}'>▪</span>"


def _key() -> dict[str, Any]:
    below = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -8}
    return theme.note("● runs here   ○ does not run here", **below)
