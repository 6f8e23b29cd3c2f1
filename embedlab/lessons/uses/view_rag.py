"""The part "Which set-up for RAG?"."""

from embedlab.lessons.uses.study import Chosen
from embedlab.ui.panels.messages import note


def draw_rag(chosen: Chosen) -> None:
    """Draw it."""
    note(f"{chosen.labelled.name}: to come.")
