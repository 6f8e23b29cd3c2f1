"""What a graph of nearest vectors finds and how long it takes, one above the other, by the candidates it keeps."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, even_ticks, span, value_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.strokes import upright
from embedlab.numbers_text import measured, signed, whole

_Numbers = NDArray[np.float64]
_HEIGHT, _BOTTOM = 400, 54
_UPPER, _LOWER = (0.60, 1.0), (0.0, 0.42)
"""Shares of the plot's height: recall above, time below."""
_FLOORS = (0.9, 0.5, 0.0)
"""Where the axis of recall may begin: three floors only, so that collections compare."""


@in_gallery(lambda _: {
    "efs": [10, 32, 128], "recall": [0.91, 0.98, 1.0], "p50": [2e-4, 4e-4, 1e-3], "p95": [4e-4, 8e-4, 3e-3],
    "exact": 0.005, "chosen": 32,
})  # fmt: skip
def graph_recall_time(
    efs: Sequence[int], recall: ArrayLike, p50: ArrayLike, p95: ArrayLike, exact: float, chosen: int
) -> go.Figure:
    """Draw recall (K,) 0..1 and, below it, seconds a query against `efs` (K,), rising, on a logarithmic axis.

    `p50` and `p95` (K,) seconds: half and 95 of 100 queries took no longer. `exact`: seconds when all vectors are
    compared, a level line. `chosen`, the ef in force (the nearest drawn), is marked. The axis of recall begins at
    0.9, 0.5 or 0, whichever holds all, and says so; that of time at 0.
    """
    kept, shares = np.asarray(efs, dtype=np.float64), rounded(recall).astype(np.float64)
    half, most = (np.asarray(values, dtype=np.float64) * 1e3 for values in (p50, p95))
    same_length(efs=kept, recall=shares, p50=half, p95=most)
    if not kept.size:
        return theme.empty("No graph to measure yet.")
    at = int(np.argmin(np.abs(kept - chosen)))
    floor = next((each for each in _FLOORS if float(np.min(shares)) >= each), 0.0)
    extent = span([*half, *most, exact * 1e3], log=False)
    low, high = np.log10(max(kept.min(), 1)), np.log10(max(kept.max(), 1))
    room = 0.05 * (high - low) or 0.5  # a single ef stands in the middle
    told = ", ".join(
        f"ef {whole(ef)} {signed(share, 3)} in {measured(seconds / 1e3)}"
        for ef, share, seconds in zip(kept, shares, half, strict=True)
    )
    return theme.figure(
        [_recall(kept, shares), *_times(kept, half, most), *_marks(kept, shares, half, at)],
        _HEIGHT,
        f"Recall and time against ef, the candidates that a walk keeps: {told}. Comparing all takes {measured(exact)}.",
        xaxis=_places(kept, low - room, high + room),
        yaxis=value_axis((floor, 1), [floor, (floor + 1) / 2, 1], room=0.06, grid=True, domain=list(_UPPER)),
        yaxis2=value_axis(extent, even_ticks(extent), room=0.04, grid=True, domain=list(_LOWER), anchor="x"),
        # In two pieces: the words between the two plots stay free.
        shapes=[
            *(upright(float(kept[at])) | {"y0": low, "y1": high} for low, high in (_UPPER, _LOWER)),
            _level(exact * 1e3),
        ],
        annotations=_notes(shares, half, most, exact, at),
        margin={"l": 52, "r": 16, "t": 34, "b": _BOTTOM, "pad": 4},
    )


def _places(kept: _Numbers, low: float, high: float) -> dict[str, Any]:
    axis = value_axis((low, high), kept.tolist(), room=0, type="log", anchor="y2")
    return axis | {"ticktext": [whole(ef) for ef in kept], "title": axis_title("ef: candidates that the walk keeps")}


def _recall(kept: _Numbers, shares: _Numbers) -> dict[str, Any]:
    colour = palette.FAMILY_COLOURS["dense"]
    return traces.line(
        "recall", kept, shares, width=2.5, colour=colour, mode="lines+markers", cliponaxis=False,
        marker={"size": 6, "color": colour}, text=[whole(ef) for ef in kept],
        customdata=[signed(share, 3) for share in shares],
        hovertemplate=traces.hover("ef %{text}", "recall <b>%{customdata}</b>"),
    )  # fmt: skip


def _times(kept: _Numbers, half: _Numbers, most: _Numbers) -> list[dict[str, Any]]:
    drawn = (("median", half, "solid"), ("95 of 100", most, "dot"))
    return [
        traces.line(
            name, kept, values, width=2.5, colour=palette.FAMILY_COLOURS["dense"], dash=dash, yaxis="y2",
            cliponaxis=False, text=[whole(ef) for ef in kept],
            customdata=[measured(value / 1e3) for value in values],
            hovertemplate=traces.hover("ef %{text}", f"<b>%{{customdata}}</b>, {name}"),
        )
        for name, values, dash in drawn
    ]  # fmt: skip


def _marks(kept: _Numbers, shares: _Numbers, half: _Numbers, at: int) -> list[dict[str, Any]]:
    marker = {"size": 12, "color": palette.FAMILY_COLOURS["dense"]}
    place = [float(kept[at])]
    return [
        traces.dots("chosen", place, [float(shares[at])], marker, cliponaxis=False, **traces.SILENT),
        traces.dots("chosen", place, [float(half[at])], marker, yaxis="y2", cliponaxis=False, **traces.SILENT),
    ]


def _level(milliseconds: float) -> dict[str, Any]:
    place = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y2", "y0": milliseconds, "y1": milliseconds}
    return {"type": "line", "line": {"width": 1.5, "color": palette.NEUTRAL, "dash": "dash"}, "layer": "below"} | place


def _notes(shares: _Numbers, half: _Numbers, most: _Numbers, exact: float, at: int) -> list[dict[str, Any]]:
    key = notes.key(palette.FAMILY_COLOURS["dense"], "━")
    late = notes.key(palette.FAMILY_COLOURS["dense"], "┅")
    level = notes.key(palette.NEUTRAL, "╍")
    found = f"{key} recall@10, 0 to 1: <b>{signed(shares[at], 3)}</b>"
    took = (
        f"milliseconds: {key} half within <b>{measured(half[at] / 1e3)}</b>, {late} 95 of 100 within "
        f"{measured(most[at] / 1e3)}<br>{level} all compared: {measured(exact)}"
    )
    return [
        notes.above(found, shift=8, xshift=-40),
        notes.above(took, shift=6, xshift=-40, y=_LOWER[1], align="left"),
    ]
