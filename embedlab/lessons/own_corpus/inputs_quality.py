"""What the visitor chooses among the measured: what others are compared with, two set-ups, and a query."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study_quality import BM25, by_quality
from embedlab.studies.corpus.findings import Findings, SetUpFound
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp, short_name
from embedlab.ui.pick import Pick
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

BEST: Final = "best"
QUERY: Final = Pick(KEYS("lost-query"))
"""The query that is taken apart, by its place among those of the pair, the furthest apart first."""
MOST: Final = 12
"""Set-ups that are measured at once."""


def choose_measured(offered: Sequence[str], *, disabled: bool) -> list[str]:
    """Draw which set-ups are measured."""
    with control("measured"):
        return st.multiselect(
            "Set-ups to measure", list(offered), [each for each in DEFAULT_SET_UPS if each in offered],
            format_func=lambda text: SetUp.parse(text).name, disabled=disabled, max_selections=MOST,
            help="A first search, and perhaps a model that ranks its first 50 passages again.",
            **KEYS.bound("measured"),
        )  # fmt: skip


def choose_against(findings: Findings) -> str:
    """Draw what the others are compared with, the best or BM25; return ``best`` or ``bm25``."""
    if not findings.against_bm25 or findings.best is None or findings.best.set_up == BM25:
        return BEST
    names = {BEST: f"the best, {short_name(findings.best.set_up)}", BM25: "BM25"}
    with control("against"):
        chosen = st.segmented_control(
            "Compared with", list(names), default=BEST, format_func=names.__getitem__, required=True,
            **KEYS.bound("against"),
        )  # fmt: skip
    return one_of(chosen, list(names))


def choose_pair(findings: Findings) -> tuple[SetUpFound, SetUpFound] | None:
    """Draw two lists of set-ups, at first the best and BM25 or the next; None while both are the same."""
    found = {each.set_up: each for each in by_quality(findings)}
    if len(found) < 2:
        return None
    names = list(found)
    second = BM25 if BM25 in names[1:] else names[1]
    left, right = st.columns(2, gap="small")
    with left, control("first"):
        one = st.selectbox(
            "One set-up", names, 0, format_func=short_name, **KEYS.bound("first")
        )  # fmt: skip
    with right, control("second"):
        other = st.selectbox(
            "Another", names, names.index(second), format_func=short_name, **KEYS.bound("second")
        )  # fmt: skip
    return None if one == other else (found[one], found[other])
