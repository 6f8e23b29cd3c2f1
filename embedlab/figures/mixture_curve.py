"""What a mixture of two rankers is worth over many queries: a mean for each weight, how sure it is, others beside."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.placement import spread
from embedlab.numbers_text import between, signed

_HEIGHT, _TOP, _BOTTOM, _GAP = 380, 24, 62, 24
_FIRST, _STEP, _END = 1.08, 0.045, 1.36
"""Where the rankers beside the curve begin, how far they are apart, and where the axis ends."""
_TICK = 0.1


@in_gallery(lambda text: {
    "weights": [0, 0.5, 1], "means": [0.6, 0.8, 0.7], "lows": [0.5, 0.7, 0.6], "highs": [0.7, 0.9, 0.8],
    "name": text, "others": {text: (0.5, 0.4, 0.6), f"{text}1": (0.75, 0.7, 0.8)}, "ends": (text, text),
})  # fmt: skip
def mixture_curve(
    weights: ArrayLike,
    means: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    *,
    name: str,
    others: Mapping[str, tuple[float, float, float]],
    ends: tuple[str, str] = ("lexical", "dense"),
    colours: Mapping[str, str] | None = None,
) -> go.Figure:
    """Draw `means` (W,) 0..1 with their interval from `lows` to `highs` over `weights` (W,) 0..1 ascending.

    0 is all `ends`[0], 1 all `ends`[1]; the highest mean is marked. `name` says what is measured. `others`, name ->
    (mean, low, high), stand at the right as dots with their intervals, each named; `colours` name -> "#RRGGBB", by
    default neutral. The vertical axis begins at the tenth below the lowest interval and is numbered.
    """
    shares, middle, low, high = (rounded(each) for each in (weights, means, lows, highs))
    same_length(weights=shares, means=middle, lows=low, highs=high)
    if not len(shares):
        return theme.empty("No mixture to show yet.")
    beside = np.array(list(others.values())).reshape(-1, 3)
    floor, top = _extent(np.concatenate([low, beside[:, 1]]), np.concatenate([high, beside[:, 2]]))
    best = int(np.nanargmax(middle))
    ticks = np.arange(round(floor / _TICK), round(top / _TICK) + 1) * _TICK
    return theme.figure(
        [*_curve(shares, middle, low, high, best, plain(name)), *_others(others, colours or {}, plain(name))],
        _HEIGHT,
        _alt(name, shares, middle, low, high, others, ends),
        xaxis=_weight_axis(ends),
        yaxis=value_axis((floor, top), ticks.tolist(), grid=True) | {"title": axis_title(plain(name))},
        annotations=[
            _best_note(shares, middle, best),
            *_names(others, colours or {}, floor, top),
        ],
        margin={"l": 56, "r": 132, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _extent(lows: NDArray[np.floating], highs: NDArray[np.floating]) -> tuple[float, float]:
    """The tenths around all intervals, so that two screens have the same axis where they can."""
    floor = max(0.0, np.floor(np.nanmin(lows) / _TICK + 1e-6) * _TICK)
    return float(floor), float(min(1.0, max(np.ceil(np.nanmax(highs) / _TICK - 1e-6) * _TICK, floor + _TICK)))


def _curve(shares: Numbers, middle: Numbers, low: Numbers, high: Numbers, best: int, name: str) -> list[dict[str, Any]]:
    colour = palette.ACCENT
    rows = zip(middle, low, high, strict=True)
    told = [f"{signed(value)}, interval {between((least, most))}" for value, least, most in rows]
    band = traces.line(
        "interval", np.concatenate([shares, shares[::-1]]), np.concatenate([low, high[::-1]]), width=0, colour=colour,
        fill="toself", fillcolor=palette.HAIRLINE, **traces.SILENT,
    )  # fmt: skip
    line = traces.line(
        name, shares, middle, width=3, colour=colour, text=told,
        hovertext=[f"weight {signed(share)}" for share in shares],
        hovertemplate=traces.hover("%{hovertext}", f"{name} <b>%{{text}}</b>"),
    )  # fmt: skip
    marker = {"size": 12, "color": colour, "symbol": "diamond"}
    return [band, line, traces.dots("highest", [shares[best]], [middle[best]], marker, **traces.SILENT)]


def _others(
    others: Mapping[str, tuple[float, float, float]], colours: Mapping[str, str], name: str
) -> list[dict[str, Any]]:
    places = [_FIRST + _STEP * number for number in range(len(others))]
    inks = [colours.get(other, palette.NEUTRAL) for other in others]
    lines = [
        traces.line("interval", [x, x], [low, high], width=3, colour=ink, opacity=0.5, **traces.SILENT)
        for x, ink, (_, low, high) in zip(places, inks, others.values(), strict=True)
    ]
    dots = traces.dots(
        "rankers", places, [each[0] for each in others.values()], {"size": 10, "color": inks},
        hovertext=[label(other, 60) for other in others],
        text=[f"{signed(mean)}, interval {between((low, high))}" for mean, low, high in others.values()],
        hovertemplate=traces.hover("%{hovertext}", f"{name} <b>%{{text}}</b>"),
    )  # fmt: skip
    return [*lines, dots] if others else []


def _names(
    others: Mapping[str, tuple[float, float, float]], colours: Mapping[str, str], floor: float, top: float
) -> list[dict[str, Any]]:
    per_unit = (_HEIGHT - _TOP - _BOTTOM) / (top - floor)
    wanted = np.array([(mean - floor) * per_unit for mean, _, _ in others.values()])
    heights = spread(wanted, _GAP, ceiling=_HEIGHT - _TOP - _BOTTOM) / per_unit + floor
    return [
        notes.beside(
            f"{notes.key(colours.get(other, palette.NEUTRAL), '●')} {label(other, 16)} <b>{signed(mean)}</b>",
            float(height), shift=2, yanchor="middle", align="left", font={"size": 11},
        )
        for height, (other, (mean, _, _)) in zip(heights, others.items(), strict=True)
    ]  # fmt: skip


def _weight_axis(ends: tuple[str, str]) -> dict[str, Any]:
    first, last = (label(end, 12) for end in ends)
    ticks = [f"0<br>all {first}", "0.5", f"1<br>all {last}"]
    return value_axis((0, 1), [0, 0.5, 1], ticktext=ticks, range=[-0.03, _END], tickangle=0)


def _best_note(shares: Numbers, middle: Numbers, best: int) -> dict[str, Any]:
    told = f"highest <b>{signed(middle[best])}</b> at weight {signed(shares[best])}"
    side = "left" if shares[best] < 0.3 else "center"
    return notes.note(told, x=float(shares[best]), y=float(middle[best]), yshift=26, xanchor=side)


def _alt(
    name: str,
    shares: Numbers,
    middle: Numbers,
    low: Numbers,
    high: Numbers,
    others: Mapping[str, tuple[float, float, float]],
    ends: tuple[str, str],
) -> str:
    best = int(np.nanargmax(middle))

    def at(place: int) -> str:
        return f"{signed(middle[place])} (interval {between((low[place], high[place]))})"

    listed = "; ".join(f"{shorten(other, 40)} {signed(each[0])}" for other, each in others.items())
    return (
        f"{name} as the weight goes from 0 (all {ends[0]}) to 1 (all {ends[1]}): {at(0)} at 0, {at(best)} at "
        f"{signed(shares[best])}, the highest, {at(-1)} at 1." + (f" Beside it: {listed}." if listed else "")
    )
