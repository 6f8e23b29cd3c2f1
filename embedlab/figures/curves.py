"""Three curves over the layers of a contextual model, each named where it ends instead of in a legend."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.placement import spread
from embedlab.figures.kit.strokes import level, upright
from embedlab.numbers_text import percent, signed

_HEIGHT, _TOP, _BOTTOM = 320, 30, 48
_NAMES = ("nearest has<br>same sense", "silhouette", "cosine of<br>random words")
_COLOURS = (palette.FAMILY_COLOURS["contextual"], palette.FAMILY_COLOURS["contextual"], palette.NEUTRAL)
_STROKES: tuple[dict[str, Any], ...] = ({"width": 3}, {"width": 2, "dash": "dot"}, {"width": 2, "dash": "dashdot"})
_FLAT = {"showgrid": False, "zeroline": False, "tickfont": notes.DIGITS}


@in_gallery(lambda _: {
    "accuracy": [0.25, 0.75], "silhouette": [np.nan, 0.5], "mean_cosine": [0.1, 0.3], "chance": 0.25, "selected": 1,
})  # fmt: skip
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
    low = -0.25 if lowest >= -0.25 else -1.0  # two floors only, so that words compare
    side = "left" if layer < layers / 4 else "right" if layer > layers * 3 / 4 else "center"
    return theme.figure(
        [*_lines(series), _marks(series, layer)],
        _HEIGHT,
        _alt(series, chance, layer),
        hovermode="x unified",  # all three values of a layer in one box
        xaxis=_FLAT
        | {
            "title": axis_title("layer", standoff=6),
            "range": [-0.35, layers - 0.65],
            "unifiedhovertitle": {"text": "layer %{x}"},
            "spikethickness": 1,
            "spikecolor": palette.NEUTRAL,
            "tickvals": list(range(0, layers, 1 if layers <= 13 else 4)),  # 12 layers and the input have room
        },
        yaxis={
            "range": [low - 0.02, 1.04],
            "tickvals": [tick for tick in (-1, -0.5, 0, 0.5, 1) if tick >= low],
            "gridcolor": palette.HAIRLINE,
            "zeroline": False,
            "tickfont": notes.DIGITS,
        },
        shapes=[level(chance, behind=False, width=1.5, dash="dash"), upright(layer)],
        annotations=[*_end_labels(series, chance, low), notes.over(f"layer {layer}", layer, shift=0, xanchor=side)],
        margin={"l": 40, "r": 108, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _told(values: Numbers) -> dict[str, Any]:
    number, texts = traces.hover_number("y", values)
    return {"hovertemplate": number} | texts


def _lines(series: Sequence[Numbers]) -> list[dict[str, Any]]:
    return [
        traces.line(name.replace("<br>", " "), list(range(len(values))), values, colour=colour, **stroke)
        # A gap where the silhouette is undefined, not a line over it.
        | {"connectgaps": False}
        | _told(values)
        for name, values, stroke, colour in zip(_NAMES, series, _STROKES, _COLOURS, strict=True)
    ]


def _marks(series: Sequence[Numbers], layer: int) -> dict[str, Any]:
    marker = {"size": 10, "color": list(_COLOURS), "symbol": ["circle", "diamond", "square"]}
    values = rounded([values[layer] for values in series])
    return traces.dots("selected layer", [layer] * 3, values, marker, **traces.SILENT)


def _end_labels(series: Sequence[Numbers], chance: float, low: float) -> list[dict[str, Any]]:
    named = [f"{notes.key(colour, glyph)} {name}" for colour, glyph, name in zip(_COLOURS, "●◆■", _NAMES, strict=True)]
    drawn = [
        (text, float(values[np.isfinite(values)][-1]))
        for text, values in zip(named, series, strict=True)
        if np.isfinite(values).any()
    ]
    drawn.append((f"{notes.key(palette.NEUTRAL, '╌')} chance {signed(chance)}", chance))
    per_unit = (_HEIGHT - _TOP - _BOTTOM) / (1.06 - low)
    heights = spread(np.array([end for _, end in drawn]) * per_unit, 30, ceiling=0.98 * per_unit) / per_unit
    where = {"yanchor": "middle", "align": "left", "font": {"size": 11}}
    return [notes.beside(text, y, shift=6, **where) for (text, _), y in zip(drawn, heights.tolist(), strict=True)]


def _alt(series: Sequence[Numbers], chance: float, layer: int) -> str:
    accuracy = series[0]
    best = int(np.nanargmax(accuracy)) if np.isfinite(accuracy).any() else layer
    return (
        f"Curves over layers 0 to {len(accuracy) - 1}. At layer {layer} the nearest occurrence has the same sense in "
        f"{percent(np.nan_to_num(accuracy[layer]))} (chance {percent(chance)}), best at layer {best} with "
        f"{percent(np.nan_to_num(accuracy[best]))}; mean cosine of random words "
        f"{signed(np.nan_to_num(series[2][layer]))}."
    )
