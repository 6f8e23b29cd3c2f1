"""What ways to search cost: the time of a query against what is stored for a text, a named mark for each way."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import span, value_axis
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten, text_width
from embedlab.figures.kit.placement import place_labels
from embedlab.numbers_text import in_bytes, seconds

Writer = Callable[[float], str]
_TOP, _BOTTOM, _LEFT, _RIGHT = 30, 50, 58, 16
_SIDES = {False: (620, 330), True: (260, 400)}
"""Width and height in pixels of the narrowest plot that a page draws, on a screen and on a phone."""
_NOTHING = 1.0
"""Decades left of the axis where what stores nothing stands."""
_FAR = 26
"""Pixels from a mark from which on a line leads to its name."""


@in_gallery(
    lambda text: {
        "names": four(text), "families": ["lexical", "dense", "late-interaction", "cross-encoder"],
        "times": [1e-5, 4e-3, 5e-3, 0.8], "stored": [80, 1_536, 40_000, 0],
    },
    narrow=lambda text: {
        "names": four(text), "families": [text] * 4, "times": [1e-3, 1e-3, 1e-3, 0.0], "stored": [80] * 4,
        "narrow": True,
    },
)  # fmt: skip
def cost_map(
    names: Sequence[str],
    times: ArrayLike,
    stored: ArrayLike,
    families: Sequence[str],
    *,
    narrow: bool = False,
    write_time: Writer = seconds,
    write_stored: Writer = in_bytes,
) -> go.Figure:
    """Draw a mark at the seconds of a query, `times` (n,), and the bytes of a text, `stored` (n,) >= 0.

    Both axes are logarithmic and span whole powers of ten. What stores nothing has a place of its own, left of the
    axis; a time of 0 stands at the foot. `families` (n,) keys of `FAMILY_COLOURS` give colour and shape. Each mark
    has its name beside it; where marks crowd, a line leads from the name to its mark. `customdata` of a mark is its
    row.
    """
    y, x = np.asarray(times, dtype=np.float64), np.asarray(stored, dtype=np.float64)
    same_length(names=names, times=y, stored=x, families=families)
    if not len(names):
        return theme.empty("Nothing is measured yet.")
    (left, right), (low, high) = span(x, True), span(y, True)
    nothing = not (x > 0).all()
    across = (left - (_NOTHING + 0.5 if nothing else 0.3), right + 0.2)
    up = (low - 0.15, high + 0.15)
    places = np.stack([_logs(x, left - _NOTHING), _logs(y, low)], axis=1)
    told = [f"{write_time(a)}, {write_stored(b)}" for a, b in zip(y, x, strict=True)]
    listed = "; ".join(f"{shorten(name, 40)} {said}" for name, said in zip(names, told, strict=True))
    return theme.figure(
        [_marks(places, names, families, told)],
        _SIDES[narrow][1] + _TOP + _BOTTOM,
        f"Time of a query against bytes stored for a text: {listed}.",
        xaxis=_axis(across, left, right, write_stored, every=2 if narrow else 1, nothing=nothing)
        | {"title": {"text": "stored for a text", "font": {"size": 12}, "standoff": 8}},
        yaxis=_axis(up, low, high, write_time),
        annotations=[
            notes.above("time of a query", shift=8, xshift=-_LEFT + 8),
            *_names(places, names, across, up, _SIDES[narrow]),
        ],
        margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _marks(
    places: NDArray[np.float64], names: Sequence[str], families: Sequence[str], told: Sequence[str]
) -> dict[str, Any]:
    return traces.dots(
        "rankers",
        places[:, 0].tolist(),
        places[:, 1].tolist(),
        {
            "size": 12,
            "color": [palette.FAMILY_COLOURS.get(family, palette.NEUTRAL) for family in families],
            "symbol": [theme.FAMILY_SYMBOLS.get(family, "circle") for family in families],
        },
        cliponaxis=False,
        customdata=list(range(len(names))),
        hovertext=[label(name, 60) for name in names],
        text=list(told),
        hovertemplate=traces.hover("<b>%{hovertext}</b>", "%{text}"),
    )


def _logs(values: NDArray[np.float64], missing: float) -> NDArray[np.float64]:
    # Places on a linear axis of decades: Plotly's own logarithmic axis labels what lies between as well.
    positive = values > 0
    return np.where(positive, np.log10(np.where(positive, values, 1.0)), missing).round(4).astype(np.float64)


def _axis(
    extent: tuple[float, float], low: float, high: float, write: Writer, *, every: int = 1, nothing: bool = False
) -> dict[str, Any]:
    # Counted from the right, so that on a narrow axis the first of them keeps clear of what stands for nothing.
    ticks = [float(tick) for tick in range(int(high), int(low) - 1, -every)][::-1]
    if nothing and every > 1 and ticks[0] == low:
        ticks = ticks[1:]
    words = [write(10.0**tick) for tick in ticks]
    if nothing:
        ticks, words = [low - _NOTHING, *ticks], ["nothing", *words]
    return value_axis(extent, ticks, room=0, grid=True, showgrid=True, ticktext=words, tickangle=0)


def _names(
    places: NDArray[np.float64],
    names: Sequence[str],
    across: tuple[float, float],
    up: tuple[float, float],
    sides: tuple[int, int],
) -> list[dict[str, Any]]:
    """A name beside each mark, where it covers neither mark nor name in the narrowest plot; a wider has more room."""
    ends, size = np.array([across, up]), np.array(sides, dtype=np.float64)
    pixels = (places - ends.mean(axis=1)) / (ends[:, 1] - ends[:, 0]) * size
    written = [shorten(name, 20) for name in names]
    boxes = np.array([[text_width(name, 12) + 4, 15.0] for name in written])
    # From the edges inwards: what lies at an edge has the fewest places to choose from.
    order = np.argsort(-np.abs(pixels / size).max(axis=1), kind="stable")
    offsets = np.empty_like(pixels)
    offsets[order] = place_labels(pixels[order], boxes[order], pixels, (sides[0] / 2, sides[1] / 2), gap=9, rings=6)
    return [
        _name(plain(text), place, np.round(offset).astype(int).tolist(), box)
        for text, place, offset, box in zip(written, places.tolist(), offsets, boxes, strict=True)
    ]


def _name(text: str, place: Sequence[float], shift: Sequence[int], box: NDArray[np.float64]) -> dict[str, Any]:
    where = {"x": place[0], "y": place[1]}
    beyond = np.hypot(*np.clip(np.abs(shift) - box / 2, 0, None))
    if beyond < _FAR:
        return notes.note(text, xshift=shift[0], yshift=shift[1], **where)
    leader = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": palette.NEUTRAL, "standoff": 7}
    return notes.note(text, ax=shift[0], ay=-shift[1], borderpad=1, **leader, **where)
