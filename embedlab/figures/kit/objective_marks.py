"""How training objectives are drawn: one colour, shape and dash for each, the same in every figure.

Before training is neutral.
"""

from dataclasses import dataclass

from embedlab import palette
from embedlab.figures.kit.theme import MarkStyle


@dataclass(frozen=True)
class ObjectiveStyle(MarkStyle):
    """How one objective is drawn: as any mark, and with a dash; its name in words."""

    dash: str
    name: str


OBJECTIVE_STYLES = {
    key: ObjectiveStyle(palette.OBJECTIVE_COLOURS[colour], *look)
    for key, (colour, *look) in {
        "none": ("none", "circle", "●", "dash", "before training"),
        "unsupervised": ("unsupervised", "triangle-up", "▲", "solid", "SimCSE"),
        "supervised": ("supervised", "square", "■", "solid", "supervised"),
        # The objective that is called supervised where there is no other with labels.
        "softmax": ("supervised", "square", "■", "solid", "in-batch softmax"),
        "classifier": ("classifier", "diamond", "◆", "solid", "SBERT classifier"),
        "triplet-random": ("triplet", "triangle-down", "▼", "solid", "triplets, random"),
        "triplet-hard": ("triplet", "x", "✖", "solid", "triplets, hard"),
    }.items()
}
_ALIASES = {"simcse": "unsupervised", "before": "none", "before training": "none"}


def objective_style(name: str) -> ObjectiveStyle:
    """Return how an objective is drawn; "simcse" is the unsupervised one, "before" none.

    Anything else keeps its name and is neutral.
    """
    key = name.strip().lower()
    known = OBJECTIVE_STYLES.get(_ALIASES.get(key, key))
    return known or ObjectiveStyle(palette.NEUTRAL, "diamond", "◆", "dot", name)
