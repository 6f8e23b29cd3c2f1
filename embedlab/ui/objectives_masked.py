"""The hidden word of lesson 3: what masked language models put in its place."""

from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.bars import ranked_bars
from embedlab.limits import MASKED_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.encoders import fill_mask
from embedlab.models.encoders.fill import Guesses
from embedlab.ui.charts import chart
from embedlab.ui.models import is_here, ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

SENTENCE: Final = "The river flows into the [MASK]."
SHOWN: Final = 10


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
    if not ready(card):
        return ()
    try:
        found = _guesses(card.id, typed)
    except EmbedLabError as error:
        problem_box(str(error))
        return ()
    _draw(card, found)
    return found if card.axes.supervision == "unsupervised" else ()


@st.cache_data(max_entries=256, show_spinner=False)
def _guesses(model: str, text: str) -> tuple[Guesses, ...]:
    return fill_mask(runtime(), catalog()[model], text, SHOWN)


def _draw(card: ModelCard, found: tuple[Guesses, ...]) -> None:
    for number, (column, guesses) in enumerate(zip(st.columns(max(2, min(len(found), 3))), found, strict=False)):
        with column:
            words, shares = [word for word, _ in guesses], [share for _, share in guesses]
            chart(ranked_bars(words, shares, name="probability", extent=(0, 1)), f"masked-{number}")
    first = found[0]
    finding(
        f"{card.name} reads the words on both sides and gives “{first[0][0]}” {first[0][1]:.0%}, “{first[1][0]}” "
        f"{first[1][1]:.0%}. Text alone was its teacher."
        if card.axes.supervision == "unsupervised"
        else f"“{first[0][0]}” {first[0][1]:.0%}, “{first[1][0]}” {first[1][1]:.0%}."
    )
    if len(found) > 3:
        st.caption(f"The first three of {len(found)} hidden words are drawn; the others stay hidden from one another.")
