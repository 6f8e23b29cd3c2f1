"""What the visitor chooses: which models, which of their sizes, for how long a text, and the one to look at."""

from typing import Any, Final, get_args

import streamlit as st

from embedlab.lessons.models.found import find_states
from embedlab.lessons.models.study import QUANTITIES, Census, QuantityName, listed_models, runs_here
from embedlab.models.cards import ModelCard
from embedlab.ui.model_select import choose_model
from embedlab.ui.state import Keys, controls, one_of
from embedlab.ui.teacher import control

KEYS: Final = Keys("models")
MODEL: Final = KEYS("model")
FIRST_MODEL: Final = "all-minilm-l6-v2"
HIDEABLE: Final = {"quantity": "Show", "which": "Models", "tokens": "Tokens", "model": "Model"}
WHICH: Final = {"here": "Run here", "all": "All"}
SORTS: Final = {
    "name": "Name", "family": "Family", "year": "Year", "bytes": "Weights", "parameters": "Parameters",
    "stored": "Stored for a text", "work": "Work of a text", "dimension": "Dimension", "longest": "Longest text",
    "licence": "Licence", "source": "Source", "state": "State",
}  # fmt: skip
TOKENS: Final = (1, 512, 40)
"""Shortest and longest text asked for, and the first."""


def choose_census() -> Census:
    """Draw the controls and return what they ask for."""
    show, which, tokens, model = controls(4, weights=(4, 3, 2, 4))
    with show, control("quantity"):
        quantity: QuantityName | None = st.selectbox(
            "Show", get_args(QuantityName), format_func=lambda name: QUANTITIES[name].title, **KEYS.bound("quantity")
        )
    with which, control("which"):
        scope = st.segmented_control(
            "Models", list(WHICH), default="here", required=True, format_func=WHICH.__getitem__, width="stretch",
            **KEYS.bound("which"),
        )  # fmt: skip
    with tokens, control("tokens"):
        low, high, first = TOKENS
        length = st.number_input("Tokens in a text", low, high, first, **KEYS.bound_number("tokens"))
    states = find_states()
    everything = one_of(scope, tuple(WHICH)) == "all"
    cards = [card for card in listed_models() if everything or runs_here(card, states)]
    with model, control("model"):
        chosen = choose_model("Card of", listed_models(), KEYS.bound("model"), default=FIRST_MODEL)
    return Census(tuple(cards), states, one_of(quantity, get_args(QuantityName)), int(length or first), chosen)


def choose_this(cards: list[ModelCard], row: Any) -> None:
    """Choose the model of a row of the figure; for a chart's ``on_choose``."""
    if isinstance(row, int) and 0 <= row < len(cards):
        st.session_state[MODEL] = cards[row].id


def choose_other(card: ModelCard) -> ModelCard:
    """Draw the choice of the model that is compared with the chosen one."""
    others = [each for each in listed_models() if each.id != card.id]
    return choose_model("Compared with", others, KEYS.bound("other"), default="e5-small-v2")


def choose_sort() -> tuple[str, bool]:
    """Draw what the table is sorted by, and whether the largest comes first."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        first = list(SORTS).index("family")
        by = st.selectbox(
            "Sort by", list(SORTS), index=first, format_func=SORTS.__getitem__, width=220, **KEYS.bound("sort")
        )
        down = st.toggle("Largest first", **KEYS.bound("down"))
    return one_of(by, tuple(SORTS)), bool(down)
