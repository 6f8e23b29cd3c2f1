"""What lesson 2 finds out before it draws: from the files while it can, else from the models."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.agreement import agreement_difference
from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.facts import PoolingFacts, encoder_of, quiz_facts
from embedlab.lessons.word_or_sentence.inputs import KEYS, cards, chosen_long
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_cuts, load_lee_results, load_tables
from embedlab.lessons.word_or_sentence.study import Choice, Comparison, Tables, TokenTable, token_table
from embedlab.lessons.word_or_sentence.study_bench import Bench, pair_cosines
from embedlab.lessons.word_or_sentence.study_cut import Cut, measure_cut
from embedlab.lessons.word_or_sentence.study_people import Ahead, LeeResults, LeeRun, Matrix
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card as card_of
from embedlab.studies.lee_stories import load_lee
from embedlab.studies.remembered import remembered
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import problem_box, waiting

RUN: Final = f"el-{KEYS('run')}"
LIVE: Final = f"el-{KEYS('live')}"
"""Where the session keeps the visitor's own computation over the stories: while it works, and when it has ended."""


def find_comparison(choice: Choice) -> Comparison:
    """Everything that the first screen shows; says what cannot be had."""
    bench = find_bench(cards())
    tables = find_tables(choice.card, choice.texts)
    return Comparison(choice, tables, bench, find_own_cosines(choice, bench), find_people())


def find_tables(card: ModelCard, texts: tuple[str, str] | None) -> Tables | None:
    """The token tables of both texts, shipped or live; None without texts and while the model cannot answer."""
    if texts is None:
        return None
    shipped = load_tables(card.id)
    if not all(text in shipped for text in texts) and not ready(card):
        return None
    try:
        found = [shipped[text] if text in shipped else _live_table(card.id, text) for text in texts]
    except EmbedLabError as error:
        problem_box(str(error))
        return None
    # Words are looked up one by one; only what runs through an encoder together is padded.
    longest = 0 if card.family == "static" else max(map(len, found))
    return Tables((found[0].padded(longest), found[1].padded(longest)))


@remembered
def _live_table(model: str, text: str) -> TokenTable:
    return token_table(runtime(), card_of(model), text)


def find_bench(cards: Sequence[ModelCard]) -> Bench:
    """The bench over every model, shipped or live; a model that is neither is left out."""
    ships = {setup.model for setup in load_bench()}
    return waiting(
        "Scoring the pairs …",
        _bench,
        tuple(card.id for card in cards if card.id in ships or is_here(card)),
        tuple(card.id for card in cards if card.id not in ships and is_here(card)),
    )


# One bench for all visitors: the orders of 54 pairs by 25 setups are then counted once, not at every drawing.
@remembered
def _bench(models: tuple[str, ...], live: tuple[str, ...]) -> Bench:
    pairs = load_pairs()
    texts = [(pair.left, pair.right) for pair in pairs]
    cosines: dict[Setup, NDArray[np.float32]] = {}
    for model in models:
        if model in live:
            cosines |= pair_cosines(runtime(), card_of(model), texts)
        else:
            cosines |= {setup: values for setup, values in load_bench().items() if setup.model == model}
    return Bench(pairs, cosines)


def find_own_cosines(choice: Choice, bench: Bench) -> dict[Setup, float]:
    """The cosine of the two texts on the page by every setup; nan where the model is not here or knows no word."""
    if choice.pair is not None:
        row = bench.pairs.index(choice.pair)
        return {setup: float(values[row]) for setup, values in bench.cosines.items()}
    if choice.texts is None:
        return {}
    found: dict[Setup, float] = {}
    for model in dict.fromkeys(setup.model for setup in bench.cosines):
        if is_here(card_of(model)):
            found |= _own(model, choice.texts)
    return found


@remembered
def _own(model: str, texts: tuple[str, str]) -> dict[Setup, float]:
    return {setup: float(values[0]) for setup, values in pair_cosines(runtime(), card_of(model), [texts]).items()}


def find_people() -> LeeResults:
    """What is known of the stories: the visitor's own run where there is one, else what ships."""
    run: LeeRun | None = st.session_state.get(LIVE)
    shipped = load_lee_results()
    if run is None:
        return shipped
    return LeeResults({**shipped.similarities, **run.similarities}, {**shipped.agreements, **run.agreements})


def find_ahead(people: LeeResults, one: str, other: str) -> Ahead | None:
    """How much better one way to a vector, by its key, agrees with people than another; None where one is not known."""
    if not {one, other} <= people.similarities.keys():
        return None
    try:
        return _ahead(people.similarities[one], people.similarities[other])
    except EmbedLabError:
        return None  # said where the stories stand


@remembered
def _ahead(one: Matrix, other: Matrix) -> Ahead:
    return agreement_difference(load_lee().similarity, one, other)


def find_cut(card: ModelCard, text: str, addition: str) -> Cut | None:
    """What a model reads of a text, shipped or live; None while it is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    shipped = load_long_text()
    if (text, addition) == (shipped.text, shipped.addition) and card.id in load_cuts():
        return load_cuts()[card.id]
    return _live_cut(card.id, text, addition) if is_here(card) else None


@remembered
def _live_cut(model: str, text: str, addition: str) -> Cut:
    return measure_cut(runtime(), card_of(model), text, addition)


def find_quiz_facts(found: Comparison) -> PoolingFacts:
    """What the quiz asks beyond the first screen, with the long text as it stands in its own part."""
    typed = chosen_long()
    try:
        cut = None if typed is None else find_cut(encoder_of(found.choice.card), *typed)
    except EmbedLabError:
        cut = None  # said where the long text stands
    encoder = encoder_of(found.choice.card).id
    ahead = find_ahead(found.people, Setup(encoder, "mean").key, Setup(encoder, "cls").key)
    return quiz_facts(found, "" if typed is None else typed[0], cut, ahead)
