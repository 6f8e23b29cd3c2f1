"""The first screen of lesson 2: two texts become one number, and beside it what such a number can tell apart."""

import numpy as np

from embedlab.figures.kind_strips import kind_strips
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.found import find_comparison
from embedlab.lessons.word_or_sentence.inputs import (
    FIRST_MODEL,
    KEYS,
    cards,
    choose_texts,
    chosen_pooling,
    first_pair,
)
from embedlab.lessons.word_or_sentence.study import Choice, Comparison
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED
from embedlab.lessons.word_or_sentence.view_pair import draw_pair
from embedlab.models.catalog import card as card_of
from embedlab.numbers_text import percent
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.model_select import choose_model
from embedlab.ui.panels.guess import Guess
from embedlab.ui.stage import aside, hero
from embedlab.ui.state import controls
from embedlab.ui.teacher import control

_LOW = -0.2
"""Where the axis of the kinds begins while no cosine lies below: all six stand in its upper half."""


def choose() -> Comparison | None:
    """Draw texts and model, and find what they give with the chosen pooling; None when a text cannot be used."""
    example, *texts_columns, model = controls(4, weights=(3, 3, 3, 2))
    texts, pair = choose_texts(example, texts_columns)
    with model, control("model"):
        card = choose_model(
            "Model", cards(), KEYS.bound("model"), default=FIRST_MODEL,
            help="A table of words has no [CLS]; its word vectors are averaged as they are.",
        )  # fmt: skip
    return None if texts is None else find_comparison(Choice(texts, pair, card, chosen_pooling(card)))


def find_example() -> Comparison:
    """The first example by the first model, for a visitor whose own texts cannot be compared yet."""
    pair = first_pair()
    return find_comparison(Choice((pair.left, pair.right), pair, card_of(FIRST_MODEL), "mean"))


def draw(found: Comparison, guess: Guess) -> None:
    """Draw two texts becoming one number, and beside it what such numbers tell apart."""
    with hero(f"{found.choice.card.name}: two texts, two vectors, one number"):
        draw_pair(found, guess)
    with aside("What this number can tell apart"):
        _draw_kinds(found, guess)


def _draw_kinds(found: Comparison, guess: Guess) -> None:
    """The cosines of each kind of pair by the chosen model and pooling, and the pair on the screen among them."""
    kinds, bench, choice = load_pair_kinds(), found.bench, found.choice
    # Before the guess the strips stay empty: any of them is a part of the answer.
    cosines = bench.cosines.get(choice.setup) if guess.open else None
    known = np.array([] if cosines is None else cosines)
    here = found.cosine
    lowest = min((float(each) for each in (*known, here) if each is not None and np.isfinite(each)), default=0.0)
    figure = kind_strips(
        [kind.title for kind in kinds],
        [kind.same_meaning for kind in kinds],
        None if cosines is None else [
            known[[row for row, pair in enumerate(bench.pairs) if pair.kind == kind.key]] for kind in kinds
        ],
        here=here,
        row=None if choice.pair is None else [kind.key for kind in kinds].index(choice.pair.kind),
        extent=(_LOW if lowest >= _LOW else -1.0, 1.0),
        colour=FAMILY_COLOURS[choice.card.family],
    )  # fmt: skip
    chart(figure, KEYS("kinds"))
    guess.finding(kinds_sentence(found))


def kinds_sentence(found: Comparison) -> str:
    """How often the chosen setup puts a paraphrase first, against easy and against hard pairs."""
    setup, bench = found.choice.setup, found.bench
    if setup not in bench.cosines:
        return f"The pairs are scored as soon as {found.choice.card.name} is here."
    easy, hard = (bench.paraphrases_above(setup, kinds) for kinds in (UNRELATED, LOOK_ALIKES))
    return (
        f"Paraphrases come before unrelated pairs in {percent(easy)}, before look-alikes in {percent(hard)}. "
        f"A coin: {percent(0.5)}."
    )
