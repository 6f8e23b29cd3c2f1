"""What the visitor chooses on lesson 6 beside the search: prefixes, and a model to measure again."""

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.examples import SETTINGS
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, asked_name
from embedlab.studies.rank.ranker import Prefixes
from embedlab.ui.state import Keys
from embedlab.ui.teacher import control

KEYS = Keys("symmetric_or_asymmetric")
HIDEABLE = {"preset": "Example", "query": "Query", "documents": "Documents", "prefixes": "Prefixes"}


def choose_prefixes() -> Prefixes:
    """Draw the choice of the prefixes."""
    with control("prefixes"):
        chosen: Prefixes = st.segmented_control(
            "Prefixes", list(SETTINGS), default="right", format_func=lambda setting: SETTINGS[setting], required=True,
            **KEYS.bound("prefix"),
        )  # fmt: skip
    return chosen


def choose_asked() -> Asked | None:
    """Draw the choice of a model to measure; the choice in the run in which it is pressed, else None."""
    names = {asked.key: asked for asked in ASKED}
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        key = st.selectbox(
            "Measure again, live", list(names), format_func=lambda k: asked_name(names[k]), **KEYS.bound("measure")
        )
    with right:
        pressed = st.button("Run", key=f"el-{KEYS('run')}")
    return names[key] if pressed else None
