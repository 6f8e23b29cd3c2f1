"""The first screen of lesson 9."""

from embedlab.lessons.uses.inputs import choose_set
from embedlab.lessons.uses.study import Chosen
from embedlab.studies.labelled.open_sets import ready_set
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.stage import hero


def choose() -> Chosen:
    """Draw which texts are looked at, and open them."""
    return Chosen(ready_set(choose_set()))


def draw(chosen: Chosen, guess: Guess) -> None:
    """Draw the learning curves."""
    with hero(f"{chosen.labelled.name}"):
        note("To come." if guess.open else "")
