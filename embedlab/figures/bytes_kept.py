"""What smaller vectors keep: a line for each way to keep numbers, a mark on it for each length of a vector."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import axis_title, span, value_axis
from embedlab.figures.kit.decades import decade_axis, logs
from embedlab.figures.kit.figure_checks import same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import plain, shorten, tidy
from embedlab.numbers_text import between, in_bytes, short, signed, whole

Row = NDArray[np.float64]
_HEIGHT, _TOP, _BOTTOM, _LEFT, _RIGHT = 360, 44, 52, 44, 24
_LOOKS = (
    ("circle", "solid"), ("square", "dash"), ("diamond", "dot"), ("triangle-up", "dashdot"), ("star", "longdash"),
)  # fmt: skip
_GLYPHS = "●■◆▲★"


@in_gallery(lambda text: {
    "ways": [text, text, *four(text)[1:3]], "widths": [384, 64, 384, 384], "stored": [1536, 256, 384, 48],
    "values": [1, 0.7, 0.99, 0.6], "lows": [1, 0.6, 0.98, np.nan], "highs": [1, 0.8, 1, np.nan], "name": text,
})  # fmt: skip
def bytes_kept(
    ways: Sequence[str],
    widths: Sequence[int],
    stored: ArrayLike,
    values: ArrayLike,
    lows: ArrayLike,
    highs: ArrayLike,
    *,
    name: str,
    colour: str = palette.FAMILY_COLOURS["dense"],
    narrow: bool = False,
) -> go.Figure:
    """Draw `values` (n,) 0..1, called `name`, on lines from `lows` to `highs`, at the bytes `stored` of a document.

    Bytes (n,) are on a logarithmic axis. Marks of one of the `ways` (n,) share a shape and are joined by a line, in the
    order of their bytes; `widths` (n,), the numbers of a vector, stand beside the marks of the first way. Each way
    has its shape and name above the plot. An interval of nan is not drawn. `customdata` of a mark is its row.
    """
    x, y, low, high = (np.asarray(each, dtype=np.float64) for each in (stored, values, lows, highs))
    same_length(ways=ways, widths=widths, stored=x, values=y, lows=low, highs=high)
    if not len(ways):
        return theme.empty("No smaller vectors are measured yet.")
    left, right = span(x, True)
    told = [_told(*row) for row in zip(ways, widths, x, y, low, high, strict=True)]
    distinct = list(dict.fromkeys(ways))
    rows = {way: [row for row in np.argsort(x, kind="stable").tolist() if ways[row] == way] for way in distinct}
    return theme.figure(
        [
            _line(rows[way], logs(x, left), y, low, high, told, colour, _LOOKS[place % len(_LOOKS)])
            for place, way in enumerate(distinct)
        ],
        _HEIGHT,
        f"{name}, 0 to 1, by bytes of a document: {'; '.join(map(tidy, told))}.",
        xaxis=decade_axis((left - 0.05, right + 0.05), left, right, in_bytes, every=2 if narrow else 1)
        | {"title": axis_title("of a document")},
        yaxis=value_axis((0.0, 1.0), [0, 0.25, 0.5, 0.75, 1], grid=True),
        annotations=[
            notes.above(_key(distinct, colour), shift=24, xshift=-_LEFT + 8),
            *_lengths(rows[distinct[0]], logs(x, left), y, widths),
            notes.above(f"{plain(name)}, {between((0, 1), short)}", shift=6, xshift=-_LEFT + 8),
        ],
        margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM, "pad": 4},
    )


def _key(ways: Sequence[str], colour: str) -> str:
    glyphs = (notes.key(colour, _GLYPHS[place % len(_GLYPHS)]) for place in range(len(ways)))
    return "&nbsp;&nbsp; ".join(f"{glyph} {plain(shorten(way, 20))}" for glyph, way in zip(glyphs, ways, strict=True))


def _lengths(rows: Sequence[int], x: Row, y: Row, widths: Sequence[int]) -> list[dict[str, Any]]:
    """The numbers of a vector beside the marks of the first way; those of others follow in the same order."""
    where = {"xanchor": "left", "xshift": 7, "yshift": -9, "font": notes.DIGITS}
    return [notes.note(whole(widths[row]), x=float(x[row]), y=float(y[row].round(4)), **where) for row in rows]


def _line(
    rows: Sequence[int], x: Row, y: Row, low: Row, high: Row, told: Sequence[str], colour: str, look: tuple[str, str]
) -> dict[str, Any]:
    up, down = np.nan_to_num(high - y).clip(0).round(4), np.nan_to_num(y - low).clip(0).round(4)
    return traces.dots(
        "way",
        x[rows].tolist(),
        y[rows].round(4).tolist(),
        {"size": 9, "color": colour, "symbol": look[0]},
        mode="lines+markers",
        line={"width": 1.5, "color": colour, "dash": look[1]},
        error_y={
            "type": "data", "symmetric": False, "array": up[rows].tolist(), "arrayminus": down[rows].tolist(),
            "width": 0, "thickness": 1.5, "color": palette.NEUTRAL,
        },
        cliponaxis=False,
        customdata=list(rows),
        text=[plain(told[row]) for row in rows],
        hovertemplate=traces.hover("%{text}"),
    )  # fmt: skip


def _told(way: str, width: int, stored: float, value: float, low: float, high: float) -> str:
    reach = f" ({between((low, high))})" if np.isfinite(low + high) else ""
    return f"{whole(width)} numbers as {shorten(way, 40)}, {in_bytes(stored)}: {signed(value)}{reach}"
