"""Quality against what it costs: a mark with its interval for each way to search, and those that none beats."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, span, value_axis
from embedlab.figures.kit.decades import NOTHING, Writer, decade_axis, logs
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.mark_names import mark_names
from embedlab.numbers_text import between, seconds, short, signed

Row = NDArray[np.float64]
_TOP, _BOTTOM, _LEFT, _RIGHT = 34, 52, 44, 16
_SIDES = {False: (560, 330), True: (270, 400)}
"""Width and height in pixels of the narrowest plot that a page draws, on a screen and on a phone."""
_BEATEN = 0.75
"""Opacity of the intervals, which must not be louder than the marks."""


@in_gallery(
    lambda text: {
        "names": four(text), "families": ["lexical", "dense", "hybrid", "cross-encoder"],
        "costs": [1e-3, 4e-3, 5e-3, 0.0], "quality": [0.3, 0.5, 0.45, 0.6], "lows": [0.2, 0.4, 0.4, np.nan],
        "highs": [0.4, 0.6, 0.5, np.nan], "front": [True, True, False, False], "cost_name": text, "quality_name": text,
    },
    narrow=lambda text: {
        "names": four(text), "families": [text] * 4, "costs": [1.0] * 4, "quality": [0.5] * 4, "lows": [0.5] * 4,
        "highs": [0.5] * 4, "front": [False] * 4, "cost_name": text, "quality_name": text, "narrow": True,
    },
)  # fmt: skip
def cost_quality(
    names: Sequence[str],
    costs: ArrayLike,
    quality: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    families: Sequence[str],
    front: Sequence[bool],
    *,
    cost_name: str,
    quality_name: str,
    narrow: bool = False,
    write_cost: Writer = seconds,
) -> go.Figure:
    """Draw a mark at the `costs` (n,) >= 0 and the `quality` (n,) 0..1 of each, on a line from `lows` to `highs`.

    Costs are on a logarithmic axis of whole powers of ten, what costs nothing left of it; quality spans whole tenths.
    `families` (n,), keys of `FAMILY_COLOURS`, give colour and shape. `front` (n,) says which none beats:
    filled marks with bold names, joined by steps; all others are hollow. Where marks crowd, a line leads from a
    name to its mark. An interval of nan is not drawn. `customdata` of a mark is its row.
    """
    x, y, low, high = (np.asarray(each, dtype=np.float64) for each in (costs, quality, lows, highs))
    same_length(names=names, costs=x, quality=y, lows=low, highs=high, families=families, front=front)
    if not len(names):
        return theme.empty("Nothing is measured yet.")
    (left, right), nothing = span(x, True), not (x > 0).all()
    across = (left - (NOTHING + 0.5 if nothing else 0.3), right + 0.2)
    up = _tenths(y, low, high)
    places = np.stack([logs(x, left - NOTHING), y.round(4)], axis=1)
    told = [_told(*row, write_cost) for row in zip(x, y, low, high, strict=True)]
    listed = "; ".join(f"{shorten(name, 40)} {said}" for name, said in zip(names, told, strict=True))
    rows = sorted(np.flatnonzero(np.asarray(front, dtype=np.bool_)).tolist(), key=lambda row: x[row])
    unbeaten = ", ".join(shorten(names[row], 40) for row in rows) or "none"
    return theme.figure(
        [
            *_steps(places, rows, across[1]),
            _intervals(places, low, high),
            _marks(places, names, families, set(rows), told),
        ],
        _SIDES[narrow][1] + _TOP + _BOTTOM,
        f"{quality_name}, {between(up, short)}, against {cost_name}: {listed}. Beaten by none: {unbeaten}.",
        xaxis=decade_axis(across, left, right, write_cost, every=2 if narrow else 1, nothing=nothing)
        | {"title": axis_title(plain(cost_name))},
        yaxis=value_axis(up, np.linspace(*up, round((up[1] - up[0]) * 10) + 1).round(1).tolist(), grid=True),
        annotations=[
            notes.above(f"{plain(quality_name)}, {between(up, short)}", shift=8, xshift=-_LEFT + 8),
            *mark_names(
                places,
                names,
                across,
                up,
                _SIDES[narrow],
                also=np.concatenate([_along(places, low, high), _along_steps(places, rows, across[1])]),
                bold=set(rows),
            ),
        ],
        margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _tenths(*values: Row) -> tuple[float, float]:
    """The whole tenths from 0 to 1 about all values, two of them at least."""
    known = np.concatenate(values)
    known = known[np.isfinite(known)].clip(0, 1) * 10
    low, high = (int(np.floor(known.min() + 1e-9)), int(np.ceil(known.max() - 1e-9))) if known.size else (0, 10)
    low = max(min(low, high - 2), 0)
    return low / 10, min(max(high, low + 2), 10) / 10


def _told(cost: float, quality: float, low: float, high: float, write_cost: Writer) -> str:
    reach = f" (interval {between((low, high))})" if np.isfinite(low + high) else ""
    return f"{signed(quality)}{reach} for {write_cost(cost)}"


def _steps(places: Row, rows: Sequence[int], end: float) -> list[dict[str, Any]]:
    """What can be had for a cost at most, as steps to the right end of the plot."""
    if not len(rows):
        return []
    x, y = places[list(rows)].T.tolist()
    line = traces.line("front", [*x, end], [*y, y[-1]], width=1.5, colour=palette.NEUTRAL, dash="dot", **traces.SILENT)
    line["line"]["shape"] = "hv"
    return [line]


def _along_steps(places: Row, rows: Sequence[int], end: float) -> Row:
    """Points on the steps, which names keep clear of as well."""
    shares = np.linspace(0, 1, 25)[1:]  # the mark itself is there already
    x, y = np.append(places[list(rows), 0], end), places[list(rows), 1]
    level = [np.stack([x[at] + shares * (x[at + 1] - x[at]), np.full(24, y[at])], axis=1) for at in range(len(rows))]
    risen = range(len(rows) - 1)
    up = [np.stack([np.full(24, x[at + 1]), y[at] + shares * (y[at + 1] - y[at])], axis=1) for at in risen]
    return np.concatenate([np.empty((0, 2)), *level, *up])


def _intervals(places: Row, low: Row, high: Row) -> dict[str, Any]:
    x = np.repeat(places[:, 0], 3).tolist()
    y = [end for ends in zip(low.round(4).tolist(), high.round(4).tolist(), strict=True) for end in (*ends, None)]
    y = [None if end is None or not np.isfinite(end) else end for end in y]
    return traces.line("intervals", x, y, width=1.5, colour=palette.NEUTRAL, **traces.SILENT) | {"opacity": _BEATEN}


def _marks(
    places: Row, names: Sequence[str], families: Sequence[str], front: set[int], told: Sequence[str]
) -> dict[str, Any]:
    symbols = [theme.FAMILY_SYMBOLS.get(family, "circle") for family in families]
    return traces.dots(
        "set-ups",
        places[:, 0].tolist(),
        places[:, 1].tolist(),
        {
            "size": 12,
            "color": [palette.FAMILY_COLOURS.get(family, palette.NEUTRAL) for family in families],
            "symbol": [name if row in front else f"{name}-open" for row, name in enumerate(symbols)],
            "line": {"width": [0 if row in front else 2 for row in range(len(names))]},
        },
        cliponaxis=False,
        customdata=list(range(len(names))),
        hovertext=[label(name, 60) for name in names],
        text=list(told),
        hovertemplate=traces.hover("<b>%{hovertext}</b>", "%{text}"),
    )


def _along(places: Row, low: Row, high: Row) -> Row:
    """Points on the intervals, which names keep clear of."""
    shares = np.linspace(0, 1, 7)
    drawn = np.isfinite(low + high)
    heights = low[drawn, None] + shares * (high - low)[drawn, None]
    return np.stack([np.repeat(places[drawn, 0], len(shares)), heights.ravel()], axis=1)
