"""What more pairs to learn from bring: a mean for each number of pairs, how sure it is, and levels to compare with."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.placement import spread
from embedlab.figures.kit.strokes import level
from embedlab.numbers_text import between, signed, whole

_HEIGHT, _TOP, _BOTTOM, _GAP = 300, 24, 58, 20
_TICK = 0.1


@in_gallery(lambda text: {
    "pairs": [0, 125, 250, 500], "means": [0.5, 0.55, 0.6, 0.62], "lows": [0.4, 0.5, 0.55, 0.6],
    "highs": [0.6, 0.65, 0.7, 0.7], "name": text, "levels": {text: 0.45}, "mark": (300, 0.58, 0.5, 0.65),
    "mark_name": text,
})  # fmt: skip
def gain_by_pairs(
    pairs: Sequence[int],
    means: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    *,
    name: str,
    levels: Mapping[str, float] | None = None,
    mark: tuple[float, float, float, float] | None = None,
    mark_name: str = "yours",
) -> go.Figure:
    """Draw `means` (k,) 0..1 on lines from `lows` to `highs` (k,) at k rising numbers of `pairs`, the first may be 0.

    Pairs are on a scale on which each doubling takes the same room; 0 stands left of it. `name` is the measure.
    `levels`, name -> 0..1, are dotted across and named at the right. `mark`, (pairs, mean, low, high), is one more
    point, called `mark_name`. The vertical axis spans whole tenths about all intervals.
    """
    middle, low, high = (rounded(each) for each in (means, lows, highs))
    same_length(pairs=pairs, means=middle, lows=low, highs=high)
    if not len(pairs):
        return theme.empty("No number of pairs was tried yet.")
    places = _places(pairs, np.asarray(pairs, dtype=np.float64))
    compared = dict(levels or {})
    ends = [*low.tolist(), *high.tolist(), *compared.values(), *([] if mark is None else mark[2:])]
    floor, top = _extent(ends)
    told = [_told(*row) for row in zip(middle, low, high, strict=True)]
    drawn = _points(places, middle, low, high, [f"{whole(each)} pairs" for each in pairs], told, palette.ACCENT, name)
    line = traces.line("means", places, middle, width=2, colour=palette.ACCENT, **traces.SILENT)
    extra = [] if mark is None else _marked(pairs, mark, mark_name, name)
    return theme.figure(
        [line, *drawn, *extra],
        _HEIGHT,
        _alt(name, pairs, told, compared, mark, mark_name),
        xaxis=value_axis((0, len(pairs) - 1), list(range(len(pairs))), ticktext=[whole(each) for each in pairs])
        | {"title": axis_title("pairs learnt from"), "range": [-0.3, len(pairs) - 0.7]},
        yaxis=value_axis((floor, top), _ticks(floor, top), grid=True) | {"title": axis_title(plain(name))},
        shapes=[level(value, width=1.2, dash="dot") for value in compared.values()],
        annotations=_names(compared, mark, mark_name, floor, top),
        margin={"l": 56, "r": 100, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _places(pairs: Sequence[int], wanted: ArrayLike) -> Numbers:
    """Where numbers of pairs stand: those drawn at 0, 1, 2 and so on, others between them by their logarithm."""
    logs = np.log2(np.maximum(np.asarray(pairs, dtype=np.float64), 1.0))
    asked = np.log2(np.maximum(np.asarray(wanted, dtype=np.float64), 1.0))
    return np.asarray(np.interp(asked, logs, np.arange(len(pairs), dtype=np.float64)), dtype=np.float32)


def _extent(values: Sequence[float]) -> tuple[float, float]:
    known = [value for value in values if np.isfinite(value)] or [0.0, 1.0]
    floor = max(0.0, float(np.floor(min(known) / _TICK + 1e-6)) * _TICK)
    return floor, min(1.0, max(float(np.ceil(max(known) / _TICK - 1e-6)) * _TICK, floor + _TICK))


def _ticks(floor: float, top: float) -> list[float]:
    return [number * _TICK for number in range(round(floor / _TICK), round(top / _TICK) + 1)]


def _told(mean: float, low: float, high: float) -> str:
    return f"{signed(mean)}, interval {between((low, high))}"


def _points(
    places: Numbers, middle: Numbers, low: Numbers, high: Numbers, names: Sequence[str], told: Sequence[str],
    colour: str, name: str,
) -> list[dict[str, Any]]:  # fmt: skip
    bars = [
        traces.line("interval", [x, x], [least, most], width=3, colour=colour, opacity=0.5, **traces.SILENT)
        for x, least, most in zip(places, low, high, strict=True)
    ]
    dots = traces.dots(
        "points", places, middle, {"size": 10, "color": colour}, hovertext=[label(each, 60) for each in names],
        text=list(told), hovertemplate=traces.hover("%{hovertext}", f"{plain(name)} <b>%{{text}}</b>"),
    )  # fmt: skip
    return [*bars, dots]


def _marked(
    pairs: Sequence[int], mark: tuple[float, float, float, float], mark_name: str, name: str
) -> list[dict[str, Any]]:
    count, mean, low, high = mark
    place = _places(pairs, np.array([count]))
    one = [np.array([value]) for value in (mean, low, high)]
    names = [f"{mark_name}, {whole(count)} pairs"]
    return _points(
        place, one[0], one[1], one[2], names, [_told(mean, low, high)], palette.FAMILY_COLOURS["dense"], name
    )


def _names(
    levels: Mapping[str, float],
    mark: tuple[float, float, float, float] | None,
    mark_name: str,
    floor: float,
    top: float,
) -> list[dict[str, Any]]:
    named = [(f"{notes.key(palette.NEUTRAL, '┄')} {label(name, 16)}", value) for name, value in levels.items()]
    if mark is not None:
        named.append((f"{notes.key(palette.FAMILY_COLOURS['dense'], '●')} {label(mark_name, 16)}", mark[1]))
    per_unit = (_HEIGHT - _TOP - _BOTTOM) / (top - floor)
    wanted = np.array([(value - floor) * per_unit for _, value in named])
    heights = spread(wanted, _GAP, ceiling=_HEIGHT - _TOP - _BOTTOM) / per_unit + floor
    return [
        notes.beside(f"{text} <b>{signed(value)}</b>", float(height), shift=2, yanchor="middle", align="left",
                     font={"size": 11})
        for height, (text, value) in zip(heights, named, strict=True)
    ]  # fmt: skip


def _alt(
    name: str, pairs: Sequence[int], told: Sequence[str], levels: Mapping[str, float],
    mark: tuple[float, float, float, float] | None, mark_name: str,
) -> str:  # fmt: skip
    listed = "; ".join(f"{whole(count)} pairs {said}" for count, said in zip(pairs, told, strict=True))
    also = "".join(f" {shorten(level_name, 40)}: {signed(value)}." for level_name, value in levels.items())
    own = "" if mark is None else f" {shorten(mark_name, 40)}: {whole(mark[0])} pairs {_told(*mark[1:])}."
    return f"{name} by the number of pairs: {listed}.{also}{own}"
