"""The sense map in motion: the browser moves the marks from layer to layer without asking the server."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import sense_marks, theme
from embedlab.figures.kit.figure_checks import Numbers, coordinates, same_length
from embedlab.figures.kit.gallery import FOUR_POINTS, four, in_gallery


@in_gallery(lambda text: {
    "coordinates_by_layer": [FOUR_POINTS, FOUR_POINTS[::-1]], "senses": [text, text, f"b{text}", ""],
    "texts": four(text), "start": 1,
})  # fmt: skip
def layer_animation(
    coordinates_by_layer: ArrayLike,
    senses: Sequence[str],
    texts: Sequence[str],
    start: int = 0,
    *,
    extent: float | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
    height: int = 480,
    transition: int = 400,
) -> go.Figure:
    """Draw the map of occurrences with a layer slider and play and pause buttons; marks glide between layers.

    `coordinates_by_layer` (F, n, 2) must come from one joint projection of all F layers, or paths mean
    nothing; layer `start` (clipped to 0..F-1) is drawn first. Senses, texts and spans as in `occurrence_map`.
    One square holds all layers. `transition` in milliseconds; 0 for reduced motion, then marks jump.
    """
    frames = coordinates(coordinates_by_layer)
    if 0 in frames.shape[:2]:
        return theme.empty("No occurrence to show yet.", height)
    if frames.ndim != 3:
        raise ValueError(f"layer_animation needs coordinates (layers, occurrences, 2), not {frames.shape}")
    same_length(coordinates=frames[0], senses=senses, texts=texts)
    half = sense_marks.map_extent(frames) if extent is None else float(extent)
    first = min(max(start, 0), len(frames) - 1)
    return theme.figure(
        [
            *sense_marks.sense_traces(frames[first], senses, texts, spans=spans),
            sense_marks.label_trace(frames[first], senses, half),
        ],
        height,
        f"Map of {frames.shape[1]} occurrences in {len(set(senses))} senses, moving over layers 0 to "
        f"{len(frames) - 1}; layer {first} is shown first.",
        uirevision="layers",
        margin={"l": 16, "r": 16, "t": 16, "b": 88, "pad": 0},
        sliders=[_slider(len(frames), first, transition)],
        updatemenus=[_buttons(transition)],
        **sense_marks.sense_key(),
        frames=[_frame(number, points, senses, half) for number, points in enumerate(frames)],
        **sense_marks.square_axes(half),
    )


def _frame(number: int, points: Numbers, senses: Sequence[str], half: float) -> dict[str, Any]:
    # Only what moves: colours, shapes and hover texts stay with the first picture.
    groups = sense_marks.rows_by_sense(senses).values()
    marks = [{"type": "scatter", "x": points[rows, 0], "y": points[rows, 1]} for rows in groups]
    named = sense_marks.label_trace(points, senses, half)
    names = {key: named[key] for key in ("type", "x", "y", "text")}
    return {"name": str(number), "data": [*marks, names], "traces": list(range(len(groups) + 1))}


def _slider(layers: int, first: int, transition: int) -> dict[str, Any]:
    move = {
        "mode": "immediate",
        "frame": {"duration": transition, "redraw": False},  # a redraw after each move would only slow it
        "transition": theme.eased(transition),
    }
    return {
        "active": first,
        "steps": [{"label": str(n), "method": "animate", "args": [[str(n)], move]} for n in range(layers)],
        "currentvalue": {"prefix": "layer ", "xanchor": "left", "offset": 12, "font": {"size": 14}},
        "transition": theme.eased(transition),
        "x": 0.0,
        "len": 1.0,
        "pad": {"l": 84, "r": 12, "t": 4, "b": 0},  # room for the two buttons at its left
        "ticklen": 4,
        "minorticklen": 0,
        "tickcolor": palette.NEUTRAL,
        "bgcolor": palette.NEUTRAL,
        "activebgcolor": palette.FAMILY_COLOURS["contextual"],
        "bordercolor": palette.CLEAR,
        "font": {"size": 11},
    }


def _buttons(transition: int) -> dict[str, Any]:
    play = {"frame": {"duration": 900, "redraw": False}, "transition": theme.eased(transition), "fromcurrent": True}
    stop = {"frame": {"duration": 0, "redraw": False}, "mode": "immediate"}
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0.0,
        "y": 0.0,
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"l": 0, "t": 26},
        "bgcolor": palette.WASH,
        "bordercolor": palette.CLEAR,
        # Plotly paints a hovered button near white on every theme: a mid colour stays readable on it.
        "font": {"size": 14, "color": palette.FAMILY_COLOURS["contextual"]},
        "buttons": [
            {"label": "▶", "method": "animate", "args": [None, play]},
            {"label": "❚❚", "method": "animate", "args": [[None], stop]},
        ],
    }
