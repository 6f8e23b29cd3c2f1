"""The one visual language of every figure: colours, symbols, scales, and the layout they all share.

The colours start from Okabe and Ito's colour-blind safe set (2008), tuned so that each has a contrast of at
least 3:1 against the light pages (#FFFFFF, #FAFAF7) and the dark one (#14171C); the sense colours are other
hues again, spread by OKLab distance under normal, protan and deutan vision. No text colour is set here: text
inherits the page's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from embedlab.figures.kit.colour import DARK_INK, LIGHT_INK, Scale
from embedlab.figures.kit.half_loaded import wait_for
from embedlab.figures.kit.labels import label, paragraph, plain, shorten, tidy

__all__ = [
    "ACCENT",
    "DIGITS",
    "FAMILY_COLOURS",
    "FAMILY_SYMBOLS",
    "MONO",
    "SENSE_COLOURS",
    "SENSE_SYMBOLS",
    "SEQUENTIAL_SCALE",
    "SIMILARITY_SCALE",
    "TEXT_KIND_COLOURS",
    "TEXT_KIND_SYMBOLS",
    "SenseStyle",
    "base_layout",
    "empty",
    "figure",
    "label",
    "note",
    "paragraph",
    "plain",
    "sense_styles",
    "shorten",
    "text_kind",
    "text_kind_styles",
    "tidy",
]

MONO = "Atkinson Hyperlegible Mono, monospace"
"""The family of tokens and numbers; all other text takes the page's own."""

FAMILY_COLOURS = {
    "static": "#B27900",
    "contextual": "#0072B2",
    "dense": "#009068",
    "sparse": "#C85500",
    "late-interaction": "#B0609A",
    "cross-encoder": "#75800F",
    "lexical": "#566F8C",
}
FAMILY_SYMBOLS = {
    "static": "square",
    "contextual": "circle",
    "dense": "diamond",
    "sparse": "triangle-up",
    "late-interaction": "star",
    "cross-encoder": "cross",
    "lexical": "pentagon",
}

DIGITS = {"family": MONO, "size": 11}
"""The font of axis numbers."""

SENSE_COLOURS = ("#2B5DD7", "#B8356B", "#4E9D0E", "#1F97B5", "#9F72FA", "#9C5311", "#C37B7F", "#8658A1")
SENSE_SYMBOLS = (
    "circle", "square", "triangle-up", "diamond", "cross", "x", "star", "triangle-down",
    "pentagon", "hexagon", "hourglass", "bowtie", "star-diamond", "hexagram", "star-square", "diamond-wide",
)  # fmt: skip
_GLYPHS = "●■▲◆✚✖★▼⬟⬢⧗⋈✦✶✹◊"

NEUTRAL = "#837E78"
"""Marks without a meaning of their own: unlabelled occurrences, bars beside a highlighted one, leaders."""
NEUTRAL_RAMP = ("#726D68", "#837E78", "#8C8781")
"""Neighbouring lines without a meaning of their own: told apart, none louder than another."""
ACCENT = "#3F87EE"
"""The one thing singled out among neutral ones."""

TEXT_KIND_COLOURS = {"question": "#C24CC4", "answer": "#0F7A2A", "other": NEUTRAL}
TEXT_KIND_SYMBOLS = {"question": "triangle-up", "answer": "square", "other": "circle"}
"""Kinds of text in a search: the query's likes, what answers it, and the rest."""
_TEXT_KIND_GLYPHS = {"question": "▲", "answer": "■", "other": "●"}

HAIRLINE = "rgba(131,126,120,0.32)"
"""Grid and axis lines, quiet on either theme."""
WASH = "rgba(131,126,120,0.16)"
"""The ground of chips and controls on either theme."""

POSITIVE = "#8663C6"
NEGATIVE = "#C34F51"
"""Single marks in the hues of the two ends of `SIMILARITY_SCALE`."""

