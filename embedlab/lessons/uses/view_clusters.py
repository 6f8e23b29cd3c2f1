"""The part "Clustering: groups that nobody named"."""

from embedlab.lessons.uses.study import Chosen
from embedlab.ui.panels.messages import note


def draw_clusters(chosen: Chosen) -> None:
    """Draw it."""
    note(f"{chosen.labelled.name}: to come.")
