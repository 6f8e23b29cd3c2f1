"""A short quiz whose answers are computed from what is on the page, not written beforehand."""

from collections.abc import Mapping
from html import escape
from random import Random
from typing import Any

import streamlit as st

from embedlab.content.lesson_text import Lesson, QuizItem
from embedlab.ui.panels.messages import fill, note


def quiz(lesson: Lesson, facts: Mapping[str, Any]) -> None:
    """Draw the questions of a lesson.

    ``facts[item.answer]`` is the key of the right option, as computed by the page; the explanation may name any
    fact. A question whose answer the page could not compute is left out. Raises KeyError when the page did not
    compute another fact that the lesson names.
    """
    for position, item in enumerate(lesson.quiz):
        if item.answer not in facts:
            continue
        with st.container(gap="small"):
            _draw_item(item, f"el-quiz-{lesson.slug}-{position}", facts)


def _draw_item(item: QuizItem, key: str, facts: Mapping[str, Any]) -> None:
    # In an order that says nothing of the answer, and always the same one: a class talks about "the second".
    options = Random(key).sample(list(item.options), len(item.options))
    chosen = st.radio(
        item.question, options, format_func=lambda option: item.options[option], index=None, key=key,
        persist_state="session",  # marks stay for as long as the visitor does
    )  # fmt: skip
    checked_key = f"{key}-checked"
    if st.button("Check", key=f"{key}-press"):
        st.session_state[checked_key] = chosen
        if chosen is None:
            note("Choose one answer first.")
    # A result belongs to the answer that was checked; another choice takes it away until it is checked too.
    if chosen is not None and st.session_state.get(checked_key) == chosen:
        _draw_result(item, chosen, str(facts[item.answer]), facts)


def _draw_result(item: QuizItem, chosen: str, right: str, facts: Mapping[str, Any]) -> None:
    st.html(result_html(chosen == right, item.options[right]))
    st.markdown(fill(item.explain, facts))


def result_html(correct: bool, right_text: str) -> str:
    """Return the verdict, announced to screen readers."""
    if correct:
        return '<p class="el-result" role="status"><b>Right.</b></p>'
    return (
        '<p class="el-result el-wrong" role="status"><b>Not here.</b> '
        f"On this page the answer is: {escape(right_text)}</p>"
    )
