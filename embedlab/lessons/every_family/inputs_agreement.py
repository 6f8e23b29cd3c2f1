"""What the visitor chooses of how far rankers agree: the measure, over which queries, and two rankers to look at."""

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.shipped import BOARD
from embedlab.lessons.every_family.shipped_agreement import Measure
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

Over = Literal["board", "query"]
MEASURE_NAMES: Final[dict[Measure, str]] = {"tau": "Kendall's tau-b", "rbo": "Rank-biased overlap"}
OVER_NAMES: Final[dict[Over, str]] = {"board": f"{BOARD} questions", "query": "This query"}
_PAIR: Final = (KEYS("agree-one"), KEYS("agree-other"))
"""In the address; the lists themselves are not bound, as a click on a cell sets both."""


def choose_measure() -> Measure:
    """Draw which measure of agreement is shown."""
    with control("agree-by"):
        chosen = st.segmented_control(
            "Measure", list(MEASURE_NAMES), default="tau", required=True, format_func=MEASURE_NAMES.__getitem__,
            **KEYS.bound("agree-by"),
        )  # fmt: skip
    return one_of(chosen, list(MEASURE_NAMES))


def choose_over() -> Over:
    """Draw over which queries rankers are compared."""
    with control("agree-on"):
        chosen = st.segmented_control(
            "Compared on", list(OVER_NAMES), default="board", required=True, format_func=OVER_NAMES.__getitem__,
            **KEYS.bound("agree-on"),
        )  # fmt: skip
    return one_of(chosen, list(OVER_NAMES))


def chosen_pair(rankers: Sequence[str], first: tuple[str, str]) -> tuple[str, str]:
    """The two rankers that are looked at: the visitor's while both are here, else ``first``."""
    one, other = (st.query_params.get(key, "") for key in _PAIR)
    return (one, other) if one != other and {one, other} <= set(rankers) else first


def choose_pair(rankers: Sequence[str], pair: tuple[str, str]) -> None:
    """Draw the lists of the two rankers."""
    widgets = [f"el-{key}" for key in _PAIR]
    with control("agree-pair"):
        for place, column in enumerate(controls(2)):
            # Set before the list is drawn: a click on a cell has changed the address, not the lists.
            st.session_state[widgets[place]] = pair[place]
            column.selectbox(
                ("One ranker", "and another")[place], rankers, format_func=short_name, key=widgets[place],
                on_change=lambda place=place: _change(pair, place, st.session_state[widgets[place]]),
            )  # fmt: skip


def _change(pair: tuple[str, str], place: int, ranker: str) -> None:
    # Who chooses the ranker of the other list gets the two the other way round, never one ranker twice.
    other = pair[place] if ranker == pair[1 - place] else pair[1 - place]
    look_at((ranker, other) if place == 0 else (other, ranker))


def look_at(pair: tuple[str, str]) -> None:
    """Look at these two from now on."""
    st.query_params.update(dict(zip(_PAIR, pair, strict=True)))
