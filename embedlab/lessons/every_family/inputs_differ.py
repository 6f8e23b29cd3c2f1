"""What the visitor chooses where two rankers differ most: both of them, where to look, who puts the text higher."""

from typing import Final, get_args

import streamlit as st

from embedlab.compute.disagreement import Side
from embedlab.lessons.every_family.examples import short_name, with_others
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.shipped import BOARD
from embedlab.lessons.every_family.study_differ_cases import Where, example_queries
from embedlab.limits import PAIR_CHARS, QUERIES, QUERY_CHARS
from embedlab.numbers_text import whole
from embedlab.ui.model_select import offered_models
from embedlab.ui.pick import Pick
from embedlab.ui.state import one_of, shareable_text
from embedlab.ui.teacher import control

FIRST: Final = "bm25"
SECOND: Final = "all-minilm-l6-v2"
PAIR: Final = Pick(KEYS("differ-pair"))
_WHERE: Final[dict[Where, str]] = {
    "board": f"{BOARD} FAQ questions", "examples": "examples of this page", "own": "my own queries",
}  # fmt: skip


def choose_two() -> tuple[str, str]:
    """Draw the two rankers."""
    offered = with_others(offered_models(lambda card: bool(card.ranker)))
    with control("differ-rankers"):
        left, right = st.columns(2, gap="small")
        first = left.selectbox(
            "Ranker A", offered, offered.index(FIRST), format_func=short_name, **KEYS.bound("differ-a")
        )  # fmt: skip
        second = right.selectbox(
            "Ranker B", offered, offered.index(SECOND), format_func=short_name, **KEYS.bound("differ-b")
        )  # fmt: skip
    return one_of(first, offered), one_of(second, offered)


def choose_where() -> Where:
    """Draw which queries are looked through."""
    with control("differ-where"):
        found = st.selectbox(
            "Look through", get_args(Where), format_func=_WHERE.__getitem__, **KEYS.bound("differ-where")
        )
    return one_of(found, get_args(Where))


def choose_side(names: tuple[str, str]) -> Side:
    """Draw which of the two puts the text higher."""
    said: dict[Side, str] = {
        "either": "either one", "first": f"A: {names[0]}", "second": f"B: {names[1]}",
    }  # fmt: skip
    with control("differ-side"):
        found = st.selectbox(
            "Ranks the text higher", get_args(Side), format_func=said.__getitem__, **KEYS.bound("differ-side")
        )
    return one_of(found, get_args(Side))


def choose_queries() -> str:
    """Draw the visitor's list of queries."""
    with control("differ-queries"):
        st.caption(
            f"One query a line, at most {QUERIES}, of {whole(QUERY_CHARS)} characters each. Both rankers put each to "
            "all texts of the first screen; what was ranked before is remembered. A cross-encoder reads all texts "
            f"again with each query: at most {whole(PAIR_CHARS)} characters."
        )
        return shareable_text("My own queries", KEYS("differ-queries"), example_queries(), height=160)


def choose_pair(labels: list[str], listed: str) -> int:
    """Draw which pair is taken apart, and the ways to the one before and after; returns its number, from 0."""
    number = PAIR.chosen(len(labels), listed=listed)
    with control("differ-pair"), st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        PAIR.draw("Pair (or click a mark)", labels, number)
        _step("Previous", number - 1, len(labels))
        _step("Next", number + 1, len(labels))
    return number


def _step(label: str, to: int, count: int) -> None:
    st.button(
        label, key=KEYS(f"differ-{label.lower()}"), disabled=not 0 <= to < count, on_click=PAIR.point_at, args=(to,)
    )
