"""The one visual language of every figure: fonts, symbols, and the layout they all share; colours are in `palette`.

No text colour is set here: text inherits the page's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.kit.half_loaded import wait_for
from embedlab.figures.kit.labels import plain, tidy
from embedlab.figures.kit.notes import key, note

FAMILY_SYMBOLS = {
    "static": "square",
    "contextual": "circle",
    "dense": "diamond",
    "sparse": "triangle-up",
    "late-interaction": "star",
    "cross-encoder": "cross",
    "lexical": "pentagon",
}
SENSE_SYMBOLS = (
    "circle", "square", "triangle-up", "diamond", "cross", "x", "star", "triangle-down",
    "pentagon", "hexagon", "hourglass", "bowtie", "star-diamond", "hexagram", "star-square", "diamond-wide",
)  # fmt: skip
_GLYPHS = "●■▲◆✚✖★▼⬟⬢⧗⋈✦✶✹◊"


@dataclass(frozen=True)
class MarkStyle:
    """How one sense or kind of text is drawn: "#RRGGBB", a marker symbol, and the same shape as a character."""

    colour: str
    symbol: str
    glyph: str

    @property
    def key(self) -> str:
        """Return the glyph in its colour, to stand before the name in any figure text."""
        return key(self.colour, self.glyph)


TEXT_KIND_STYLES = {
    kind: MarkStyle(palette.TEXT_KIND_COLOURS[kind], symbol, glyph)
    for kind, symbol, glyph in (("question", "triangle-up", "▲"), ("answer", "square", "■"), ("other", "circle", "●"))
}
"""How each kind of text is drawn, in the order of the key."""


def sense_styles(senses: Sequence[str]) -> dict[str, MarkStyle]:
    """Return a style for each distinct sense, in order of first appearance; the empty sense (no label) is neutral.

    After eight senses the colours come again with other symbols, so that sixteen stay distinct.
    """
    distinct = dict.fromkeys(senses)
    styles = {sense: _style(place) for place, sense in enumerate(sense for sense in distinct if sense)}
    return {sense: styles.get(sense, MarkStyle(palette.NEUTRAL, "circle-open", "○")) for sense in distinct}


def text_kind(kind: str) -> str:
    """Return the kind of text that a name stands for; whatever is not a question or an answer is "other"."""
    return kind if kind in TEXT_KIND_STYLES else "other"


def highlighted(count: int, highlight: int | None, colour: str = palette.ACCENT) -> list[str]:
    """Return the colours of `count` marks: the highlighted one in `colour`, the others neutral."""
    return [colour if row == highlight else palette.NEUTRAL for row in range(count)]


def base_layout(height: int, alt: str, **layout: Any) -> dict[str, Any]:
    """Return the layout that figures share, `layout` over it; `height` in pixels, `alt` kept in `meta`.

    Backgrounds are transparent; dragging is off so that a finger scrolls the page; no text colour is set but that
    of the hover box, which is dark on every page so that all marks show on it.
    """
    shared: dict[str, Any] = {
        "template": {},  # else Streamlit's own is written into every figure: 3 kB
        "height": height,
        "meta": {"alt": tidy(alt)},
        "paper_bgcolor": palette.CLEAR,
        "plot_bgcolor": palette.CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": palette.DARK_INK,
            "bordercolor": palette.NEUTRAL,
            "font": {"color": palette.LIGHT_INK},
        },
        "modebar": {"bgcolor": palette.CLEAR, "color": palette.NEUTRAL, "activecolor": palette.ACCENT},
        "margin": {"l": 16, "r": 16, "t": 16, "b": 16, "pad": 0},
    }
    return shared | layout


def eased(milliseconds: int) -> dict[str, Any]:
    """Return a transition of that length; 0 for visitors who want no motion."""
    return {"duration": milliseconds, "easing": "cubic-in-out"}


def figure(traces: Sequence[dict[str, Any]], height: int, alt: str, **layout: Any) -> go.Figure:
    """Build a figure of these traces on the shared layout.

    Plotly's check of every property takes four fifths of the time that a figure takes, for each visitor anew; the
    tests let Plotly check the same figures.
    """
    wait_for("pandas")
    if any("scaleanchor" in layout.get(axis, ()) for axis in ("xaxis", "yaxis")):
        # The plot is no wider than its square; what stands at the edge of it is whole.
        traces = [trace if trace["type"] != "scatter" else {"cliponaxis": False} | trace for trace in traces]
    return go.Figure(data=list(traces), layout=base_layout(height, alt, **layout), _validate=False)


def empty(message: str, height: int = 160) -> go.Figure:
    """Build a quiet figure that says in one sentence why there is nothing to draw."""
    hidden = {"visible": False}
    words = note(plain(message), x=0.5, y=0.5, xref="paper", yref="paper")
    return figure([], height, message, annotations=[words], xaxis=hidden, yaxis=hidden)


def _style(place: int) -> MarkStyle:
    shape = place % len(SENSE_SYMBOLS)
    return MarkStyle(palette.SENSE_COLOURS[place % len(palette.SENSE_COLOURS)], SENSE_SYMBOLS[shape], _GLYPHS[shape])
