"""The field as a timeline: time runs down, each family of models has its own lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import TOP, value_axis
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, paragraph

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


@in_gallery(lambda text: {"entries": [TimelinePoint(2018, text, "contextual", True, text)]})
def field_timeline(entries: Sequence[TimelinePoint]) -> go.Figure:
    """Draw one row a system, oldest at the top, one lane a family; filled marks run here, hollow ones do not.

    Rows are in order of year, equally far apart: the axis is a sequence, and the years printed beside it are
    what measures time. A family without a lane is drawn in a last, neutral one.
    """
    if not entries:
        return theme.empty("The timeline is empty.")
    points = sorted(entries, key=lambda entry: entry.year)
    used = {_lane(point) for point in points}
    lanes = [lane for lane in (*_LANES, "other") if lane in used]
    years = [
        str(point.year) if row == 0 or points[row - 1].year != point.year else "" for row, point in enumerate(points)
    ]
    heads = [f"{lane.replace('-', ' ')} {notes.key(_colour(lane), '▪')}" for lane in lanes]
    look: dict[str, Any] = {"tickfont": {"size": 12}, "ticks": "", "tickangle": -45, "ticklabeloverflow": "allow"} | TOP
    return theme.figure(
        [_lane_trace(lane, points, place) for place, lane in enumerate(lanes)],
        len(points) * _ROW + 124,
        f"Timeline of {len(points)} systems from {points[0].year} to {points[-1].year}, "
        f"{sum(point.runs_here for point in points)} of which run here: "
        + ", ".join(f"{point.name} {point.year}" for point in points)
        + ".",
        xaxis=value_axis((0, 1), range(len(lanes)), ticktext=heads, range=[-0.6, len(lanes) - 0.4], grid=True, **look),
        yaxis=value_axis(
            (0, 1), range(len(points)), ticktext=years, range=[len(points) - 0.3, -0.7], tickfont=notes.NUMBERS
        ),
        annotations=[
            *(_name(point, row, lanes) for row, point in enumerate(points)),
            notes.below("● runs here   ○ does not run here", shift=8),
        ],
        margin={"l": 48, "r": 68, "t": 92, "b": 32, "pad": 4},
    )


def _lane_trace(lane: str, points: Sequence[TimelinePoint], place: int) -> dict[str, Any]:
    rows = [row for row, point in enumerate(points) if _lane(point) == lane]
    symbol, colour = theme.FAMILY_SYMBOLS.get(lane, "circle"), _colour(lane)
    symbols = [symbol if points[row].runs_here else f"{symbol}-open" for row in rows]
    told = [
        f"<b>{label(points[row].name, 40)}</b>, {points[row].year}<br>{paragraph(points[row].sentence)}"
        + ("" if points[row].runs_here else "<br>(does not run here)")
        for row in rows
    ]
    return traces.dots(
        lane,
        [place] * len(rows),
        rows,
        {"size": 14, "color": colour, "symbol": symbols, "line": {"width": 2, "color": colour}},
        hovertext=told,
        hovertemplate=traces.hover("%{hovertext}"),
    )


def _name(point: TimelinePoint, row: int, lanes: Sequence[str]) -> dict[str, Any]:
    place = lanes.index(_lane(point))
    left = place > (len(lanes) - 1) / 2
    side = {"xanchor": "right", "xshift": -12} if left else {"xanchor": "left", "xshift": 12}
    return notes.note(label(point.name), x=place, y=row, yanchor="middle", **side)


def _lane(point: TimelinePoint) -> str:
    return point.family if point.family in _LANES else "other"


def _colour(lane: str) -> str:
    return palette.FAMILY_COLOURS.get(lane, palette.NEUTRAL)
