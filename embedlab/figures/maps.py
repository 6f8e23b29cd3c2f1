"""Maps in the plane: a pinned word among its neighbours, and the occurrences of a word coloured by sense.

The coordinates come from elsewhere; nothing is projected here. A map's axes have no unit, so none is drawn:
what is fixed, and shared by every layer, is the square that it shows.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import theme, traces
from embedlab.figures.kit.figure_checks import Numbers, coordinates, positive_or_one, same_length
from embedlab.figures.kit.gallery import FOUR_POINTS, four, in_gallery
from embedlab.figures.kit.labels import plain, shorten, text_width
from embedlab.figures.kit.notes import note
from embedlab.figures.kit.placement import PHONE_HALF, Pixels, place_labels
from embedlab.figures.kit.sense_marks import map_extent, ring_trace, sense_key, sense_traces, square_axes
from embedlab.figures.kit.sense_names import MOST_NAMED, name_trace
from embedlab.numbers_text import signed

_MARGIN = 8
"""Pixels around a map: its square leaves room for its marks already."""


@in_gallery(lambda text: {
    "labels": four(text), "xy": FOUR_POINTS, "pin": text, "pin_index": 0, "pin_count": 21,
    "similarities": [1, 0.5, 0.4, 0.3],
})  # fmt: skip
def word_map(
    labels: Sequence[str],
    xy: ArrayLike,
    pin: str,
    pin_index: int,
    pin_count: int,
    *,
    similarities: Sequence[float] | None = None,
    extent: float | None = None,
    height: int = 420,
) -> go.Figure:
    """Draw a pinned word among its nearest words in a static model: one spot, however often the word occurs.

    `xy` (n, 2) are map coordinates of the n `labels`; row `pin_index` is the pinned word, shown as `pin` with
    "×pin_count" when it stands for more than one occurrence. `similarities` (n,), cosine to the pin in
    [-1, 1], appear on hover. The square shown is [-extent, extent] on both axes, by default the smallest that
    holds every point.

    Raises:
        ValueError: When lengths differ or `pin_index` is not a row.
    """
    points = coordinates(xy)
    same_length(labels=labels, xy=points, similarities=similarities)
    if not 0 <= pin_index < len(labels):
        raise ValueError(f"pin_index {pin_index} is not one of the {len(labels)} rows")
    half = map_extent(points) if extent is None else float(extent)
    order = [pin_index] + [row for row in range(len(labels)) if row != pin_index]
    neighbours = [labels[row] for row in order[1:]]
    times = f" ×{pin_count}" if pin_count > 1 else ""
    written = [shorten(pin, 24) + times, *(shorten(name, 24) for name in neighbours)]
    hover = [plain(name) for name in written]
    if similarities is not None:
        hover[1:] = [
            f"{name}<br>cosine <b>{signed(similarities[row])}</b>"
            for name, row in zip(hover[1:], order[1:], strict=True)
        ]
    return theme.figure(
        _word_traces(points[order], hover),
        height,
        _word_alt(pin, pin_count, neighbours),
        annotations=_word_labels(points[order], written, half, min(PHONE_HALF, height / 2 - _MARGIN)),
        margin=dict.fromkeys("lrtb", _MARGIN) | {"pad": 0},
        uirevision="map",
        **square_axes(half),
    )


@in_gallery(lambda text: {
    "xy": FOUR_POINTS, "senses": [text, text, f"b{text}", ""], "texts": four(text), "extent": 1, "selected": 1,
})  # fmt: skip
def occurrence_map(
    xy: ArrayLike,
    senses: Sequence[str],
    texts: Sequence[str],
    *,
    extent: float,
    selected: int | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
    layer: int | None = None,
    height: int = 420,
    transition: int = 400,
) -> go.Figure:
    """Draw one mark per occurrence of a word, coloured and shaped by sense, its sentence on hover.

    `xy` (n, 2), `senses` (n,) names, "" for none, and `texts` (n,) sentences; `spans` (n,) are the (start, end)
    characters of the word in each, set in bold. The square [-extent, extent] on both axes is the caller's, so
    that layers compare. Traces: one per sense in order of first appearance, then one with the names of the senses,
    then a ring around the `selected` row; a legend names what are too many senses for that. `customdata` of a mark is
    its row in `xy`. The text alternative names the `layer`. `transition` is in milliseconds; 0 for reduced motion.
    """
    points = coordinates(xy)
    same_length(xy=points, senses=senses, texts=texts)
    if not len(points):
        return theme.empty("No occurrence to show yet.", height)
    half = positive_or_one(extent)
    counts = ", ".join(f"{sense or 'no label'} {count}" for sense, count in Counter(senses).items())
    return theme.figure(
        [
            *sense_traces(points, senses, texts, spans=spans),
            name_trace(points, senses, half, height - 2 * _MARGIN),
            ring_trace(points, selected),
        ],
        height,
        f"{'Map' if layer is None else f'Layer {layer}: map'} of {len(points)} occurrences by sense: {counts}.",
        uirevision="map",
        transition=theme.eased(transition),
        margin=dict.fromkeys("lrtb", _MARGIN) | {"pad": 0},
        **(sense_key() if len(set(senses)) > MOST_NAMED else {}),
        **square_axes(half),
    )


def _word_traces(points: Numbers, hover: Sequence[str]) -> list[dict[str, Any]]:
    colour, symbol = palette.FAMILY_COLOURS["static"], theme.FAMILY_SYMBOLS["static"]
    told = {"hovertemplate": traces.hover("%{hovertext}")}
    x, y = points.T
    halo = {"symbol": f"{symbol}-open", "size": 27, "color": colour, "line": {"width": 1.5}}
    small, large = ({"symbol": symbol, "size": size, "color": colour} for size in (6, 17))
    return [
        traces.dots("neighbours", x[1:], y[1:], small, hovertext=hover[1:], **told),
        traces.dots("pin", x[:1], y[:1], halo, **traces.SILENT),
        traces.dots("pin", x[:1], y[:1], large, hovertext=hover[:1], **told),
    ]


def _word_labels(points: Numbers, written: Sequence[str], half: float, side: float) -> list[dict[str, Any]]:
    sizes = np.array([[text_width(text) + 4, 15.0] for text in written])
    sizes[0] = text_width(written[0], 16.5) + 4, 18.0  # the pin's name: 15 pixels and bold
    pixels = points.astype(np.float64) / half * side
    # The pin's mark is large: no name may lie on its corners either.
    around_pin = pixels[0] + 12 * np.array([(1, 1), (1, -1), (-1, 1), (-1, -1), (0, 0)])
    moves = place_labels(pixels, sizes, np.vstack([pixels, around_pin]), side, gap=7)
    reaches = [24.0] + [10.0] * (len(written) - 1)
    labels = [_word_label(*row) for row in zip(points, written, moves, sizes, reaches, strict=True)]
    labels[0] |= {"text": f"<b>{labels[0]['text']}</b>", "font": {"size": 15}}
    return labels


def _word_label(point: Numbers, text: str, move: Pixels, size: Pixels, reach: float) -> dict[str, Any]:
    across, up = round(float(move[0])), round(float(move[1]))
    where = {"x": float(point[0]), "y": float(point[1]), "xanchor": "center", "yanchor": "middle"}
    if np.max(np.abs(move) - size / 2) < reach:
        return note(plain(text), xshift=across, yshift=up, **where)
    # A name that had to move away keeps a hairline to its mark.
    leader = {"arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": palette.NEUTRAL, "standoff": 4, "borderpad": 1}
    return note(plain(text), showarrow=True, ax=across, ay=-up, **where, **leader)


def _word_alt(pin: str, count: int, neighbours: Sequence[str]) -> str:
    name = shorten(pin, 40)
    many = f"All {count} occurrences of {name} share one point" if count > 1 else f"{name} is one point"
    around = f"; around it: {', '.join(neighbours[:8])}" if neighbours else ""
    return f"Map of static word vectors. {many}{around}."
