"""The first screen of Home: three texts, the words they share, and how close a model puts them."""

import streamlit as st

from embedlab.figures.distribution import random_pairs
from embedlab.lessons.home.found import find_triple
from embedlab.lessons.home.inputs import KEYS, choose_texts
from embedlab.lessons.home.study import NAMES, Comparison, Triple
from embedlab.models.catalog import card
from embedlab.numbers_text import percent, signed
from embedlab.ui.charts import chart
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table
from embedlab.ui.panels.why import parts_table

VEILED = "?"


def choose() -> Triple | None:
    """Draw the controls and compare; None while the model is not here."""
    model, texts = choose_texts()
    return find_triple(model, texts)


def draw(triple: Triple, guess: Guess) -> None:
    """Draw A with B beside A with C."""
    columns = st.columns(2, gap="medium")
    for column, other, result in zip(columns, NAMES[1:], (triple.with_b, triple.with_c), strict=True):
        with column:
            subheading(f"A and {other}")
            table(f"Scores of A and {other}", (), comparison_rows(result, shown=guess.open), style="parts el-compare",
                  classes=("", "", "el-range"))  # fmt: skip
            marked = result.cosine if guess.open else None
            chart(random_pairs(triple.sample, marked, f"cosine, {card(triple.model).name}"), KEYS(f"pairs-{other}"))
    guess.finding(closer_sentence(triple))


def comparison_rows(result: Comparison, *, shown: bool = True) -> list[tuple[str, str, str]]:
    """The four numbers of a pair, each with its name and range; what a model says is veiled until it is ``shown``."""
    shared = ", ".join(result.overlap.shared[:8]) or "none"
    told = [signed(value) if shown else VEILED for value in (result.cosine, result.dot, result.distance)]
    return [
        ("word overlap", percent(result.overlap.jaccard), f"0 to {percent(1)}; shared: {shared}"),
        ("cosine", told[0], "−1 to 1, higher is closer"),
        ("dot product", told[1], "the cosine again: length 1"),
        ("Euclidean distance", told[2], "0 to 2, lower is closer"),
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
