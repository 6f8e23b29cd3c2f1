"""How training objectives are drawn: one colour, shape and dash for each, the same in every figure.

The colours keep away from those of families, senses and kinds of text, and from each other under protan and deutan
vision; before training is neutral.
"""

from dataclasses import dataclass

from embedlab.figures.kit import theme


@dataclass(frozen=True)
class ObjectiveStyle:
    """How one objective is drawn: "#RRGGBB", a marker symbol, a dash, the symbol as a character, its name in words."""

    colour: str
    symbol: str
    dash: str
    glyph: str
    name: str

    @property
    def key(self) -> str:
        """Return the glyph in its colour, to stand before the name in any figure text."""
        return f"<span style='color:{self.colour}'>{self.glyph}</span>"


OBJECTIVE_STYLES = {
    "none": ObjectiveStyle(theme.NEUTRAL, "circle", "dash", "●", "before training"),
    "unsupervised": ObjectiveStyle("#7F9A00", "triangle-up", "solid", "▲", "SimCSE"),
    "supervised": ObjectiveStyle("#6767E6", "square", "solid", "■", "supervised"),
}
_ALIASES = {"simcse": "unsupervised", "before": "none", "before training": "none"}


def objective_style(name: str) -> ObjectiveStyle:
    """Return how an objective is drawn; "simcse" is the unsupervised one, "before" none.

    Anything else keeps its name and is neutral.
    """
    key = name.strip().lower()
    known = OBJECTIVE_STYLES.get(_ALIASES.get(key, key))
    return known or ObjectiveStyle(theme.NEUTRAL, "diamond", "dot", "◆", name)
