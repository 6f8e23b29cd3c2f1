"""The hidden word of lesson 3: what masked language models put in its place."""

from typing import Final

import streamlit as st

from embedlab.figures.bars import ranked_bars
from embedlab.lessons.unsupervised_or_supervised.found import find_guesses
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, choose_guesser
from embedlab.lessons.unsupervised_or_supervised.shipped import SENTENCE
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.fill import Guesses
from embedlab.numbers_text import percent
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import errors_shown
from embedlab.ui.teacher import control

DRAWN: Final = 3
RANGE: Final = (0.0, 0.5)
"""Of the bars; a gap that many words fit gives each of them little."""


def draw_masked() -> None:
    """Draw the sentence, the model and its guesses."""
    left, right = st.columns([5, 3], gap="small", vertical_alignment="bottom")
    with left, control("masked"):
        typed = st.text_input("A sentence with [MASK] in place of a word", SENTENCE, **KEYS.bound("masked")) or ""
    with right, control("guesser"):
        model = choose_guesser()
    if model.axes.supervision == "supervised":
        st.caption(
            f"{model.name} has the same head, but was trained on for search: its guesses are words to search for, "
            "not those of a language model."
        )
    with errors_shown():
        if found := find_guesses(model, typed):
            _draw_guesses(model, found)


def _draw_guesses(model: ModelCard, found: tuple[Guesses, ...]) -> None:
    columns = st.columns(max(2, min(len(found), DRAWN)), gap="medium")
    for number, (column, guesses) in enumerate(zip(columns, found, strict=False)):
        with column:
            words, shares = zip(*guesses, strict=True)
            colour = FAMILY_COLOURS[model.family]
            figure = ranked_bars(words, shares, name="probability", extent=RANGE, colour=colour)
            chart(figure, KEYS(f"masked-{number}"))
    with columns[1] if len(found) == 1 else st.container():
        finding(guess_sentence(model, found[0]))
        st.caption("The whole vocabulary adds up to 1. A word that begins with ## goes on the one before it.")
        if model.note:
            st.caption(model.note)
        if len(found) > DRAWN:
            st.caption(f"The first {DRAWN} of {len(found)} hidden words are drawn; none of them sees another.")


def guess_sentence(model: ModelCard, guesses: Guesses) -> str:
    """What stands first and second, and who taught it."""
    (first, share), (second, next_share) = guesses[:2]
    said = f"“{first}” {percent(share)}, then “{second}” {percent(next_share)}."
    if model.axes.supervision == "supervised":
        return said
    return f"{said} {model.name} has read both sides of the gap. Text alone was its teacher."
