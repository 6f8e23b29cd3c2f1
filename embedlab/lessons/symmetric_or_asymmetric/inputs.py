"""What the visitor chooses on lesson 6 beside the search: two models, prefixes, and what to measure again."""

from collections.abc import Sequence

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.examples import COMPARED, SETTINGS, SHORT, SYMMETRIC, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores, asked_name
from embedlab.studies.rank.ranker import Prefixes
from embedlab.ui.state import Keys, one_of
from embedlab.ui.teacher import control, teaching

KEYS = Keys("symmetric_or_asymmetric")
MEASURED = KEYS("measured")
_FOUND = f"el-{MEASURED}"
HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "first": "First order", "second": "Second order",
    "prefixes": "Prefixes", "measure": "Measure again", "against": "Compared with",
}  # fmt: skip


def choose_prefixes() -> Prefixes:
    """Draw the choice of the prefixes."""
    with control("prefixes"):
        chosen: Prefixes | None = st.segmented_control(
            "Prefixes", list(SETTINGS), default="right", format_func=lambda setting: SETTINGS[setting], required=True,
            **KEYS.bound("prefix"),
        )  # fmt: skip
    return one_of(chosen, ("right", *SETTINGS))


def choose_pair() -> tuple[str, str]:
    """Draw which two models order the texts: the first gives the order at the left."""
    with st.container(key=f"el-{KEYS('pair')}", horizontal=True, width="content", gap="small"):
        first = _choose_model("first", "First order by", SYMMETRIC)
        return first, _choose_model("second", "Second order by", TWO_TOWERS)


def _choose_model(name: str, label: str, usual: str) -> str:
    with control(name):
        return st.selectbox(
            label, COMPARED, COMPARED.index(usual), format_func=SHORT.__getitem__, label_visibility="collapsed",
            width=200 if teaching() else 140, **KEYS.bound(name),
        )  # fmt: skip


def choose_against(known: Sequence[Asked]) -> Asked:
    """Draw the choice of the model that all others are compared with."""
    names = {asked.key: asked for asked in known}
    usual = "all-minilm-l6-v2"
    with control("against"):
        key = st.selectbox(
            "Compared with", list(names), list(names).index(usual) if usual in names else 0,
            format_func=lambda k: asked_name(names[k]), width=320, **KEYS.bound("against"),
        )  # fmt: skip
    return names[key]


def choose_asked() -> Asked | None:
    """Draw the choice of a model to measure; what was last asked for, as the address has it, or None."""
    names = {asked.key: asked for asked in ASKED}
    with control("measure"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            key = st.selectbox(
                "Measure again, live", list(names), format_func=lambda k: asked_name(names[k]), **KEYS.bound("measure")
            )
        with right:
            st.button("Run", key=f"el-{KEYS('run')}", on_click=_ask, args=(key,))
    return names.get(st.query_params.get(MEASURED, ""))


def _ask(key: str) -> None:
    st.query_params[MEASURED] = key
    forget_measured()


def stop_measuring() -> None:
    """Ask for no measurement any more; for the button that ends one."""
    st.query_params.pop(MEASURED, None)


def measured(asked: Asked) -> TripleScores | None:
    """What this visitor has measured last, when it was this."""
    key, found = st.session_state.get(_FOUND, ("", None))
    return found if key == asked.key else None


def keep_measured(asked: Asked, found: TripleScores) -> None:
    """Keep a measurement till the next: another run of the page must not make it again."""
    st.session_state[_FOUND] = (asked.key, found)


def forget_measured() -> None:
    """Measure anew, even what was measured last."""
    st.session_state.pop(_FOUND, None)
