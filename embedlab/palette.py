"""Every colour of the project, once: figures, the page's own rules, and what `.streamlit/config.toml` must say.

A colour has one role: a family of models, a sense, a kind of text, a training objective, the one thing singled out,
or a number on a scale; green is a dense model and nothing else. Marks start from Okabe and Ito's colour-blind safe set
(2008), each with a contrast of at least 3:1 against the light pages and the dark one, spread by OKLab distance under
normal, protan and deutan vision within a role and between roles that meet on a page. Text has at least 4.5:1 on every
ground it can stand on. The tests measure all of it. Which shape goes with a colour is in the figures' theme.
"""

from typing import Final

Scale = list[tuple[float, str]]
"""A Plotly colour scale: (position 0..1, "#RRGGBB"), positions ascending from 0 to 1."""

LIGHT_INK: Final = "#FFFFFF"
DARK_INK: Final = "#14171C"
"""Text and outlines on a filled mark; dark ink is the dark page too."""
STRONG_INK: Final = "#000037"
"""The placeholder that Streamlit's chart theme swaps for the strongest grey of the theme in force, light or dark.

Its own default for text in charts has a contrast of 3.6:1 on a light page.
"""
CLEAR: Final = "rgba(0,0,0,0)"

FAMILY_COLOURS: Final = {
    "static": "#B57205",
    "contextual": "#006FB6",
    "dense": "#108F4F",
    "sparse": "#BE4200",
    "late-interaction": "#A74F96",
    "cross-encoder": "#616F1D",
    "lexical": "#50697A",
}
SENSE_COLOURS: Final = ("#1AA0A7", "#94590B", "#A377FE", "#B43263", "#EA6953", "#785697", "#6F7DC6", "#E14575")

NEUTRAL: Final = "#837E78"
"""Marks without a meaning of their own: unlabelled occurrences, bars beside a highlighted one, leaders."""
NEUTRAL_RAMP: Final = ("#726D68", NEUTRAL, "#8C8781")
"""Neighbouring lines without a meaning of their own: told apart, none louder than another."""
ACCENT: Final = "#5073F2"
"""The one thing singled out among neutral ones."""
TEXT_KIND_COLOURS: Final = {"question": "#E158B1", "answer": "#0197EB", "other": NEUTRAL}
"""Kinds of text in a search: the query's likes, what answers it, and the rest."""
OBJECTIVE_COLOURS: Final = {
    "none": NEUTRAL, "unsupervised": "#7D9849", "supervised": "#CA66C3", "classifier": "#0997D9", "triplet": "#A14A5C",
}  # fmt: skip
"""Training objectives; before training is neutral."""

HAIRLINE: Final = "rgba(131,126,120,0.32)"
"""Grid and axis lines, quiet on either theme."""
WASH: Final = "rgba(131,126,120,0.16)"
"""The ground of chips and controls on either theme."""

MARKER: Final = "rgba(137,94,209,0.30)"
"""A highlighter pen over words that matched, in the hue of a high cosine, on either theme."""

POSITIVE: Final = "#895ED1"
NEGATIVE: Final = "#C74D50"
"""Single marks in the hues of the two ends of `SIMILARITY_SCALE`."""

SIMILARITY_SCALE: Final[Scale] = [
    (0.0, "#65131A"), (0.1, "#952C31"), (0.2, "#C74D50"), (0.35, "#ECA19D"), (0.5, "#F4F3F6"),
    (0.6, "#D1C4F2"), (0.7, "#AC92E4"), (0.8, "#895ED1"), (0.9, "#633D9D"), (1.0, "#40236B"),
]  # fmt: skip
SIMILARITY_IN_THE_DARK: Final = (
    "#FEA09D", "#E57573", "#C74D50", "#793938", "#272629", "#463763", "#684A9C", "#895ED1", "#A883EE", "#C7ADFF",
)  # fmt: skip
"""Cosines and whatever else has a sign, over [-1, 1]: position 0.5 is 0, lightness falls equally to both sides.

In the dark, where the colours of the same positions stand on a dark page, it rises, so that 0 is quiet on both.
"""
SEQUENTIAL_SCALE: Final[Scale] = [
    (0.0, "#DFF6F2"), (0.1111, "#A9E3DE"), (0.2222, "#76CECB"), (0.3333, "#46B6B8"), (0.4444, "#139DA4"),
    (0.5556, "#04828D"), (0.6667, "#066D79"), (0.7778, "#015764"), (0.8889, "#05424E"), (1.0, "#012E3A"),
]  # fmt: skip
SEQUENTIAL_IN_THE_DARK: Final = (
    "#10252C", "#083640", "#0B4852", "#035B65", "#036E76", "#068288", "#099C9F", "#10B5B2", "#3BCCC4", "#7AE3D6",
)  # fmt: skip
"""Shares and probabilities, from 0 up: another hue than similarity; lightness falls steadily, in the dark it rises."""

