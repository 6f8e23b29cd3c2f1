"""Kinds of pairs as strips of dots: one way of making a vector, and what it puts near and far."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import named_axis, value_axis
from embedlab.figures.kit.figure_checks import Numbers, rounded, row_or_none, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.numbers_text import between, short, signed, signed_or

_ROW, _TOP, _BOTTOM = 27, 30, 52
"""Pixels: a strip, the name of the pair on the screen above them all, and the axis below."""
_GROUPS = {True: "mean the same", False: "mean something else", None: "not judged"}


@in_gallery(lambda text: {
    "kinds": four(text)[:3], "same": [True, False, None], "values": [[0.9, 0.7], [0.8, -0.1], [0.2, 0.1]], "here": 0.8,
    "row": 1, "name": text, "here_name": text,
})  # fmt: skip
def kind_strips(
    kinds: Sequence[str],
    same: Sequence[bool | None],
    values: Sequence[ArrayLike] | None,
    *,
    here: float | None = None,
    row: int | None = None,
    extent: tuple[float, float] = (-1.0, 1.0),
    name: str = "cosine",
    here_name: str = "A and B",
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw a strip for each kind of pairs: a dot a pair, a stroke at the mean of the kind, its number at the end.

    `values` (k) hold the similarities of each kind's pairs; None leaves the strips empty, while they must not be told.
    `same` (k,) says whether a kind's pairs mean the same: runs of equal ones are named. `here` is the pair on the
    screen, called `here_name`, a line through all strips; with `row` it is one of that kind's pairs and ringed there.
    The axis spans `extent`, printed, and a value beyond it stands at its end.
    """
    same_length(kinds=kinds, same=same, values=values)
    if not len(kinds):
        return theme.empty("No pair to compare yet.")
    strips = [] if values is None else [rounded(each) for each in values]
    places, heads = _places(same)
    bottom = places[-1] + 0.6
    means = [float(np.nanmean(each)) if np.isfinite(each).any() else float("nan") for each in strips]
    drawn = [_pairs(strips, places, kinds, extent, colour), _means(means, places, extent, colour)] if strips else []
    ends = [notes.beside(signed_or(mean), places[row], shift=10, font=notes.NUMBERS) for row, mean in enumerate(means)]
    marked, told = ([], []) if here is None else _here(here, here_name, row_or_none(row, len(kinds)), places, extent)
    return theme.figure(
        [*marked[:1], *drawn, *marked[1:]],
        round(bottom * _ROW) + _TOP + _BOTTOM,
        _alt(kinds, same, means, here, here_name, name, extent),
        xaxis=value_axis(extent, _ticks(extent), title=f"{plain(name)}, {between(extent, short)}", grid=True),
        yaxis=named_axis(
            {at: label(kind, 16) for at, kind in zip(places, kinds, strict=True)}, range=[bottom, 0], automargin=True
        ),
        annotations=[*told, *ends, *heads],
        margin={"l": 8, "r": 52, "t": _TOP, "b": _BOTTOM, "pad": 6},
    )


def _places(same: Sequence[bool | None]) -> tuple[list[float], list[dict[str, Any]]]:
    """The height of each strip, in strips from the top, and the name over each run of equal ones."""
    places: list[float] = []
    heads: list[dict[str, Any]] = []
    at = 0.0
    for row, group in enumerate(same):
        if row == 0 or group is not same[row - 1]:
            heads.append(notes.note(notes.bold(_GROUPS[group]), x=0, xref="paper", xanchor="left", y=at + 0.45))
            at += 0.85
        at += 1
        places.append(at - 0.45)
    return places, heads


def _ticks(extent: tuple[float, float]) -> list[float]:
    low, high = extent
    return sorted({low, high, *(tick for tick in (-0.5, 0.0, 0.5) if low < tick < high)})


def _pairs(
    strips: Sequence[Numbers], places: Sequence[float], kinds: Sequence[str], extent: tuple[float, float], colour: str
) -> dict[str, Any]:
    values = np.concatenate(strips)
    counts = [len(each) for each in strips]
    return traces.dots(
        "pairs",
        np.clip(values, *extent),
        np.repeat(places, counts).round(2).tolist(),
        {"size": 8, "color": colour, "opacity": 0.42},
        cliponaxis=False,
        hovertext=[label(kind, 24) for kind, count in zip(kinds, counts, strict=True) for _ in range(count)],
        text=[signed_or(value) for value in values],
        hovertemplate=traces.hover("%{hovertext}", "<b>%{text}</b>"),
    )


def _means(means: Sequence[float], places: Sequence[float], extent: tuple[float, float], colour: str) -> dict[str, Any]:
    stroke = {"symbol": "line-ns", "size": 20, "color": colour, "line": {"width": 4, "color": colour}}
    x = np.clip(rounded(means), *extent)
    return traces.dots("means", x, list(places), stroke, cliponaxis=False, **traces.SILENT)


def _here(
    value: float, name: str, row: int | None, places: Sequence[float], extent: tuple[float, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The line of the pair on the screen, the ring around its dot, and its name."""
    low, high = extent
    at = min(max(value, low), high)
    line = traces.line(
        "on the screen", [at, at], [0, places[-1] + 0.6], width=1.5, colour=palette.ACCENT, dash="dot", **traces.SILENT
    )
    ring = [] if row is None else [
        traces.dots("ring", [at], [places[row]], traces.ring(16), cliponaxis=False, **traces.SILENT)
    ]  # fmt: skip
    anchor = "right" if at > (low + high) / 2 else "left"
    head = notes.over(f"{label(name, 20)} <b>{signed(value)}</b>", at, shift=4, xanchor=anchor)
    return [line, *ring], [head]


def _alt(
    kinds: Sequence[str],
    same: Sequence[bool | None],
    means: Sequence[float],
    here: float | None,
    here_name: str,
    name: str,
    extent: tuple[float, float],
) -> str:
    ends = [f" {signed_or(mean)}" for mean in means] or [""] * len(kinds)
    told = "; ".join(
        f"{shorten(kind, 30)} ({_GROUPS[group]}){end}" for kind, group, end in zip(kinds, same, ends, strict=True)
    )
    screen = "" if here is None else f" {shorten(here_name, 30)}: {signed(here)}."
    return f"{name} of {len(kinds)} kinds of pairs, range {between(extent)}: {told}.{screen}"
