"""The first screen of lesson 9: accuracy against labelled texts, and beside it the classes that are mixed up."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.content.labelled_set import labelled_cards
from embedlab.figures.confusion import confusion_matrix
from embedlab.figures.label_curves import label_curves
from embedlab.lessons.uses.found import find_curves, find_set, sets_offered
from embedlab.lessons.uses.found_points import points_models, points_or_button
from embedlab.lessons.uses.inputs import (
    MATRIX,
    MIXED,
    PAIR,
    asked_set,
    choose_how,
    choose_mistakes_of,
    choose_set,
    choose_size,
    mistakes_of,
)
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_curves import lead_sentence, listed, sizes_of
from embedlab.lessons.uses.study_mixed import Told, mixed_rows, told_of
from embedlab.numbers_text import counted, whole
from embedlab.studies.labelled.text_points import COUNTS, Points
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.stage import aside, hero
from embedlab.ui.state import controls

_SAID_CHARS: Final = 140


def choose() -> Chosen | None:
    """Draw which texts are looked at, by whose vectors, and how the classifier learns."""
    texts, how, many = controls(3, weights=(3, 2.6, 4))
    with how:
        asked, head, seed = choose_how(points_models())
    with texts:
        labelled = find_set(choose_set(sets_offered(asked_set())))
    if labelled is None:
        return None
    sizes = sizes_of(labelled)
    with many:
        size = choose_size(sizes)
    return Chosen(labelled, sizes, find_curves(labelled, asked, head, seed), head, size, seed)


def draw(chosen: Chosen, guess: Guess) -> None:
    """Draw the learning curves, and which classes are still mixed up."""
    with hero(f"Accuracy on {chosen.labelled.name}"):
        # Before the guess only the baseline stands there: the others are the answer.
        shown = chosen.curves if guess.open else (chosen.counted,)
        figure = label_curves(
            chosen.sizes, [curve.accuracy for curve in shown], [curve.name for curve in shown],
            [curve.family for curve in shown], chance=1 / len(chosen.labelled.classes), mark=chosen.size,
        )  # fmt: skip
        chart(figure, KEYS("curves"))
        guess.finding(lead_sentence(chosen))
        st.caption(test_sentence(chosen))
    if guess.open:
        with aside("Taken for another", lambda: _draw_choice(chosen)):
            points = points_or_button(chosen.labelled, looked_at(chosen), "mixed")
            if points is not None:
                st.fragment(_draw_mixed, key=MATRIX)(chosen, points)
    else:
        with aside("What is in it"):
            _draw_set(chosen)


def _draw_choice(chosen: Chosen) -> None:
    choose_mistakes_of(*_whose(chosen))


def looked_at(chosen: Chosen) -> str:
    """The model whose mistakes are looked at, at first the best one."""
    return mistakes_of(*_whose(chosen))


def _whose(chosen: Chosen) -> tuple[dict[str, str], str]:
    best = chosen.best(chosen.place)
    return {curve.model: curve.name for curve in chosen.curves}, best.model if best is not None else COUNTS


def _draw_mixed(chosen: Chosen, points: Points) -> None:
    told = told_of(chosen.labelled, points, chosen.head, chosen.size, chosen.seed)
    pairs = told.mixed(chosen.labelled)
    at = PAIR.chosen(len(pairs), listed=listed(chosen, points)) if pairs else 0
    figure = confusion_matrix(
        told.counts(chosen.labelled), chosen.labelled.classes, chosen=pairs[at][:2] if pairs else None
    )
    offer("Taken for another", partial(mixed_rows, chosen.labelled, told))
    chart(
        figure, KEYS("confusion"), select=True,
        on_choose=partial(_open_pair, [(true, given) for true, given, _ in pairs], len(chosen.labelled.classes)),
    )  # fmt: skip
    finding(mixed_sentence(chosen, points, told))


def _open_pair(pairs: list[tuple[int, int]], classes: int, cell: object) -> None:
    """Look at the texts of a cell from now on, and open the part that shows them."""
    if isinstance(cell, int) and divmod(cell, classes) in pairs:
        st.session_state[KEYS.part(MIXED)] = True
        PAIR.point_at(pairs.index(divmod(cell, classes)))


def mixed_sentence(chosen: Chosen, points: Points, told: Told) -> str:
    """Which two classes are mixed up most."""
    pairs = told.mixed(chosen.labelled)
    if not pairs:
        return f"{points.name}: no test text is taken for another class."
    true, given, count = pairs[0]
    tests = int((chosen.labelled.labels[told.tested] == true).sum())
    names = chosen.labelled.classes
    return (
        f"{points.name}, first draw: {names[true]} is taken for {names[given]} most, {whole(count)} of "
        f"{counted(tests, 'text')}. Choose a cell to see them."
    )


def test_sentence(chosen: Chosen) -> str:
    """What the figure is measured on."""
    labelled = chosen.labelled
    told = (
        f"{counted(len(labelled.texts), 'text')} of {whole(len(labelled.classes))} classes, "
        f"{whole(int(labelled.test.sum()))} of them for the test. Bands: lowest to highest of "
        f"{whole(chosen.curves[0].accuracy.shape[1])} draws."
    )
    return " ".join([told, *labelled.said])


def _draw_set(chosen: Chosen) -> None:
    """Say where the texts are from, and show one of each of the first classes."""
    labelled = chosen.labelled
    about = next((card for card in labelled_cards() if card.id == labelled.id), None)
    if about is not None:
        st.caption(f"{about.source}. {about.shows}")
    for kind, name in enumerate(labelled.classes[:3]):
        rows = labelled.rows_of(kind)
        text = labelled.texts[rows[0]]
        st.text(f"{name}: {text[:_SAID_CHARS]}{'…' if len(text) > _SAID_CHARS else ''}")
    if len(labelled.classes) > 3:
        st.caption(f"And {whole(len(labelled.classes) - 3)} other classes.")
