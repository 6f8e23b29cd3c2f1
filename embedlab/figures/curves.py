"""Three curves over the layers of a contextual model, each named where it ends instead of in a legend."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.figure_checks import Numbers, percent, rounded, same_length, signed
from embedlab.figures.kit.placement import spread

_HEIGHT, _TOP, _BOTTOM = 320, 30, 48
_NAMES = ("nearest has<br>same sense", "silhouette", "cosine of<br>random words")


def layer_curves(
    accuracy: ArrayLike, silhouette: ArrayLike, mean_cosine: ArrayLike, chance: float, selected: int
) -> go.Figure:
    """Draw how well each layer tells senses apart, and how alike its vectors are anyway.

    All (F,), layer 0 first: `accuracy` 0..1, share of occurrences whose nearest other has the same sense;
    `silhouette` -1..1, nan where undefined; `mean_cosine` -1..1 between random words (anisotropy, Ethayarajh
    2019). `chance` 0..1 is the accuracy of guessing, dashed. `selected` (clipped to 0..F-1) is marked. The
    vertical range is [-0.25, 1], or [-1, 1] when a value lies lower, and is written on the axis.
    """
    series = [rounded(values) for values in (accuracy, silhouette, mean_cosine)]
    same_length(accuracy=series[0], silhouette=series[1], mean_cosine=series[2])
    layers = len(series[0])
    if not layers:
        return theme.empty("No layer to compare yet.")
    layer = min(max(selected, 0), layers - 1)
    lowest = min(float(np.nanmin(values, initial=0.0)) for values in series)
    low = -0.25 if lowest >= -0.25 else -1.0
    return theme.figure(
        [*_lines(series), _marks(series, layer)],
        _HEIGHT,
        _alt(series, chance, layer),
        hovermode="x unified",
        xaxis={
            "title": {"text": "layer", "font": {"size": 12}, "standoff": 6},
            "range": [-0.35, layers - 0.65],
            "unifiedhovertitle": {"text": "layer %{x}"},
            "spikethickness": 1,
            "spikecolor": theme.NEUTRAL,
            "showgrid": False,
            "zeroline": False,
            "tickvals": list(range(0, layers, 1 if layers <= 13 else 4)),
            "tickfont": theme.DIGITS,
        },
        yaxis={
            "range": [low - 0.02, 1.04],
            "tickvals": [tick for tick in (-1, -0.5, 0, 0.5, 1) if tick >= low],
            "gridcolor": theme.HAIRLINE,
            "zeroline": False,
            "tickfont": theme.DIGITS,
        },
        shapes=[_chance_line(chance), _layer_line(layer)],
        annotations=[*_end_labels(series, chance, low), _layer_label(layer, layers)],
        margin={"l": 40, "r": 108, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _colours() -> tuple[str, str, str]:
    contextual = theme.FAMILY_COLOURS["contextual"]
    return contextual, contextual, theme.NEUTRAL


def _lines(series: Sequence[Numbers]) -> list[dict[str, Any]]:
    strokes: tuple[dict[str, Any], ...] = (
        {"width": 3},
        {"width": 2, "dash": "dot"},
        {"width": 2, "dash": "dashdot"},
    )
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name.replace("<br>", " "),
            "x": list(range(len(values))),
            "y": values,
            "line": stroke | {"color": colour},
            "connectgaps": False,
            "hovertemplate": "%{y:.2f}",
        }
        for name, values, stroke, colour in zip(_NAMES, series, strokes, _colours(), strict=True)
    ]


def _marks(series: Sequence[Numbers], layer: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "selected layer",
        "x": [layer] * 3,
        "y": rounded([values[layer] for values in series]),
        "hoverinfo": "skip",
        "marker": {"size": 10, "color": list(_colours()), "symbol": ["circle", "diamond", "square"]},
    }


def _chance_line(chance: float) -> dict[str, Any]:
    line = {"width": 1.5, "dash": "dash", "color": theme.NEUTRAL}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": chance, "y1": chance, "line": line}


def _layer_line(layer: int) -> dict[str, Any]:
    line = {"width": 1, "color": theme.NEUTRAL}
    return {"type": "line", "layer": "below", "yref": "paper", "x0": layer, "x1": layer, "y0": 0, "y1": 1, "line": line}


def _layer_label(layer: int, layers: int) -> dict[str, Any]:
    side = "left" if layer < layers / 4 else "right" if layer > layers * 3 / 4 else "center"
    return theme.note(f"layer {layer}", x=layer, xanchor=side, y=1, yref="paper", yanchor="bottom")


def _end_labels(series: Sequence[Numbers], chance: float, low: float) -> list[dict[str, Any]]:
    named = [f"{_key(colour, glyph)} {name}" for colour, glyph, name in zip(_colours(), "●◆■", _NAMES, strict=True)]
    ends = [float(values[np.isfinite(values)][-1]) if np.isfinite(values).any() else np.nan for values in series]
    drawn = [(text, end) for text, end in zip(named, ends, strict=True) if np.isfinite(end)]
    drawn.append((f"{_key(theme.NEUTRAL, '╌')} chance {signed(chance)}", chance))
    per_unit = (_HEIGHT - _TOP - _BOTTOM) / (1.06 - low)
    heights = spread(np.array([end for _, end in drawn]) * per_unit, 30, ceiling=0.98 * per_unit) / per_unit
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "yanchor": "middle", "align": "left"}
    return [
        theme.note(text, y=float(y), font={"size": 11}, **beside) for (text, _), y in zip(drawn, heights, strict=True)
    ]


def _key(colour: str, glyph: str) -> str:
    return f"<span style='color:{colour}'>{glyph}</span>"


def _alt(series: Sequence[Numbers], chance: float, layer: int) -> str:
    accuracy = series[0]
    best = int(np.nanargmax(accuracy)) if np.isfinite(accuracy).any() else layer
    return (
        f"Curves over layers 0 to {len(accuracy) - 1}. At layer {layer} the nearest occurrence has the same sense in "
        f"{percent(float(np.nan_to_num(accuracy[layer])))} (chance {percent(chance)}), best at layer {best} with "
        f"{percent(float(np.nan_to_num(accuracy[best])))}; mean cosine of random words "
        f"{signed(float(np.nan_to_num(series[2][layer])))}."
    )
