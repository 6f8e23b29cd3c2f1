"""A guess before the reveal. It never stands in the way: everything else on the page is there without it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from embedlab.content.lesson_text import Lesson
from embedlab.ui.panels.messages import fill, note


def predict_panel(lesson: Lesson, key: str, facts: Mapping[str, Any] | None = None) -> str | None:
    """Ask for a guess and return the one the visitor committed to, None before that or when it was skipped.

    ``facts`` are the computed values named in the lesson's reveal, which is shown after committing or skipping.
    """
    state = f"{key}-committed"
    with st.container(border=True, gap="small"):
        st.markdown(f"**Before you look closer.** {lesson.predict.prompt}")
        if state not in st.session_state:
            _ask(lesson, key, state)
            return None
        committed: str | None = st.session_state[state]
        said = "You skipped the guess." if committed is None else f"Your guess: **{committed}**"
        st.markdown(f"{said}\n\n{fill(lesson.predict.reveal, facts or {})}")
        st.button("Guess again", key=f"{key}-again", type="tertiary", on_click=_forget, args=(state,))
    return committed


def _ask(lesson: Lesson, key: str, state: str) -> None:
    st.radio("Your guess", lesson.predict.options, index=None, key=key, label_visibility="collapsed")
    with st.container(horizontal=True):
        st.button("Commit", key=f"{key}-commit", on_click=_commit, args=(key, state))
        st.button("Skip", key=f"{key}-skip", type="tertiary", on_click=_skip, args=(state,))
    if st.session_state.get(f"{key}-hint"):
        note("Choose one answer first, or skip.")


def _commit(key: str, state: str) -> None:
    choice = st.session_state.get(key)
    st.session_state[f"{key}-hint"] = choice is None
    if choice is not None:
        st.session_state[state] = choice


def _skip(state: str) -> None:
    st.session_state[state] = None


def _forget(state: str) -> None:
    st.session_state.pop(state, None)
