"""Two aims that cost each other: a path for each way to search, from all of one to all of the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import value_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.numbers_text import between, short, signed

_HEIGHT, _TOP, _BOTTOM = 300, 44, 52
_SYMBOLS = ("circle", "diamond", "square", "triangle-up")
_GLYPHS = "●◆■▲"

Path = tuple[ArrayLike, ArrayLike]
"""What is reached across (k,) and up (k,) at each weight."""


@in_gallery(lambda text: {
    "paths": {text: ([0.1, 0.2, 0.4], [0.9, 0.8, 0.5]), f"{text}1": ([0.2, 0.3, 0.5], [0.6, 0.5, 0.3])},
    "weights": [1, 0.5, 0], "chosen": 0.5, "x_name": text, "y_name": text, "weight_name": text,
})  # fmt: skip
def trade_off_paths(
    paths: Mapping[str, Path],
    weights: Sequence[float],
    chosen: float,
    *,
    x_name: str,
    y_name: str,
    weight_name: str,
    colours: Mapping[str, str] | None = None,
) -> go.Figure:
    """Draw what two aims reach together: a path by name, with a mark at each of the `weights` (k,) 0..1.

    Both axes go from one round number to another about all marks, and print them. The marks nearest to the weight
    `chosen` are large; the ends of the first path say their weight, which is called `weight_name`. A mark without both
    numbers is left out. `colours` name -> "#RRGGBB", by default neutral.
    """
    drawn = {name: (rounded(x).astype(np.float64), rounded(y).astype(np.float64)) for name, (x, y) in paths.items()}
    for x, y in drawn.values():
        same_length(weights=weights, across=x, up=y)
    known = [np.isfinite(x) & np.isfinite(y) for x, y in drawn.values()]
    if not len(weights) or not any(each.any() for each in known):
        return theme.empty("Nothing to weigh up yet.")
    inks = [(colours or {}).get(name, palette.NEUTRAL) for name in drawn]
    across, up = (_around(np.concatenate([each[axis] for each in drawn.values()])) for axis in (0, 1))
    at = int(np.argmin(np.abs(np.asarray(weights, dtype=np.float64) - chosen)))
    keys = [f"{notes.key(ink, _GLYPHS[row % 4])} " for row, ink in enumerate(inks)]
    names = "   ".join(key + label(name, 20) for key, name in zip(keys, drawn, strict=True))
    told = "; ".join(f"{shorten(name, 40)} {signed(y[at])} at {signed(x[at])}" for name, (x, y) in drawn.items())
    return theme.figure(
        [
            _path(name, *numbers, weights, at, ink, row, weight_name)
            for row, ((name, numbers), ink) in enumerate(zip(drawn.items(), inks, strict=True))
        ],
        _HEIGHT,
        f"{y_name} against {x_name}, a mark for each {weight_name} from {between((weights[0], weights[-1]), short)}; "
        f"at {short(weights[at])}: {told}.",
        xaxis=value_axis(across, _ticks(across), room=0.06, title=f"{plain(x_name)}, {between(across, short)}"),
        yaxis=value_axis(up, _ticks(up), room=0.06, grid=True),
        annotations=[
            notes.above(f"{plain(y_name)}, {between(up, short)}", shift=22, xshift=-36),
            notes.above(names, shift=4, xshift=-36),
            *_ends(*next(iter(drawn.values())), weights, weight_name),
        ],
        margin={"l": 44, "r": 16, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _around(values: NDArray[np.float64]) -> tuple[float, float]:
    """The round numbers about all values: tenths, or twentieths where they lie close."""
    known = values[np.isfinite(values)]
    step = 0.05 if np.ptp(known) < 0.2 else 0.1
    low, high = np.floor(round(known.min() / step, 6)), np.ceil(round(known.max() / step, 6))
    return round(float(low * step), 2), round(float(max(high, low + 1) * step), 2)


def _ticks(extent: tuple[float, float]) -> list[float]:
    """Its ends, and what lies between them in steps of which a screen has room for five at most."""
    steps = round((extent[1] - extent[0]) / 0.05)
    every = next(each for each in (1, 2, 4, 5, 10, steps) if steps % each == 0 and steps // each <= 5)
    return [round(float(tick), 2) for tick in np.linspace(*extent, steps // every + 1)]


def _path(
    name: str,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weights: Sequence[float],
    at: int,
    ink: str,
    row: int,
    weight_name: str,
) -> dict[str, Any]:
    told = [
        f"{plain(weight_name)} {short(weight)}: {signed(up)} at {signed(right)}"
        for weight, right, up in zip(weights, x, y, strict=True)
    ]
    return traces.line(
        label(name, 40), x.round(4).tolist(), y.round(4).tolist(), width=2, colour=ink, mode="lines+markers",
        marker={
            "size": [13 if place == at else 6 for place in range(len(weights))], "color": ink,
            "symbol": _SYMBOLS[row % 4],
        },
        cliponaxis=False, text=told, hovertext=[label(name, 40)] * len(weights),
        hovertemplate=traces.hover("<b>%{hovertext}</b>", "%{text}"),
    )  # fmt: skip


def _ends(
    x: NDArray[np.float64], y: NDArray[np.float64], weights: Sequence[float], weight_name: str
) -> list[dict[str, Any]]:
    places = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(places):
        return []
    ends = sorted({int(places[0]), int(places[-1])}, key=lambda place: float(x[place]))
    # Clear of the path, which falls from the left end to the right one.
    sides: tuple[dict[str, Any], ...] = ({"yshift": -14}, {"xanchor": "left", "xshift": 7, "yshift": 9})
    return [
        notes.note(
            f"{plain(weight_name)} {short(weights[place])}", x=float(x[place]), y=float(y[place]), font={"size": 11},
            **side,
        )
        for place, side in zip(ends, sides, strict=False)
    ]  # fmt: skip
