"""What ways to search cost: the time of a query against what is stored for a text, a named mark for each way."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import span
from embedlab.figures.kit.decades import NOTHING, Writer, decade_axis, logs
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.figures.kit.mark_names import mark_names
from embedlab.numbers_text import in_bytes, seconds

_TOP, _BOTTOM, _LEFT, _RIGHT = 30, 50, 58, 16
_SIDES = {False: (620, 330), True: (260, 400)}
"""Width and height in pixels of the narrowest plot that a page draws, on a screen and on a phone."""


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
    across = (left - (NOTHING + 0.5 if nothing else 0.3), right + 0.2)
    up = (low - 0.15, high + 0.15)
    places = np.stack([logs(x, left - NOTHING), logs(y, low)], axis=1)
    told = [f"{write_time(a)}, {write_stored(b)}" for a, b in zip(y, x, strict=True)]
    listed = "; ".join(f"{shorten(name, 40)} {said}" for name, said in zip(names, told, strict=True))
    return theme.figure(
        [_marks(places, names, families, told)],
        _SIDES[narrow][1] + _TOP + _BOTTOM,
        f"Time of a query against bytes stored for a text: {listed}.",
        xaxis=decade_axis(across, left, right, write_stored, every=2 if narrow else 1, nothing=nothing)
        | {"title": {"text": "stored for a text", "font": {"size": 12}, "standoff": 8}},
        yaxis=decade_axis(up, low, high, write_time),
        annotations=[
            notes.above("time of a query", shift=8, xshift=-_LEFT + 8),
            *mark_names(places, names, across, up, _SIDES[narrow]),
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
