"""The hidden word of lesson 3: what masked language models put in its place, beside what is frequent anyway."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.bars import ranked_bars
from embedlab.lessons.unsupervised_or_supervised.found import find_guesses
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, choose_guesser, new_words_only
from embedlab.lessons.unsupervised_or_supervised.shipped import SENTENCE, load_context
from embedlab.lessons.unsupervised_or_supervised.study_masked import (
    ContextGain,
    guesses_shown,
    perplexity,
    stands_in,
)
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.fill import Guesses
from embedlab.numbers_text import percent, signed, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown
from embedlab.ui.panels.unread_texts import say_unread
from embedlab.ui.teacher import control

DRAWN: Final = 3
LISTED: Final = 10
RANGE: Final = (0.0, 1.0)
"""Of the bars: all that a probability can be, so that every bar ends where its number says."""
STANDS: Final = "↩"
"""Before a guess that stands in the sentence already."""
TRY: Final = "Others to try: “two or [MASK] people”, “North and [MASK] America”, “a disease of the [MASK]”."


def draw_masked() -> None:
    """Draw the sentence, the model and its guesses."""
    left, right = st.columns([5, 3], gap="small", vertical_alignment="bottom")
    with left, control("masked"):
        typed = st.text_input("A sentence with [MASK] in place of a word", SENTENCE, **KEYS.bound("masked")) or ""
    with right, control("guesser"):
        model = choose_guesser()
    with control("new-words"):
        st.toggle(
            "Leave out guesses that stand in the sentence already", **KEYS.bound("new-words"),
            help="A view, not another model: the probabilities stay what the model gave, and do not add up to 1.",
        )  # fmt: skip
    if model.axes.supervision == "supervised":
        st.caption(
            f"{model.name} has the same head, but was trained on for search: its guesses are words to search for, "
            "not those of a language model."
        )
    with errors_shown():
        if found := find_guesses(model, typed):
            say_unread({model.id: None}, {"the sentence": typed})
            _draw_guesses(model, typed, found)


def _draw_guesses(model: ModelCard, text: str, found: tuple[Guesses, ...]) -> None:
    gain = load_context()
    beside = gain if gain is not None and gain.model == model.id and len(found) == 1 else None
    offer(
        "Hidden words",
        lambda: [
            {"gap": gap, "rank": rank, "word": word, "probability": share}
            for gap, guesses in enumerate(found, start=1)
            for rank, (word, share) in enumerate(guesses, start=1)
        ],
    )
    columns = st.columns(max(2, min(len(found), DRAWN)), gap="medium")
    for number, (column, guesses) in enumerate(zip(columns, found, strict=False)):
        with column:
            if beside:
                subheading("With the sentence around it")
            shown = guesses_shown(guesses, text, LISTED, new_only=new_words_only())
            _draw_bars(marked(shown, text), FAMILY_COLOURS[model.family], f"masked-{number}")
    if beside:
        with columns[1]:
            subheading("Without: the most frequent pieces of the dictionary")
            _draw_bars(beside.frequent, NEUTRAL, "masked-frequent")
            words, shares = zip(*beside.frequent, strict=True)
            offer("Frequent pieces", partial(rows_of, piece=words, share=shares))
    with columns[1] if len(found) == 1 and not beside else st.container():
        finding(guess_sentence(model, text, found[0]))
    if beside:
        finding(gain_sentence(model, beside))
    st.caption(f"{STANDS} stands in the sentence already. A word that begins with ## goes on the one before it. {TRY}")
    if model.note:
        st.caption(model.note)
    if len(found) > DRAWN:
        st.caption(f"The first {DRAWN} of {len(found)} hidden words are drawn; none of them sees another.")


def _draw_bars(guesses: Guesses, colour: str, key: str) -> None:
    words, shares = zip(*guesses, strict=True) if guesses else ((), ())
    figure = ranked_bars(words, shares, name="probability", extent=RANGE, colour=colour)
    chart(figure, KEYS(key))


def marked(guesses: Guesses, text: str) -> Guesses:
    """The guesses with a mark before those that stand in the sentence already."""
    return tuple((f"{STANDS} {word}" if stands_in(word, text) else word, share) for word, share in guesses)


def guess_sentence(model: ModelCard, text: str, guesses: Guesses) -> str:
    """What stands first and second, whether it is new to the sentence, and who taught it."""
    (first, share), (second, next_share) = guesses[:2]
    old, next_old = (", a word of the sentence itself" if stands_in(word, text) else "" for word in (first, second))
    said = (
        f"The model's first guess is “{first}”, {percent(share)}{old}; its second “{second}”, "
        f"{percent(next_share)}{next_old}."
    )
    if model.axes.supervision == "supervised":
        return said
    return f"{said} {model.name} has read both sides of the gap. Text alone was its teacher."


def gain_sentence(model: ModelCard, gain: ContextGain) -> str:
    """What the context is worth over many gaps."""
    return (
        f"Over all {whole(len(gain.logs))} pieces of {gain.texts} held-out definitions, each hidden once, "
        f"{model.name} guesses {percent(gain.first.mean())} at first try, frequency alone "
        f"{percent(gain.frequency_first.mean())}. Perplexity, the number of equally likely pieces that it is as unsure "
        f"among: {signed(perplexity(gain.logs), 0)} with context, {signed(perplexity(gain.frequency_logs), 0)} without."
    )
