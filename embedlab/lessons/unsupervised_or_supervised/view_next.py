"""Next-sentence prediction on lesson 3: how much of it a measure of topic solves, and how little is left of order."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.unsupervised_or_supervised.found import takeaway
from embedlab.lessons.unsupervised_or_supervised.found_next import find_next
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.study_next import CUES, TASKS, Choice, NextFound
from embedlab.numbers_text import percent, signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown
from embedlab.ui.state import one_of, shareable_text
from embedlab.ui.teacher import control

NEWS, OWN = "news", "own"
SOURCES: Final = {NEWS: "300 news stories", OWN: "Your own text"}
EXPLAINED: Final = (
    "BERT had a second objective beside the hidden word: does this sentence follow that one, or does it come from "
    "another text? Here two cues that know nothing of order are asked which of two sentences is the next one."
)
HISTORY: Final = (
    "A task that the topic solves asks for little more. RoBERTa (Liu and others 2019) left it out and lost nothing; "
    "ALBERT (Lan and others 2020) asked for the order of two neighbouring sentences instead. A cosine is the same both "
    "ways round, so it cannot answer that at all. BERT's own question was a yes or no, with a trained network; "
    "choosing one of two is the same task in a form that needs no training."
)


def draw_next() -> None:
    """Draw the choice of text and cue, the counts, and one of the choices."""
    st.caption(EXPLAINED)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left, control("next-text"):
        source = one_of(
            st.selectbox("Text", list(SOURCES), format_func=lambda key: SOURCES[key], **KEYS.bound("next-text")),
            (NEWS, OWN),
        )
    with right, control("next-cue"):
        cue = one_of(
            st.segmented_control(
                "Cue", list(CUES), default="vectors", format_func=lambda key: CUES[key], required=True,
                **KEYS.bound("next-cue"),
            ),
            ("vectors", *CUES),
        )  # fmt: skip
    typed = ""
    if source == OWN:
        typed = shareable_text("Sentences in their order", KEYS("next-own"), "", height=150)
        if not typed.strip():
            st.caption("Paste a text of at least four sentences; sentences of another text come from the news stories.")
            return
    with errors_shown():
        found = find_next(typed)
        takeaway().following = found
        if found is not None:
            _draw(found, cue)


def _draw(found: NextFound, cue: str) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("The next sentence is chosen rightly")
        shares = [found.shares[cue][task] for task in TASKS]
        lows, highs = zip(*(share.interval for share in shares), strict=True)
        figure = shares_with_intervals(
            [f"or {name}?" for name in TASKS.values()], [share.share for share in shares], lows, highs,
            name=f"right choices by {CUES[cue]}", chance=0.5, colours=[FAMILY_COLOURS["static"]] * len(TASKS),
        )  # fmt: skip
        chart(figure, KEYS("next-shares"))
        finding(next_sentence(found, cue))
    with right:
        _draw_choice(found)
    st.caption(HISTORY)


def next_sentence(found: NextFound, cue: str) -> str:
    """What the three counts say together."""
    other, same, previous = (found.shares[cue][task] for task in TASKS)
    low, high = previous.interval
    order = "no better than chance" if low <= 0.5 <= high else "not chance, but hardly an answer"
    return (
        f"Against a sentence of another text, topic alone is right in {percent(other.share)} of {whole(other.count)} "
        f"choices; against one of the same text in {percent(same.share)}; told to say which neighbour is the next and "
        f"which the previous, in {percent(previous.share)}: {order}."
    )


def _draw_choice(found: NextFound) -> None:
    if not found.choices:
        return
    subheading("One of the choices, by averaged word vectors")
    with control("next-choice"):
        place = st.slider("Choice", 1, len(found.choices), 1, key=KEYS("next-choice")) if len(found.choices) > 1 else 1
    choice, cosines = found.choices[place - 1], found.cosines[place - 1]
    st.html(choice_html(choice, cosines))


def choice_html(choice: Choice, cosines: Sequence[float]) -> str:
    """The sentence, and under it each candidate with its cosine; every text is escaped."""
    names = ("the next", *TASKS.values())
    texts = (choice.following, *(choice.others[task] for task in TASKS))
    lines = [("Which one follows?", choice.sentence)]
    lines += [(f"{signed(cosine)} {name}", text) for name, cosine, text in zip(names, cosines, texts, strict=True)]
    return "".join(f"<p><b>{escape(head)}</b><br>{escape(text)}</p>" for head, text in lines)