PALE_CELL_INK: Final = "#000000"
DEEP_CELL_INK: Final = "#FFFFFF"
"""Numbers in the pale and in the deep cells of a light page; in the dark they change places with the lightness.

Black and white, because softer inks leave some colour between them on which neither has a contrast of 4.5:1.
"""
INK_TURNS_AT: Final = 0.179
"""The luminance below which a cell of a light page is deep; both scales have it at one stop in either theme."""

Pair = tuple[str, str]
"""A colour of the page: (light theme, dark theme)."""

QUIET: Final[Pair] = ("#575B61", "#A9AEB6")
PRIMARY: Final[Pair] = ("#0B5A8C", "#7CC0EC")
LINE: Final[Pair] = ("#D6D4CC", "#3A404A")
PANEL: Final[Pair] = ("#F2F1ED", "#1D2128")
PROBLEM: Final[Pair] = ("#A32A12", "#FF9E85")
GOOD: Final[Pair] = ("#0B6B4F", "#5FD0A8")
ON_PRIMARY: Final[Pair] = (LIGHT_INK, DARK_INK)
_TEXT: Final[Pair] = ("#1A1D21", "#E9E7E1")
_RAISED: Final[Pair] = ("#FFFFFF", "#1D2128")
_HUES: Final[dict[str, Pair]] = {
    "red": PROBLEM,
    "green": GOOD,
    "orange": ("#8A4B00", "#F2B36B"),
    "yellow": ("#6B5900", "#E6D36A"),
    "blue": ("#0B5A8C", "#8CC9F0"),
    "violet": ("#7A3E6A", "#E2A6CB"),
    "gray": QUIET,
}

PAGE: Final[dict[str, Pair]] = {
    "primaryColor": PRIMARY,
    "backgroundColor": ("#FAFAF9", DARK_INK),
    "secondaryBackgroundColor": _RAISED,
    "textColor": _TEXT,
    "linkColor": _HUES["blue"],
    "borderColor": LINE,
    "dataframeBorderColor": ("#E4E2DA", "#2C313A"),
    "dataframeHeaderBackgroundColor": PANEL,
    "codeTextColor": _TEXT,
    "codeBackgroundColor": PANEL,
    **{f"{hue}{kind}": pair for hue, pair in _HUES.items() for kind in ("Color", "TextColor")},
}
"""Colours of `.streamlit/config.toml` by its own names."""
SIDEBAR: Final[dict[str, Pair]] = {
    "backgroundColor": ("#F4F3F0", "#101317"),
    "secondaryBackgroundColor": _RAISED,
    "borderColor": ("#E2E0DA", "#262B33"),
}
CHART_COLOURS: Final = (
    ("#0072B2", "#B95600", "#00805E", "#B3568A", "#3B7FA6", "#946C00", "#6A6E75", PALE_CELL_INK, DEEP_CELL_INK),
    ("#3D9BD6", "#E07B29", "#1FA883", "#CF7FAE", "#6FB7DE", "#C79A1F", "#9AA0A8", DEEP_CELL_INK, PALE_CELL_INK),
)
"""Series of Streamlit's own charts, light and dark; the last two are the inks of cells."""
CHART_SCALES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "chartDivergingColors": (tuple(colour for _, colour in SIMILARITY_SCALE), SIMILARITY_IN_THE_DARK),
    "chartSequentialColors": (tuple(colour for _, colour in SEQUENTIAL_SCALE), SEQUENTIAL_IN_THE_DARK),
}
"""Scales of Streamlit's charts by the names of `.streamlit/config.toml`: (light, dark)."""
IN_EITHER_THEME: Final[dict[str, str]] = {
    PALE_CELL_INK: "#000008",
    DEEP_CELL_INK: "#000009",
    **{colour: f"#0000{11 + place}" for place, (_, colour) in enumerate(SEQUENTIAL_SCALE)},
    **{colour: f"#0000{21 + place}" for place, (_, colour) in enumerate(SIMILARITY_SCALE)},
}
"""What cells wear on a light page, to the placeholder that Streamlit's chart theme swaps for the theme in force.

The swap is the browser's, so a figure follows at once when the visitor's system turns dark.
"""


def see_through(colour: str, opacity: float) -> str:
    """Return "#RRGGBB" as an rgba colour of that opacity, 0..1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
