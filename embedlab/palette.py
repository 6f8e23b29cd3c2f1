"""Every colour of the project, once: figures, the page's own rules, and what `.streamlit/config.toml` must say.

Marks start from Okabe and Ito's colour-blind safe set (2008), tuned so that each has a contrast of at least 3:1
against the light pages and the dark one; the sense colours are other hues again, spread by OKLab distance under
normal, protan and deutan vision, and the training objectives keep away from all of them. Text has at least 4.5:1
on every ground it can stand on. The tests measure all of it. Which shape goes with a colour is in the figures' theme.
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
    "static": "#B27900",
    "contextual": "#0072B2",
    "dense": "#009068",
    "sparse": "#C85500",
    "late-interaction": "#B0609A",
    "cross-encoder": "#75800F",
    "lexical": "#566F8C",
}
SENSE_COLOURS: Final = ("#2B5DD7", "#B8356B", "#4E9D0E", "#1F97B5", "#9F72FA", "#9C5311", "#C37B7F", "#8658A1")

NEUTRAL: Final = "#837E78"
"""Marks without a meaning of their own: unlabelled occurrences, bars beside a highlighted one, leaders."""
NEUTRAL_RAMP: Final = ("#726D68", NEUTRAL, "#8C8781")
"""Neighbouring lines without a meaning of their own: told apart, none louder than another."""
ACCENT: Final = "#3F87EE"
"""The one thing singled out among neutral ones."""
TEXT_KIND_COLOURS: Final = {"question": "#C24CC4", "answer": "#0F7A2A", "other": NEUTRAL}
"""Kinds of text in a search: the query's likes, what answers it, and the rest."""
OBJECTIVE_COLOURS: Final = {"none": NEUTRAL, "unsupervised": "#7F9A00", "supervised": "#6767E6"}
"""Training objectives; before training is neutral."""

HAIRLINE: Final = "rgba(131,126,120,0.32)"
"""Grid and axis lines, quiet on either theme."""
WASH: Final = "rgba(131,126,120,0.16)"
"""The ground of chips and controls on either theme."""

MARKER: Final = "rgba(0,158,115,0.26)"
"""A highlighter pen over words on the page, on either theme."""

POSITIVE: Final = "#8663C6"
NEGATIVE: Final = "#C34F51"
"""Single marks in the hues of the two ends of `SIMILARITY_SCALE`."""

SIMILARITY_SCALE: Final[Scale] = [
    (0.0, "#73141D"), (0.1, "#A52D35"), (0.2, "#CC5657"), (0.3, "#E58886"), (0.4, "#F3BDBA"), (0.5, "#F7F2F2"),
    (0.6, "#D1C4F1"), (0.7, "#AF96E4"), (0.8, "#8E6ACF"), (0.9, "#6B45A9"), (1.0, "#482978"),
]  # fmt: skip
"""Diverging, for [-1, 1]: position 0.5 is similarity 0; lightness falls equally to both sides."""

SEQUENTIAL_SCALE: Final[Scale] = [
    (0.0, "#FEEED4"), (0.125, "#FDCAA4"), (0.25, "#FEA082"), (0.375, "#F87478"), (0.5, "#D75882"),
    (0.625, "#AF4688"), (0.75, "#843B82"), (0.875, "#593270"), (1.0, "#352853"),
]  # fmt: skip
"""For a named range that does not straddle 0; lightness falls steadily, so it also reads in grey."""

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
    ("#0072B2", "#B95600", "#00805E", "#B3568A", "#3B7FA6", "#946C00", "#6A6E75"),
    ("#3D9BD6", "#E07B29", "#1FA883", "#CF7FAE", "#6FB7DE", "#C79A1F", "#9AA0A8"),
)
"""Series of Streamlit's own charts, light and dark."""


def see_through(colour: str, opacity: float) -> str:
    """Return "#RRGGBB" as an rgba colour of that opacity, 0..1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
