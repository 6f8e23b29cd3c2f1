"""Models side by side by one size: a dot for the whole of it, and one for what a single text uses."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.bar_rows import name_axis
from embedlab.figures.kit.figure_checks import row_or_none, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.numbers_text import quantity, short

_ROW, _TOP, _BOTTOM = 23, 12, 48
_VEILED = "?"
Sizes = NDArray[np.float64]


@in_gallery(lambda text: {
    "names": four(text), "wholes": [2e7, 1e7, 5e5, np.nan], "used": [2e3, 9e6, np.nan, np.nan], "name": text,
    "selected": 1, "veiled": (2,),
})  # fmt: skip
def model_sizes(
    names: Sequence[str],
    wholes: ArrayLike,
    *,
    name: str,
    used: ArrayLike | None = None,
    colours: Sequence[str] | None = None,
    hollow: Sequence[bool] | None = None,
    selected: int | None = None,
    veiled: Sequence[int] = (),
    narrow: bool = False,
    write: Callable[[float], str] = quantity,
) -> go.Figure:
    """Draw a dot for each model at `wholes` (n,) > 0 on a logarithmic axis called `name`, first row at the top.

    `used` (n,) <= `wholes`, where there is one, is a second dot, and a line leads from it to the whole. A size that is
    missing (nan) has no dot. `colours` (n,) "#RRGGBB"; `hollow` (n,) marks models that are not here; `selected` is the
    row in bold; of the rows `veiled` nothing is told. A `narrow` axis names its ends alone. `write` spells a number.
    `customdata` of a dot is its row.
    """
    whole = np.array(wholes, dtype=np.float64)
    part = np.full(whole.shape, np.nan) if used is None else np.array(used, dtype=np.float64)
    same_length(names=names, wholes=whole, used=part, colours=colours, hollow=hollow)
    if not len(names):
        return theme.empty("No model to compare yet.")
    whole[list(veiled)] = part[list(veiled)] = np.nan
    inks = list(colours) if colours is not None else [palette.NEUTRAL] * len(names)
    low, high = _extent(np.concatenate([whole, part]))
    chosen = row_or_none(selected, len(names))
    marks = [_dots("all of it", whole, inks, hollow or [False] * len(names), names, write)]
    if np.isfinite(part).any():
        marks = [*_lines(part, whole, inks), *marks, _dots("used", part, inks, [True] * len(names), names, write, 8)]
    told = [
        _VEILED if row in veiled else _told(*sizes, write) for row, sizes in enumerate(zip(part, whole, strict=True))
    ]
    return theme.figure(
        marks,
        len(names) * _ROW + _TOP + _BOTTOM,
        f"{name}: " + "; ".join(f"{shorten(each, 40)} {said}" for each, said in zip(names, told, strict=True)) + ".",
        xaxis=_decades(low, high, name, write, narrow=narrow),
        yaxis=name_axis(notes.bold_row([label(each, 26) for each in names], chosen)),
        annotations=notes.row_ends(told),
        margin={"l": 8, "r": 132 if np.isfinite(part).any() else 84, "t": _TOP, "b": _BOTTOM, "pad": 6},
        uirevision="models",
    )


def _dots(
    what: str, sizes: Sizes, inks: Sequence[str], hollow: Sequence[bool], names: Sequence[str],
    write: Callable[[float], str], size: int = 12,
) -> dict[str, Any]:  # fmt: skip
    fills = [palette.CLEAR if empty else ink for ink, empty in zip(inks, hollow, strict=True)]
    return traces.dots(
        what,
        _logs(sizes),
        list(range(len(sizes))),
        {"size": size, "color": fills, "line": {"width": 2, "color": list(inks)}},
        customdata=list(range(len(sizes))),
        cliponaxis=False,
        hovertext=[label(each, 60) for each in names],
        text=[write(size) if np.isfinite(size) else "none" for size in sizes],
        hovertemplate=traces.hover("%{hovertext}", f"{what} <b>%{{text}}</b>"),
    )


def _lines(part: Sizes, whole: Sizes, inks: Sequence[str]) -> list[dict[str, Any]]:
    ends = zip(_logs(part), _logs(whole), strict=True)
    return [
        traces.line("between", [low, high], [row, row], width=2.5, colour=inks[row], opacity=0.5, **traces.SILENT)
        for row, (low, high) in enumerate(ends)
        if low is not None and high is not None
    ]


def _logs(sizes: Sizes) -> list[float | None]:
    # Places on a linear axis of decades: Plotly's own logarithmic axis labels what lies between as well.
    return [round(float(np.log10(size)), 4) if np.isfinite(size) and size > 0 else None for size in sizes]


def _extent(sizes: Sizes) -> tuple[int, int]:
    known = sizes[np.isfinite(sizes) & (sizes > 0)]
    if not len(known):
        return 0, 1
    low, high = int(np.floor(np.log10(known.min()))), int(np.ceil(np.log10(known.max())))
    return low, max(high, low + 1)


def _decades(low: int, high: int, name: str, write: Callable[[float], str], *, narrow: bool) -> dict[str, Any]:
    step = 1 if high - low <= 5 else 2
    ticks = list(range(low, high + 1, step))
    title = f"{plain(name)}, each line {short(10.0**step)} times the last"
    kept = {low, high} if narrow else set(ticks)
    words = [write(10.0**tick) if tick in kept else "" for tick in ticks]
    return value_axis((low, high), ticks, title=title, grid=True, showgrid=True, ticktext=words, tickangle=0)


def _told(part: float, whole: float, write: Callable[[float], str]) -> str:
    if not np.isfinite(whole):
        return "–"
    return f"{write(part)} of <b>{write(whole)}</b>" if np.isfinite(part) else f"<b>{write(whole)}</b>"