SIMILARITY_SCALE: Scale = [
    (0.0, "#73141D"), (0.1, "#A52D35"), (0.2, "#CC5657"), (0.3, "#E58886"), (0.4, "#F3BDBA"), (0.5, "#F7F2F2"),
    (0.6, "#D1C4F1"), (0.7, "#AF96E4"), (0.8, "#8E6ACF"), (0.9, "#6B45A9"), (1.0, "#482978"),
]  # fmt: skip
"""Diverging, for [-1, 1]: position 0.5 is similarity 0; lightness falls equally to both sides."""

SEQUENTIAL_SCALE: Scale = [
    (0.0, "#FEEED4"), (0.125, "#FDCAA4"), (0.25, "#FEA082"), (0.375, "#F87478"), (0.5, "#D75882"),
    (0.625, "#AF4688"), (0.75, "#843B82"), (0.875, "#593270"), (1.0, "#352853"),
]  # fmt: skip
"""For a named range that does not straddle 0; lightness falls steadily, so it also reads in grey."""


@dataclass(frozen=True)
class SenseStyle:
    """How one sense or kind of text is drawn: "#RRGGBB", a marker symbol, and the same shape as a character."""

    colour: str
    symbol: str
    glyph: str

    @property
    def key(self) -> str:
        """Return the glyph in its colour, to stand before the sense's name in any figure text."""
        return f"<span style='color:{self.colour}'>{self.glyph}</span>"


def sense_styles(senses: Sequence[str]) -> dict[str, SenseStyle]:
    """Return a style for each distinct sense, in order of first appearance; the empty sense (no label) is neutral.

    After eight senses the colours come again with other symbols, so that sixteen stay distinct.
    """
    named = [sense for sense in dict.fromkeys(senses) if sense]
    styles = {sense: _style(place) for place, sense in enumerate(named)}
    return {sense: styles.get(sense, SenseStyle(NEUTRAL, "circle-open", "○")) for sense in dict.fromkeys(senses)}


def text_kind(kind: str) -> str:
    """Return the kind of text that a name stands for; whatever is not a question or an answer is "other"."""
    return kind if kind in TEXT_KIND_COLOURS else "other"


def text_kind_styles() -> dict[str, SenseStyle]:
    """Return how each kind of text is drawn, in the order of the key."""
    return {
        kind: SenseStyle(colour, TEXT_KIND_SYMBOLS[kind], _TEXT_KIND_GLYPHS[kind])
        for kind, colour in TEXT_KIND_COLOURS.items()
    }


def base_layout(height: int, alt: str, **layout: Any) -> dict[str, Any]:
    """Return the layout that figures share, `layout` over it; `height` in pixels, `alt` kept in `meta`.

    Backgrounds are transparent; dragging is off so that a finger scrolls the page; no text colour is set but that
    of the hover box, which is dark on every page so that all marks show on it.
    """
    shared: dict[str, Any] = {
        "template": {},
        "height": height,
        "meta": {"alt": tidy(alt)},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": DARK_INK, "bordercolor": NEUTRAL, "font": {"color": LIGHT_INK}},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": NEUTRAL, "activecolor": POSITIVE},
        "margin": {"l": 16, "r": 16, "t": 16, "b": 16, "pad": 0},
    }
    return shared | layout


def figure(traces: Sequence[dict[str, Any]], height: int, alt: str, **layout: Any) -> go.Figure:
    """Build a figure of these traces on the shared layout."""
    wait_for("pandas")
    return go.Figure(data=list(traces), layout=base_layout(height, alt, **layout))


def note(text: str, **where: Any) -> dict[str, Any]:
    """Return an annotation without an arrow; `text` is escaped already, `where` are Plotly's annotation keys."""
    return {"text": text, "showarrow": False, "font": {"size": 12}} | where


def empty(message: str, height: int = 160) -> go.Figure:
    """Build a quiet figure that says in one sentence why there is nothing to draw."""
    hidden = {"visible": False}
    words = note(plain(message), x=0.5, y=0.5, xref="paper", yref="paper")
    return figure([], height, message, annotations=[words], xaxis=hidden, yaxis=hidden)


def _style(place: int) -> SenseStyle:
    shape = place % len(SENSE_SYMBOLS)
    return SenseStyle(SENSE_COLOURS[place % len(SENSE_COLOURS)], SENSE_SYMBOLS[shape], _GLYPHS[shape])
