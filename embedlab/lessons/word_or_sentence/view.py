"""The first screen of lesson 2: the tokens of a text becoming one vector, and what that vector can tell apart."""

from dataclasses import replace

import numpy as np
import streamlit as st

from embedlab.figures.bench import bench_kinds
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.found import find_comparison
from embedlab.lessons.word_or_sentence.inputs import (
    FIRST_MODEL,
    KEYS,
    cards,
    choose_pooling,
    choose_shown,
    choose_step,
    choose_texts,
)
from embedlab.lessons.word_or_sentence.study import Choice, Comparison
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.lessons.word_or_sentence.view_tokens import HEIGHT, ROWS_AT_HEIGHT, draw_tokens
from embedlab.numbers_text import percent
from embedlab.ui.charts import chart
from embedlab.ui.model_select import choose_model
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.heading import subheading
from embedlab.ui.teacher import control


def choose() -> Comparison:
    """Draw texts, model and pooling, and find what they give; texts that cannot be used leave the bench standing."""
    texts, pair = choose_texts()
    left, *middle, right = st.columns([6, 9, 3, 6], gap="small", vertical_alignment="bottom")
    with left, control("model"):
        card = choose_model(
            "Model", cards(), KEYS.bound("model"), default=FIRST_MODEL,
            help="A table of words has no [CLS]; its word vectors are averaged as they are.",
        )  # fmt: skip
    with middle[0]:
        pooling = choose_pooling(card)
    with middle[1]:
        shown = choose_shown()
    found = find_comparison(Choice(texts, pair, card, pooling, shown))
    if found.tables is None:
        return found
    with right:
        # Drawn when the tokens are counted, though it stands beside the other controls.
        return replace(found, step=choose_step(len(found.tables.pair[shown])))


def draw(found: Comparison, guess: Guess) -> None:
    """Draw the tokens of one text becoming a vector, and beside them what such vectors tell apart."""
    left, right = st.columns(2, gap="medium")
    with left:
        if found.tables is not None:
            draw_tokens(found.choice, found.tables, found.step)
    with right:
        _draw_kinds(found, guess)


def _draw_kinds(found: Comparison, guess: Guess) -> None:
    """The mean cosine of each kind of pair: the chosen model by every pooling, the others by the mean."""
    kinds, bench, choice = load_pair_kinds(), found.bench, found.choice
    subheading(f"What it tells apart: {len(bench.pairs)} pairs of six kinds")
    rows = shown_setups(found)
    # Before the guess the cells of the kinds stay empty: any of them is a part of the answer.
    means = [[bench.means[setup][kind.key] if guess.open else np.nan for kind in kinds] for setup in rows]
    figure = bench_kinds(
        np.array([[found.own.get(setup, np.nan), *row] for setup, row in zip(rows, means, strict=True)]),
        [setup.name for setup in rows],
        ["A and B", *(kind.title for kind in kinds)],
        [None if choice.pair is None else choice.pair.same_meaning, *(kind.same_meaning for kind in kinds)],
        quality=np.array([bench.quality[setup] for setup in rows]) if guess.open else None,
        highlight=rows.index(choice.setup) if choice.setup in rows else None,
    )
    chart(figure, KEYS("kinds"), height=HEIGHT if len(rows) <= ROWS_AT_HEIGHT else None)
    guess.finding(kinds_sentence(found))


def shown_setups(found: Comparison) -> list[Setup]:
    """The chosen model by every pooling, then the mean of each other model."""
    model = found.choice.card.id
    chosen = [setup for setup in found.bench.cosines if setup.model == model]
    return chosen + [setup for setup in found.bench.cosines if setup.model != model and setup.pooling == "mean"]


def kinds_sentence(found: Comparison) -> str:
    """How often the chosen setup puts a paraphrase first, against easy and against hard pairs."""
    setup, bench = found.choice.setup, found.bench
    if setup not in bench.cosines:
        return f"The pairs are scored as soon as {found.choice.card.name} is here."
    easy, hard = (bench.paraphrases_above(setup, kinds) for kinds in (UNRELATED, LOOK_ALIKES))
    return (
        f"{setup.name}: a paraphrase comes before an unrelated pair in {percent(easy)} of comparisons, before a "
        f"look-alike in {percent(hard)}. A coin gives {percent(0.5)}."
    )
