"""The part "Duplicates: the same again, in other words"."""

from embedlab.lessons.uses.study import Chosen
from embedlab.ui.panels.messages import note


def draw_doubles(chosen: Chosen) -> None:
    """Draw it."""
    note(f"{chosen.labelled.name}: to come.")
