"""What the visitor chooses on lesson 2: two texts, a pooling, which text is looked at and how far, and a long text."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.compute.pooling import Pooling
from embedlab.lessons.word_or_sentence.examples import SentencePair, load_pair_kinds
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.shipped import example_pairs
from embedlab.lessons.word_or_sentence.study_setups import SPELT, poolable, poolings_of
from embedlab.limits import DOCUMENT_CHARS, QUERY_CHARS, SENTENCE_CHARS
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import whole
from embedlab.ui.model_select import offered_models
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.own_text import own_text
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys, one_of, shareable_text
from embedlab.ui.teacher import control

KEYS = Keys("word_or_sentence")
STORIES = Pick(KEYS("stories"))
"""Which pair of stories is looked at, in the order of the dots."""

NO_TEXTS = "Drawn as soon as there are two texts that the model can read."

FIRST_EXAMPLE = "role_swap"
FIRST_MODEL = "all-minilm-l6-v2"
NAMES = ("A", "B")

HIDEABLE = {
    "example": "Example", "text-a": "Text A", "text-b": "Text B", "model": "Model", "pooling": "Pooling",
    "shown": "Tokens of", "step": "Stepper", "colours": "Colours show", "people": "Way to one vector",
    "long": "Long text",
}  # fmt: skip

_LONG, _ADDITION = KEYS("long"), KEYS("addition")


def cards() -> list[ModelCard]:
    """Models to choose from: the bundled ones, and those of the hub that are in the store already."""
    return offered_models(poolable)


def choose_texts(
    left: DeltaGenerator, columns: Sequence[DeltaGenerator]
) -> tuple[tuple[str, str] | None, SentencePair | None]:
    """Draw the example ``left`` and the two texts in ``columns``; say below them what cannot be used.

    Returns the texts, None when they cannot be used, and the shipped pair that they are.
    """
    pairs = {_label(pair): pair for pair in example_pairs()}
    first = list(pairs.values()).index(first_pair())
    with left, control("example"):
        name = st.selectbox("Example", list(pairs), index=first, **KEYS.bound("example"))
    pair, number = pairs[name], list(pairs).index(name)
    typed = []
    for column, letter, default in zip(columns, NAMES, (pair.left, pair.right), strict=True):
        with column, control(f"text-{letter.lower()}"):
            # A key for each example: going to another one and back finds the typed text again.
            text = st.text_input(f"Text {letter}", default, **KEYS.bound(f"text-{letter.lower()}{number}"))
            typed.append((text or "").strip())
    shipped = {KEYS(f"text-a{number}"): pair.left, KEYS(f"text-b{number}"): pair.right}
    own_text(name, shipped, key=KEYS("pair"))
    usable = [_usable(letter, text) for letter, text in zip(NAMES, typed, strict=True)]
    if not all(usable):
        return None, None
    texts = (typed[0], typed[1])
    return texts, pair if texts == (pair.left, pair.right) else None


def first_pair() -> SentencePair:
    """The pair that the page begins with."""
    return next(pair for pair in example_pairs() if pair.kind == FIRST_EXAMPLE)


def _label(pair: SentencePair) -> str:
    title = next(kind.title for kind in load_pair_kinds() if kind.key == pair.kind)
    return f"{title}: {pair.left}"


def _usable(letter: str, text: str) -> bool:
    if not text:
        problem_box(f"Text {letter} is empty. Type a sentence.")
    elif len(text) > SENTENCE_CHARS:
        problem_box(f"Text {letter} has {whole(len(text))} characters; shorten it to {whole(SENTENCE_CHARS)} or fewer.")
    else:
        return True
    return False


def choose_pooling(card: ModelCard) -> None:
    """Draw the choice of a pooling that makes sense for the model, over the figure that it moves."""
    offered = poolings_of(card)
    # The name beside the control, not above it: a line less between heading and figure.
    with control("pooling"), st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Pooling", width="content")
        st.segmented_control(
            "Pooling", offered, default="mean", format_func=lambda how: SPELT[how], required=True,
            label_visibility="collapsed", **KEYS.bound(_pooling_name(offered)),
        )  # fmt: skip


def chosen_pooling(card: ModelCard) -> Pooling:
    """What is chosen there: it must be known before the figure is computed, and so before it is drawn."""
    offered = poolings_of(card)
    key = KEYS(_pooling_name(offered))
    linked = next((how for how in offered if SPELT[how] == st.query_params.get(key)), None)
    chosen: Pooling | None = st.session_state.get(key, linked)
    return one_of(chosen, ("mean", *offered))


def _pooling_name(offered: Sequence[Pooling]) -> str:
    # A key for each set of options: a value that is no longer offered would otherwise be an error.
    return "pooling" if "cls" in offered else "pooling-of-words"


def choose_shown() -> int:
    """Draw the choice of the text whose tokens are drawn, 0 or 1."""
    with control("shown"):
        letter = st.segmented_control("Tokens of", NAMES, default=NAMES[0], required=True, **KEYS.bound("shown"))
    return NAMES.index(one_of(letter, NAMES))


def choose_step(tokens: int) -> int:
    """Draw the stepper: how many tokens are pooled so far, 1 to ``tokens``; it begins at the end."""
    if tokens < 2:
        return tokens
    with control("step"):
        # A slider of its own for each length: a value beyond the last token would otherwise be an error.
        return int(st.slider("Tokens pooled so far", 1, tokens, tokens, **KEYS.bound(f"step{tokens}")))


def choose_long() -> tuple[str, str] | None:
    """Draw the long text and what is added to its end; None, with a message, when they cannot be used."""
    shipped = load_long_text()
    with control("long"):
        text = shareable_text(
            "A long text", _LONG, shipped.text, height=120, help=f"At most {whole(DOCUMENT_CHARS)} characters."
        ).strip()
        addition = (st.text_input("Added to its end", shipped.addition, **KEYS.bound("addition")) or "").strip()
    if problem := _long_problem(text, addition):
        problem_box(problem)
        return None
    return text, addition


def chosen_long() -> tuple[str, str] | None:
    """What ``choose_long`` would return, without drawing it: the quiz asks about a text that stands elsewhere."""
    shipped = load_long_text()
    defaults = ((_LONG, shipped.text), (_ADDITION, shipped.addition))
    kept = [st.session_state.get(key, st.query_params.get(key, default)) for key, default in defaults]
    text, addition = ((value or "").strip() for value in kept)
    return None if _long_problem(text, addition) else (text, addition)


def _long_problem(text: str, addition: str) -> str:
    if not text:
        return "The long text is empty. Type or paste one."
    if len(text) > DOCUMENT_CHARS:
        return f"The long text has {whole(len(text))} characters; shorten it to {whole(DOCUMENT_CHARS)} or fewer."
    if len(addition) > QUERY_CHARS:
        return f"The addition has {whole(len(addition))} characters; shorten it to {QUERY_CHARS} or fewer."
    return ""
