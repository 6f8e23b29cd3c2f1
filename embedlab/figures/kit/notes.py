"""Words that stand in a figure beside what they name; every text here is escaped already."""

from collections.abc import Sequence
from typing import Any

MONO = "Atkinson Hyperlegible Mono, monospace"
"""The family of tokens and numbers; all other text takes the page's own."""
DIGITS = {"family": MONO, "size": 11}
"""The font of axis numbers."""
NUMBERS = {"family": MONO, "size": 12}
"""The font of tokens, and of numbers that stand beside marks."""


def note(text: str, **where: Any) -> dict[str, Any]:
    """Return an annotation without an arrow; `where` are Plotly's annotation keys."""
    return {"text": text, "showarrow": False, "font": {"size": 12}} | where


def above(text: str, *, shift: int, **where: Any) -> dict[str, Any]:
    """Return a note over the upper left corner of the plot, `shift` pixels higher; `where` wins."""
    corner = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return note(text, yshift=shift, **corner | where)


def below(text: str, *, shift: int, **where: Any) -> dict[str, Any]:
    """Return a note under the lower left corner of the plot, `shift` pixels lower; `where` wins."""
    return above(text, shift=-shift, **{"y": 0, "yanchor": "top"} | where)


def over(text: str, x: float, *, shift: int, **where: Any) -> dict[str, Any]:
    """Return a note over the plot at the value `x` of its axis, `shift` pixels higher."""
    return note(text, x=x, y=1, yref="paper", yanchor="bottom", yshift=shift, **where)


def beside(text: str, y: float, *, shift: int, **where: Any) -> dict[str, Any]:
    """Return a note right of the plot at the value `y` of its axis, `shift` pixels from its edge."""
    return note(text, y=y, x=1, xref="paper", xanchor="left", xshift=shift, **where)


def row_ends(texts: Sequence[str], *, shift: int = 8, font: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return a number at the right end of each row of a plot."""
    return [beside(text, row, shift=shift, font=font or NUMBERS) for row, text in enumerate(texts)]


def key(colour: str, glyph: str) -> str:
    """Return a glyph in a colour, to stand before what it marks in any figure text."""
    return f"<span style='color:{colour}'>{glyph}</span>"


def bold(text: str, when: bool = True) -> str:
    """Return text in bold, or as it is."""
    return f"<b>{text}</b>" if when else text


def bold_row(names: Sequence[str], row: int | None) -> list[str]:
    """Return names with that of one row, where there is one, in bold."""
    return [bold(name, place == row) for place, name in enumerate(names)]
