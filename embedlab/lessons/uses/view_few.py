"""The part "Label them yourself"."""

from embedlab.lessons.uses.study import Chosen
from embedlab.ui.panels.messages import note


def draw_few(chosen: Chosen) -> None:
    """Draw it."""
    note(f"{chosen.labelled.name}: to come.")
