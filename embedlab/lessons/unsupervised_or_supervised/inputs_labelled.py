"""What the visitor chooses for the training on labelled pairs, and for the pair and triplet that are taken apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, LIMIT
from embedlab.lessons.unsupervised_or_supervised.shipped import START
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import LABELLED_FIRST
from embedlab.lessons.unsupervised_or_supervised.study_labelled import CLASSES
from embedlab.models.catalog import card
from embedlab.models.training import LabelledSpec
from embedlab.models.training.job_checks import check
from embedlab.ui.jobs import say_refusal, train_buttons
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

LABELLED: Final = KEYS("labelled")
"""The training on labelled pairs of this page, among the trainings of a visitor."""
LABELLED_BUDGETS: Final = (20, 50, 100, 200, 300)


def choose_labelled(*, live: bool) -> None:
    """Draw the controls of the training and its buttons; what cannot be trained is said below them."""
    columns = st.columns([3, 2, 2, 2, 4], gap="small", vertical_alignment="bottom")
    with columns[0], control("labelled-steps"):
        steps = st.select_slider(
            "Steps", LABELLED_BUDGETS, LABELLED_FIRST.steps, help=f"Of each objective. {LIMIT}",
            **KEYS.bound("labelled-steps"),
        )  # fmt: skip
    with columns[1], control("margin"):
        margin = st.number_input(
            "Margin", value=LABELLED_FIRST.margin, step=0.1, format="%.2f",
            help="By how much triplets want the other word farther away. Distances go from 0 to 2.",
            **KEYS.bound_number("margin"),
        )  # fmt: skip
    with columns[2], control("labelled-batch"):
        batch = st.number_input(
            "Batch", value=LABELLED_FIRST.batch, step=64, help="Definitions in a step, each with its three words.",
            **KEYS.bound_number("labelled-batch"),
        )  # fmt: skip
    with columns[3], control("labelled-more"), st.popover("More", icon=":material/tune:", width="stretch"):
        spec = _choose_more()
    spec = replace(spec, steps=int(steps), margin=float(margin), batch=int(batch))
    wrong = _problem_of(spec)
    with columns[4]:
        train_buttons(LABELLED, spec, live=live, blocked=bool(wrong) or not ready(card(START)))
    if wrong:
        problem_box(wrong)
    say_refusal(LABELLED, spec)


def _choose_more() -> LabelledSpec:
    temperature = st.number_input(
        "Temperature", value=LABELLED_FIRST.temperature, step=0.01, format="%.3f", help="Of the in-batch softmax.",
        **KEYS.bound_number("labelled-temperature"),
    )  # fmt: skip
    rate = st.number_input(
        "Learning rate", value=LABELLED_FIRST.learning_rate, step=0.001, format="%.4f", help="Of Adam, for all four.",
        **KEYS.bound_number("labelled-rate"),
    )  # fmt: skip
    seed = st.number_input(
        "Seed", 0, 9_999, LABELLED_FIRST.seed, help="Of order, random negatives and the classifier's start.",
        **KEYS.bound_number("labelled-seed"),
    )  # fmt: skip
    return replace(
        LABELLED_FIRST, table=runtime().store.folder(card(START)), temperature=float(temperature),
        learning_rate=float(rate), seed=int(seed),
    )  # fmt: skip


def _problem_of(spec: LabelledSpec) -> str:
    """Why this cannot be trained, in a sentence; empty when it can, or when only the model is not here yet."""
    if not spec.table.is_dir():
        return ""
    try:
        check(spec)
    except EmbedLabError as error:
        return str(error)
    return ""


def choose_labelled_row(terms: Sequence[str], first: str) -> int:
    """Draw the choice of a held-out definition, named by its term; return its place."""
    with control("labelled-row"):
        term = st.selectbox(
            "Definition of", terms, terms.index(first) if first in terms else 0, **KEYS.bound("labelled-row")
        )
    return terms.index(one_of(term, (terms[0], *terms)))


def choose_class() -> int:
    """Draw the choice of the word that the definition is paired with; the number of the right class."""
    with control("pair-class"):
        name = st.segmented_control(
            "Paired with the word that makes it", CLASSES, default=CLASSES[0], required=True,
            **KEYS.bound("pair-class"),
        )  # fmt: skip
    return CLASSES.index(one_of(name, CLASSES))
