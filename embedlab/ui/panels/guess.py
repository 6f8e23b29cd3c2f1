"""A guess before the answer: a strip of choices above the figure, and a veil over what would give the answer away.

Only the answer is veiled; everything else on the page is there and works. A visitor who has skipped twice is not asked
again in this session, ``guess=off`` in the address asks never, and a teacher has one *Reveal* for the whole class.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from embedlab.content.lesson_text import Predict
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import fill, safe_markdown
from embedlab.ui.teacher import teaching

OFF: Final = "guess"
"""``?guess=off`` in the address."""

SKIPS_ALLOWED: Final = 2
_SKIPS: Final = "el-guess-skips"
_VEIL: Final = "Guess first, or press {}: the answer comes here."


@dataclass(frozen=True)
class Guess:
    """Whether the answer may be seen: ``open`` is False while the visitor has neither guessed nor asked to be shown."""

    open: bool

    def finding(self, text: str) -> None:
        """Draw the sentence that holds the answer, or a veil in its place."""
        finding(text if self.open else _VEIL.format(_show_label()), veiled=not self.open)


def guess_strip(slug: str, predict: Predict, facts: Mapping[str, Any]) -> Guess:
    """Draw question and choices, afterwards the guess beside what came out; without ``facts`` there is no answer.

    ``facts`` are the values that the lesson's reveal names.
    """
    answered = _answered(slug)
    if not facts or (answered not in st.session_state and _asks_no_more()):
        return Guess(open=True)
    with st.container(key=f"el-guess-box-{slug}", gap="small"):
        if answered in st.session_state:
            _tell(predict, st.session_state[answered], facts, answered)
            return Guess(open=True)
        _ask(predict, answered)
    return Guess(open=False)


def guess_now(slug: str, facts: Mapping[str, Any]) -> Guess:
    """Return what ``guess_strip`` has returned for this page, for a part that is drawn apart from it."""
    return Guess(open=not facts or _answered(slug) in st.session_state or _asks_no_more())


def _answered(slug: str) -> str:
    return f"el-guess-{slug}"


def _show_label() -> str:
    return "Reveal" if teaching() else "Show me"


def _asks_no_more() -> bool:
    return st.query_params.get(OFF) == "off" or st.session_state.get(_SKIPS, 0) >= SKIPS_ALLOWED


def _ask(predict: Predict, answered: str) -> None:
    st.markdown(f"**Your guess.** {predict.prompt}")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        # Buttons, not a group to choose from: one press is a guess, and there is nothing to confirm.
        for number, option in enumerate(predict.options):
            st.button(safe_markdown(option), key=f"{answered}-{number}", on_click=_commit, args=(answered, option))
        st.button(
            _show_label(), key=f"{answered}-show", on_click=_show, args=(answered,),
            type="primary" if teaching() else "tertiary",
        )  # fmt: skip


def _tell(predict: Predict, guessed: str | None, facts: Mapping[str, Any], answered: str) -> None:
    said = f"Your guess: **{safe_markdown(guessed)}**. " if guessed else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(said + fill(predict.reveal, facts), width="stretch")
        st.button("Guess again", key=f"{answered}-again", type="tertiary", on_click=_forget, args=(answered,))


def _commit(answered: str, option: str) -> None:
    st.session_state[answered] = option


def _show(answered: str) -> None:
    st.session_state[answered] = None
    if not teaching():  # a teacher's Reveal is not a visitor's wish to be left alone
        st.session_state[_SKIPS] = st.session_state.get(_SKIPS, 0) + 1


def _forget(answered: str) -> None:
    st.session_state.pop(answered, None)
    st.session_state.pop(_SKIPS, None)
