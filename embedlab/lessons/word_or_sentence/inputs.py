"""What the visitor chooses on lesson 2: two texts, a model, a pooling, and which of the texts is looked at."""

from dataclasses import dataclass

import streamlit as st

from embedlab.compute.pooling import Pooling
from embedlab.lessons.word_or_sentence.examples import SentencePair, load_pair_kinds
from embedlab.lessons.word_or_sentence.shipped import example_pairs
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup, poolable, poolings_of
from embedlab.limits import SENTENCE_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.ui.model_access import is_here
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

FIRST_EXAMPLE = "role_swap"
FIRST_MODEL = "all-minilm-l6-v2"
NAMES = ("A", "B")


@dataclass(frozen=True)
class Choice:
    """Two texts and the way to make one vector of each.

    Attributes:
        texts: A and B, without outer white space; None when one of them cannot be used.
        pair: the shipped pair they are, while nothing was changed.
        card: the model.
        pooling: how its token vectors become one.
        shown: the text whose tokens are drawn, 0 or 1.
    """

    texts: tuple[str, str] | None
    pair: SentencePair | None
    card: ModelCard
    pooling: Pooling
    shown: int

    @property
    def setup(self) -> Setup:
        """Model and pooling."""
        return Setup(self.card.id, self.pooling)


def cards() -> tuple[ModelCard, ...]:
    """Models to choose from: the bundled ones, and those of the hub that are in the store already."""
    return tuple(card for card in catalog().values() if poolable(card) and (card.bundled or is_here(card)))


def choose_texts() -> tuple[tuple[str, str] | None, SentencePair | None]:
    """Draw the example and the two texts; say below them what cannot be used.

    Returns the texts, None when they cannot be used, and the shipped pair that they are.
    """
    pairs = {_label(pair): pair for pair in example_pairs()}
    first = next(number for number, pair in enumerate(pairs.values()) if pair.kind == FIRST_EXAMPLE)
    left, *columns = st.columns(3, gap="small", vertical_alignment="bottom")
    with left, control("example"):
        name = st.selectbox("Example", list(pairs), index=first, **bound("example2"))
    pair, number = pairs[name], list(pairs).index(name)
    typed = []
    for column, letter, default in zip(columns, NAMES, (pair.left, pair.right), strict=True):
        with column, control(f"text-{letter.lower()}"):
            # A key for each example: going to another one and back finds the typed text again.
            text = st.text_input(f"Text {letter}", default, **bound(f"text2{letter.lower()}-{number}"))
            typed.append((text or "").strip())
    usable = [_usable(letter, text) for letter, text in zip(NAMES, typed, strict=True)]
    if not all(usable):
        return None, None
    texts = (typed[0], typed[1])
    return texts, pair if texts == (pair.left, pair.right) else None


def _label(pair: SentencePair) -> str:
    title = next(kind.title for kind in load_pair_kinds() if kind.key == pair.kind)
    return f"{title}: {pair.left}"


def _usable(letter: str, text: str) -> bool:
    if not text:
        problem_box(f"Text {letter} is empty. Type a sentence.")
    elif len(text) > SENTENCE_CHARS:
        problem_box(f"Text {letter} has {len(text):,} characters; shorten it to {SENTENCE_CHARS:,} or fewer.")
    else:
        return True
    return False


def choose_model() -> ModelCard:
    """Draw the choice of a model."""
    offered = {card.id: card for card in cards()}
    with control("model"):
        name = st.selectbox(
            "Model",
            list(offered),
            index=list(offered).index(FIRST_MODEL),
            format_func=lambda i: offered[i].name,
            help="A table of words has no [CLS]; its word vectors are averaged as they are.",
            **bound("model2"),
        )
    return offered[name]


def choose_pooling(card: ModelCard) -> Pooling:
    """Draw the choice of a pooling that makes sense for the model."""
    offered = poolings_of(card)
    with control("pooling"):
        # A key for each set of options: a value that is no longer offered would otherwise be an error.
        chosen: Pooling = st.segmented_control(
            "Pooling",
            offered,
            default="mean",
            format_func=lambda how: SPELT[how],
            required=True,
            **bound("pooling2" if "cls" in offered else "pooling2-table"),
        )
    return chosen


def choose_shown() -> int:
    """Draw the choice of the text whose tokens are drawn."""
    with control("shown"):
        letter = st.segmented_control("Tokens of", NAMES, default=NAMES[0], required=True, **bound("shown2"))
    return NAMES.index(letter)


def choose_step(tokens: int) -> int:
    """Draw the stepper: how many tokens are pooled so far, 1 to ``tokens``; it begins at the end."""
    if tokens < 2:
        return tokens
    with control("step"):
        # A slider of its own for each length: a value beyond the last token would otherwise be an error.
        return int(
            st.slider(
                "Tokens pooled so far", 1, tokens, tokens, help="Add one token at a time.", **bound(f"step2-{tokens}")
            )
        )
