"""Keep it: the tuned model as a folder to take away."""

from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.ui.panels.messages import note


def draw_keep(shown: Shown) -> None:
    """Draw how a tuned model is taken away."""
    if shown.outcome is None or not shown.outcome.saved:
        note("Press Train first: the tuned model of this visit can then be taken away.")
