"""The hidden word of lesson 3: what masked language models put in its place."""

from typing import Final

import streamlit as st

from embedlab.figures.bars import ranked_bars
from embedlab.lessons.unsupervised_or_supervised.shipped import GUESSES, SENTENCE, load_guesses
from embedlab.limits import MASKED_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.encoders import fill_mask
from embedlab.models.encoders.fill import Guesses
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import errors_shown, problem_box
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

DRAWN: Final = 3
RANGE: Final = (0.0, 0.5)
"""Of the bars; a gap that many words fit gives each of them little."""


def guessers() -> list[ModelCard]:
    """Models that guess hidden words and are here or ship, those that learnt nothing else first."""
    found = [card for card in catalog().values() if card.head == "masked-lm" and (card.bundled or is_here(card))]
    return sorted(found, key=lambda card: card.axes.supervision == "supervised")


def masked_room() -> tuple[Guesses, ...]:
    """Draw the sentence, the model and its guesses; return those of a language model, empty when there are none."""
    cards = {card.id: card for card in guessers()}
    left, right = st.columns([5, 3], gap="small", vertical_alignment="bottom")
    with left, control("masked"):
        typed = st.text_input("A sentence with [MASK] in place of a word", SENTENCE, **bound("masked3")) or ""
    with right, control("guesser"):
        chosen = st.selectbox("Model", list(cards), format_func=lambda name: cards[name].name, **bound("guesser3"))
    card = cards[chosen]
    if card.axes.supervision == "supervised":
        st.caption(
            f"{card.name} has the same head, but was trained on for search: its guesses are words to search for, "
            "not those of a language model."
        )
    if len(typed) > MASKED_CHARS:
        problem_box(f"The sentence has {len(typed):,} characters; shorten it to {MASKED_CHARS} or fewer.")
        return ()
    found: tuple[Guesses, ...] = ()
    with errors_shown():
        found = find_guesses(card, typed)
    if found:
        _draw(card, found)
    return found if card.axes.supervision == "unsupervised" else ()


def find_guesses(card: ModelCard, text: str) -> tuple[Guesses, ...]:
    """The likeliest words at each gap of a sentence, shipped or live; empty while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer, or nothing is hidden in the sentence.
    """
    return load_guesses(card.id, text) or (_live_guesses(card.id, text) if ready(card) else ())


@st.cache_data(max_entries=256, show_spinner=False)
def _live_guesses(model: str, text: str) -> tuple[Guesses, ...]:
    return fill_mask(runtime(), catalog()[model], text, GUESSES)


def _draw(card: ModelCard, found: tuple[Guesses, ...]) -> None:
    columns = st.columns(max(2, min(len(found), DRAWN)), gap="medium")
    for number, (column, guesses) in enumerate(zip(columns, found, strict=False)):
        with column:
            words, shares = [word for word, _ in guesses], [share for _, share in guesses]
            colour = FAMILY_COLOURS[card.family]
            chart(ranked_bars(words, shares, name="probability", extent=RANGE, colour=colour), f"masked-{number}")
    with columns[1] if len(found) == 1 else st.container():
        finding(guess_sentence(card, found[0]))
        st.caption("The whole vocabulary adds up to 1. A word that begins with ## goes on the one before it.")
        if card.note:
            st.caption(card.note)
        if len(found) > DRAWN:
            st.caption(f"The first {DRAWN} of {len(found)} hidden words are drawn; none of them sees another.")


def guess_sentence(card: ModelCard, guesses: Guesses) -> str:
    """What stands first and second, and who taught it."""
    (first, share), (second, next_share) = guesses[:2]
    told = f"“{first}” {share:.0%}, then “{second}” {next_share:.0%}."
    if card.axes.supervision == "supervised":
        return told
    return f"{told} {card.name} has read both sides of the gap. Text alone was its teacher."
