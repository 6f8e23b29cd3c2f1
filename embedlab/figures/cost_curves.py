"""What search costs and what a cheaper first pass loses: curves named where they end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import SHARES, axis_title, decades, even_ticks, span, value_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.placement import spread
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import percent, quantity, whole

Writer = Callable[[float], str]
_HEIGHT, _TOP, _BOTTOM = 340, 34, 54
_DASHES = {"solid": "━", "dash": "╍", "dot": "┅", "dashdot": "╌", "longdash": "╸"}
"""How a curve is drawn, and the same as a character."""


@dataclass(frozen=True)
class _Curve:
    """One series: its numbers, those of them that the axis can show (others nan), and how it is drawn."""

    name: str
    numbers: NDArray[np.float64]
    drawn: NDArray[np.float64]
    colour: str
    dash: str


@in_gallery(lambda text: {
    "x": [1, 10, 100], "series": {text: [1, 10, 100]}, "x_name": text, "y_name": text, "mark": 10,
})  # fmt: skip
def cost_curves(
    x: ArrayLike,
    series: Mapping[str, ArrayLike],
    x_name: str,
    y_name: str,
    *,
    log_x: bool = True,
    log_y: bool = True,
    mark: float | None = None,
    families: Mapping[str, str] | None = None,
    write: Writer = quantity,
    write_tick: Writer | None = None,
) -> go.Figure:
    """Draw one cost a series over `x` (k,), both in the units that `x_name` and `y_name` say.

    A logarithmic axis spans whole powers of ten, a straight one 0 to a round number; both are printed. What is
    not above 0 is left out of a logarithmic axis. `mark` is the x in force: each series' value at the nearest
    x stands beside its name. `families` name to a key of `FAMILY_COLOURS`; by default a series named like a
    family has its colour, and "single vector" that of dense. Every series has a dash of its own. `write` says a
    cost, `write_tick` one on the axis, by default the same.
    """
    places = np.asarray(x, dtype=np.float64)
    curves = [
        _checked(name, places, numbers, families or {}, list(_DASHES)[row % len(_DASHES)], log_y)
        for row, (name, numbers) in enumerate(series.items())
    ]
    visible = [curve for curve in curves if np.isfinite(curve.drawn).any()]
    if not visible:
        return theme.empty("No cost above 0 to draw yet.")
    at = int(np.argmin(np.abs(places - (places[-1] if mark is None else mark))))
    place = float(places[at])
    y_range = span(np.concatenate([curve.numbers for curve in curves]), log_y)
    told = ", ".join(f"{shorten(curve.name, 40)} {write(curve.numbers[at])}" for curve in curves)
    return theme.figure(
        [*(_line(curve, places, x_name, y_name, write) for curve in curves), _values_at(curves, at, place)],
        _HEIGHT,
        f"{y_name} against {x_name}; at {quantity(place)}: {told}.",
        xaxis=_axis(x_name, span(places, log_x), log_x),
        yaxis=_axis("", y_range, log_y, write_tick or write) | {"gridcolor": palette.HAIRLINE, "showgrid": True},
        shapes=[upright(place)] if mark is not None else [],
        annotations=[
            notes.above(plain(y_name), shift=10, xshift=-44),
            *_ends(visible, at, y_range, log_y, write if mark is not None else None),
        ],
        margin={"l": 52, "r": 124, "t": _TOP, "b": _BOTTOM, "pad": 5},
    )


@in_gallery(lambda text: {"ks": [1, 5, 10], "recall": [0.5, 0.75, 1], "chosen": 5, "name": text})
def recall_curve(
    ks: Sequence[int],
    recall: ArrayLike,
    chosen: int,
    *,
    name: str = "of the full ranking's best",
    colour: str = palette.FAMILY_COLOURS["late-interaction"],
) -> go.Figure:
    """Draw `recall` (K,) 0..1 against `ks` (K,), ascending, how many texts the first pass keeps; log axis.

    `chosen`, the k in force (the nearest drawn), is marked with its share; `name` ends the sentence "keeps 95 % ...".
    The vertical range is 0 to 100 %.
    """
    # On a logarithmic axis, since k doubles from one to the next.
    kept, shares = np.asarray(ks, dtype=np.float64), rounded(recall)
    same_length(ks=kept, recall=shares)
    if not kept.size:
        return theme.empty("No first pass to judge yet.")
    at = int(np.argmin(np.abs(kept - chosen)))
    k, share = float(kept[at]), float(shares[at])
    kept_share = f"the best {int(k)} of the first pass keep {_percent(share)}"
    listed = ", ".join(f"k {int(each)} {_percent(share)}" for each, share in zip(kept, shares, strict=True))
    low, high = np.log10(max(kept.min(), 1)), np.log10(max(kept.max(), 1))
    room = 0.06 * (high - low) or 0.5  # a single k stands in the middle
    names = [whole(each) for each in kept]
    line = traces.line(
        "recall",
        kept,
        shares,
        width=2.5,
        colour=colour,
        mode="lines+markers",
        cliponaxis=False,
        marker={"size": 6, "color": colour},
        text=names,
        customdata=[_percent(each) for each in shares],
        hovertemplate=traces.hover("k %{text}", "<b>%{customdata}</b>"),
    )
    chosen_mark = {"size": 13, "color": colour}
    return theme.figure(
        [line, traces.dots("chosen k", [k], [share], chosen_mark, cliponaxis=False, **traces.SILENT)],
        260,
        f"Recall against k: {kept_share} {name}. {listed}.",
        xaxis=_axis("texts kept by the first pass", (low - room, high + room), True)
        | {"tickvals": kept.tolist(), "ticktext": names},
        yaxis=value_axis((0, 1), [], range=[-0.03, 1.05], grid=True, **SHARES),
        shapes=[upright(k)],
        annotations=[notes.above(f"{kept_share} {plain(name)}", shift=8, xshift=-40)],
        margin={"l": 48, "r": 16, "t": 36, "b": _BOTTOM, "pad": 0},
    )


def _percent(share: float) -> str:
    return percent(share) if np.isfinite(share) else "an unknown share"


def _checked(
    name: str, places: NDArray[np.float64], values: ArrayLike, families: Mapping[str, str], dash: str, log: bool
) -> _Curve:
    numbers = np.asarray(values, dtype=np.float64)
    same_length(x=places, series=numbers)
    drawn = np.where(np.isfinite(numbers) & ((numbers > 0) | (not log)), numbers, np.nan)
    family = families.get(name, name.lower().replace(" ", "-").replace("single-vector", "dense"))
    return _Curve(name, numbers, drawn, palette.FAMILY_COLOURS.get(family, palette.NEUTRAL), dash)


def _line(curve: _Curve, places: NDArray[np.float64], x_name: str, y_name: str, write: Writer) -> dict[str, Any]:
    return traces.line(
        label(curve.name, 30),
        places,
        curve.drawn,
        width=2.5,
        colour=curve.colour,
        dash=curve.dash,
        hovertext=label(curve.name, 40),
        text=[
            f"<b>{write(number)}</b><br>{plain(y_name)}<br>at {quantity(place)} {plain(x_name)}"
            for place, number in zip(places, curve.numbers, strict=True)
        ],
        hovertemplate=traces.hover("%{hovertext}", "%{text}"),
    )


def _values_at(curves: Sequence[_Curve], at: int, place: float) -> dict[str, Any]:
    marker = {"size": 9, "color": [curve.colour for curve in curves]}
    values = [float(curve.drawn[at]) for curve in curves]
    return traces.dots("at the mark", [place] * len(curves), values, marker, cliponaxis=False, **traces.SILENT)


def _axis(title: str, extent: tuple[float, float], log: bool, write: Writer = quantity) -> dict[str, Any]:
    ticks = decades(extent) if log else even_ticks(extent)
    texts = [write(tick) for tick in ticks]
    return value_axis(extent, ticks, room=0, ticktext=texts, type="log" if log else "linear") | {
        "title": axis_title(plain(title))
    }


def _ends(
    curves: Sequence[_Curve], at: int, extent: tuple[float, float], log: bool, write: Writer | None
) -> list[dict[str, Any]]:
    """Name curves at the right end, apart from each other, in shares of the plot's height."""
    ends = np.array([curve.drawn[np.isfinite(curve.drawn)][-1] for curve in curves])
    tall = _HEIGHT - _TOP - _BOTTOM
    shares = ((np.log10(ends) if log else ends) - extent[0]) / (extent[1] - extent[0]) * tall
    heights = spread(shares, 32, ceiling=tall - 8) / tall  # pixels of a name and its number in two lines
    where = {"yref": "paper", "yanchor": "middle", "align": "left"}
    named = []
    for curve, height in zip(curves, heights.round(4).tolist(), strict=True):
        text = f"{notes.key(curve.colour, _DASHES[curve.dash])} {label(curve.name, 18)}"
        text += f"<br><b>{write(curve.numbers[at])}</b>" if write else ""
        named.append(notes.beside(text, height, shift=6, **where))
    return named
