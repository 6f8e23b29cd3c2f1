"""The part "Recommendation: more like these"."""

from embedlab.lessons.uses.study import Chosen
from embedlab.ui.panels.messages import note


def draw_likes(chosen: Chosen) -> None:
    """Draw it."""
    note(f"{chosen.labelled.name}: to come.")
