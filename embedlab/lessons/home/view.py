"""The first screen of Home: three texts, the words they share, and how close a model puts them."""

from functools import partial

import streamlit as st

from embedlab.figures.distribution import random_pairs
from embedlab.figures.triangle import Told, text_triangle
from embedlab.lessons.home.found import find_triple
from embedlab.lessons.home.inputs import FIRST_MODEL, KEYS, choose_texts, first_texts
from embedlab.lessons.home.study import NAMES, Comparison, Triple
from embedlab.models.catalog import card
from embedlab.numbers_text import percent, signed
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.panels.unread_texts import say_unread
from embedlab.ui.panels.why import parts_table
from embedlab.ui.stage import aside, hero

PAIRS = ("A–B", "A–C")
VEILED = "?"


def choose() -> Triple | None:
    """Draw the controls and compare; None while the model is not here."""
    model, texts = choose_texts()
    return find_triple(model, texts)


def find_example() -> Triple | None:
    """The first example by the first model, for a visitor whose own texts cannot be compared yet."""
    return find_triple(FIRST_MODEL, first_texts())


def draw(triple: Triple, guess: Guess) -> None:
    """Draw the three texts as points, and beside them the same in numbers and among random pairs."""
    model = card(triple.model)
    compared = (triple.with_b, triple.with_c)
    colour = FAMILY_COLOURS[model.family]
    with hero(f"Three texts as points, {'to scale' if guess.open else 'not to scale yet'}"):
        told = [Told(each.cosine if guess.open else None, ", ".join(each.overlap.shared)) for each in compared]
        sides = triple.sides if guess.open else None
        triangle = text_triangle(triple.texts, sides, (told[0], told[1]), narrow=narrow_screen(), colour=colour)
        chart(triangle, KEYS("points"))
        guess.finding(closer_sentence(triple))
        say_unread({model.id: None}, {f"text {name}": text for name, text in zip(NAMES, triple.texts, strict=True)})
    with aside("Is that a lot? Among random pairs"):
        marks = {pair: each.cosine for pair, each in zip(PAIRS, compared, strict=True)} if guess.open else {}
        name = f"cosine of random pairs, {model.name}"
        chart(random_pairs(triple.sample, marks, name, colour=colour), KEYS("pairs"))
        offer("Random pairs", partial(rows_of, cosine=triple.sample))
        rows = comparison_rows(*compared, shown=guess.open)
        table("Scores of A and B, and of A and C", ("", *PAIRS), rows, style="parts el-marks")


def comparison_rows(*compared: Comparison, shown: bool = True) -> list[tuple[object, ...]]:
    """The four numbers of each pair, with their range; what a model says is veiled until it is ``shown``."""
    told = {
        Markup("cosine <small>−1 to 1</small>"): [each.cosine for each in compared],
        Markup("dot product <small>of length 1</small>"): [each.dot for each in compared],
        Markup("distance <small>lower is closer</small>"): [each.distance for each in compared],
    }
    overlap = (percent(each.overlap.jaccard) for each in compared)
    return [
        (Markup("word overlap <small>of all words</small>"), *overlap),
        *((name, *(signed(value) if shown else VEILED for value in values)) for name, values in told.items()),
    ]


def closer_sentence(triple: Triple) -> str:
    """Which of B and C the model puts closer to A, and what the two share with it."""
    with_b, with_c = triple.with_b, triple.with_c
    closer = "B" if with_b.cosine > with_c.cosine else "C"
    return (
        f"{card(triple.model).name} puts A closer to {closer}. Cosine with B {signed(with_b.cosine)}, words shared "
        f"{len(with_b.overlap.shared)}; cosine with C {signed(with_c.cosine)}, words shared "
        f"{len(with_c.overlap.shared)}."
    )


def draw_cosine(triple: Triple) -> None:
    """Draw the cosine of A and B as the sum that it is."""
    parts, total = triple.parts()
    st.markdown(f"It is a sum of {len(parts)} products, one for each number of the two vectors; here are the largest.")
    parts_table([f"number {index}" for index in range(1, len(parts) + 1)], parts, total, "cosine")
