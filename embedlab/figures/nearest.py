"""What one text finds before training and after it: two lists of nearest terms, and where its own term stands in each.

The place in a list is the rank, so that a term that climbs is a line that rises. Cosines stand beside the names: the
lists of two encoders share no scale on which lengths could be compared.
"""

import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.figure_checks import rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, paragraph, plain, shorten, tidy
from embedlab.figures.kit.objective_marks import ObjectiveStyle, objective_style
from embedlab.numbers_text import signed, whole

_NAME, _LINE = 32, 17
"""Letters of a name, and of one of its at most two lines."""
_SIDE, _TOP, _BOTTOM = 158, 62, 12
"""Pixels: what names and cosines take on each side, and above and below the lists."""
_COSINE = 34
"""Pixels that a cosine takes between mark and name."""
_GAP = 1.6
"""Lanes from the last named rank to a term that stands far below it."""


class NearestList(NamedTuple):
    """One encoder's answer: the nearest ``terms`` with their ``cosines``, and the own term's rank and cosine."""

    objective: str
    terms: Sequence[str]
    cosines: ArrayLike
    rank: int
    cosine: float


@in_gallery(lambda text: {
    "text": text, "own": f"{text}1",
    "before": NearestList("none", four(text), [0.9, 0.8, 0.7, 0.6], 2, 0.8),
    "after": NearestList(text, four(text)[::-1], [0.9, 0.8, 0.7, 0.6], 214, 0.1),
})  # fmt: skip
def nearest_before_after(
    text: str, own: str, before: NearestList, after: NearestList, *, height: int = 320, narrow: bool = False
) -> go.Figure:
    """Draw what `text` finds `before` training, on the left, and `after` it, on the right; a line follows each term.

    The `own` term, the one that the text belongs to, has the accent. Where it is not among the named ones it stands
    below them with its rank. A term that the other list does not name fades out on its way down.
    `narrow` is for the screen of a phone: its lines need the room of the cosines, which stand on hover.
    """
    sides = (before, after)
    for side in sides:
        same_length(terms=side.terms, cosines=rounded(side.cosines).ravel())
    count = max(len(side.terms) for side in sides)
    if not count:
        return theme.empty("Nothing to compare yet.", height)
    styles = [objective_style(side.objective) for side in sides]
    low = count + _GAP
    lanes = [_lanes(side, own, low) for side in sides]
    side_width = _SIDE - _COSINE * narrow
    names = [name for name in dict.fromkeys([*before.terms, *after.terms]) if name != own]
    return theme.figure(
        [*(_path(name, lanes, low) for name in names), _own_path(own, lanes, low), *_dots(sides, styles, lanes, own)],
        height,
        _alt(text, own, sides, styles),
        xaxis=hidden_axis(-0.02, 1.02),
        yaxis=hidden_axis(low + 0.5, 0.4),
        annotations=_heads(text, styles)
        + [_beyond(x, count, low) for x, side in enumerate(sides) if own in side.terms]
        + [
            each
            for x, (side, places) in enumerate(zip(sides, lanes, strict=True))
            for each in _names(x, side, own, places, narrow)
        ],
        margin={"l": side_width, "r": side_width, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _lanes(side: NearestList, own: str, low: float) -> dict[str, float]:
    """Where each named term stands, 1 at the top; the own one below the last lane when it is not named."""
    return {own: low} | {name: place + 1.0 for place, name in enumerate(side.terms)}


def _path(name: str, lanes: Sequence[dict[str, float]], low: float) -> dict[str, Any]:
    ends = [places.get(name, low) for places in lanes]
    stays = all(name in places for places in lanes)
    return traces.line(
        "others", [0.0, 1.0], np.array(ends, np.float32), width=1.5 if stays else 1, colour=palette.NEUTRAL,
        opacity=0.8 if stays else 0.22, **traces.SILENT,
    )  # fmt: skip


def _own_path(own: str, lanes: Sequence[dict[str, float]], low: float) -> dict[str, Any]:
    ends = np.array([places.get(own, low) for places in lanes], np.float32)
    return traces.line("own term", [0.0, 1.0], ends, width=4, colour=palette.ACCENT, cliponaxis=False, **traces.SILENT)


def _dots(
    sides: Sequence[NearestList], styles: Sequence[ObjectiveStyle], lanes: Sequence[dict[str, float]], own: str
) -> list[dict[str, Any]]:
    drawn = []
    for x, (side, style, places) in enumerate(zip(sides, styles, lanes, strict=True)):
        told = [_told(side, name, own) for name in places]
        marker = {
            "size": [13 if name == own else 8 for name in places],
            "color": [palette.ACCENT if name == own else style.colour for name in places],
            "symbol": style.symbol,
            "opacity": 1,
        }
        drawn.append(
            traces.dots(
                label(style.name, 40), [float(x)] * len(places), np.array(list(places.values()), np.float32), marker,
                text=[paragraph(name) for name in places], hovertext=told,
                hovertemplate=traces.hover("<b>%{text}</b>", "%{hovertext}"), cliponaxis=False,
            )
        )  # fmt: skip
    return drawn


def _told(side: NearestList, name: str, own: str) -> str:
    if name == own:
        return f"rank {whole(side.rank)}, cosine {signed(side.cosine)}"
    place = list(side.terms).index(name)
    return f"rank {place + 1}, cosine {signed(rounded(side.cosines).ravel()[place])}"


def _names(x: int, side: NearestList, own: str, places: dict[str, float], narrow: bool) -> list[dict[str, Any]]:
    cosines = dict(zip(side.terms, rounded(side.cosines).ravel().tolist(), strict=True)) | {own: side.cosine}
    way, anchor = (1, "left") if x else (-1, "right")
    drawn = []
    for name, place in places.items():
        where = {"x": float(x), "y": place, "xanchor": anchor, "yanchor": "middle"}
        ink = {"color": palette.ACCENT} if name == own else {}
        far = name == own and name not in side.terms
        named = f"{plain(shorten(name, _NAME))}<br>rank {whole(side.rank)}" if far else _wrapped(name)
        at = way * (12 if narrow else 12 + _COSINE)
        drawn.append(
            notes.note(notes.bold(named, name == own), xshift=at, align=anchor, font={"size": 12} | ink, **where)
        )
        if not narrow:
            number = notes.bold(signed(cosines[name]), name == own)
            drawn.append(notes.note(number, xshift=12 * way, font=notes.DIGITS | ink, **where))
    return drawn


def _beyond(x: int, count: int, low: float) -> dict[str, Any]:
    """Say where the lines end that fade out."""
    way, anchor = (1, "left") if x else (-1, "right")
    return notes.note(
        f"rank {count + 1} and below", x=float(x), y=low, xanchor=anchor, xshift=12 * way, opacity=0.7,
        font={"size": 11},
    )  # fmt: skip


def _wrapped(name: str) -> str:
    return "<br>".join(plain(line) for line in textwrap.wrap(shorten(name, _NAME), _LINE, max_lines=2)) or plain(name)


def _heads(text: str, styles: Sequence[ObjectiveStyle]) -> list[dict[str, Any]]:
    before, after = (f"{style.key} <b>{plain(style.name)}</b>" for style in styles)
    return [
        notes.over(before, 0.0, shift=6, xanchor="right", xshift=8),
        notes.over(after, 1.0, shift=6, xanchor="left", xshift=-8),
        notes.note(
            f"“{paragraph(text, width=52, lines=2)}”", x=0.5, xref="paper", y=1, yref="paper", yanchor="bottom",
            yshift=24, font={"size": 14},
        ),
    ]  # fmt: skip


def _alt(text: str, own: str, sides: Sequence[NearestList], styles: Sequence[ObjectiveStyle]) -> str:
    found = []
    for side, style in zip(sides, styles, strict=True):
        nearest = ", ".join(shorten(name, 40) for name in list(side.terms)[:3])
        found.append(f"{style.name}: rank {whole(side.rank)}, cosine {signed(side.cosine)}; nearest are {nearest}")
    return f"Where “{tidy(own)}” stands among the terms nearest to “{tidy(text)}”. {'. '.join(found)}."
