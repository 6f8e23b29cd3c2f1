"""The first call of every page: title, typeface, sidebar and heading.

Streamlit may run a page file before ``app.py`` has ever run (a deep link to a server that was just started), so
each page sets itself up completely and depends on no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.content.lesson_text import Lesson, load_lesson, told_by
from embedlab.content.pages import Page
from embedlab.errors import EmbedLabError
from embedlab.ui.model_access import runtime
from embedlab.ui.navigation import draw_navigation
from embedlab.ui.page_script import run_page_script
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.terms import terms_html
from embedlab.ui.style import apply_style
from embedlab.ui.teacher import hidden_controls, share_link, teach_button, teacher_panel, teaching

_ICON: Final = Path(__file__).resolve().parents[2] / "assets" / "icon.svg"


@dataclass(frozen=True)
class PageContext:
    """What a page knows about itself: its lesson, the mode, and the place that is kept for the export button."""

    lesson: Lesson
    teaching: bool
    hidden: frozenset[str]
    export_slot: DeltaGenerator


def page_setup(
    slug: str, *, controls: Mapping[str, str] | None = None, told: Mapping[str, Any] | None = None
) -> PageContext:
    """Set up the page of a lesson and draw its heading.

    ``controls`` names the controls (name: label) that a teacher may put away, see ``teacher.control``;
    ``told`` are facts that explanations and notes may speak of.
    """
    lesson = load_lesson(slug) if told is None else told_by(load_lesson(slug), told)
    st.set_page_config(
        page_title=f"EmbedLab · {lesson.heading}",
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed" if teaching() else "auto",
    )
    put_away = hidden_controls()
    apply_style(teaching=teaching(), hidden=put_away)
    run_page_script()
    draw_navigation()
    slot = _draw_heading(lesson, controls)
    _check_settings()
    return PageContext(lesson=lesson, teaching=teaching(), hidden=put_away, export_slot=slot)


def _check_settings() -> None:
    """End the page with a sentence when an environment variable has a value that is not allowed."""
    try:
        runtime()
    except EmbedLabError as error:
        problem_box(str(error))
        st.stop()


def _draw_heading(lesson: Lesson, controls: Mapping[str, str] | None) -> DeltaGenerator:
    """Draw number, title, the three actions, question and lead; return the place of the export button."""
    with st.container(key="el-heading"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", gap="medium"):
            st.html(title_html(lesson.page), width="stretch")
            with st.container(key="el-actions", horizontal=True, width="content", gap="small"):
                share_link()
                teach_button()
                teacher_panel(lesson.teacher, controls)
                # The place keeps its width while the page computes what there is to export, so nothing moves.
                slot = st.container(key="el-export", width="content").empty()
        st.html(question_html(lesson.page, lesson.lead))
    return slot


def title_html(page: Page) -> str:
    """Return number and title; a page without a number (0) shows none."""
    shown = f'<span class="el-number">{page.number}</span>' if page.number else ""
    return f'<div class="el-head">{shown}<h1>{escape(page.heading)}</h1></div>'


def question_html(page: Page, lead: str) -> str:
    """Return the question and below it the ``lead``, which says what the terms in it mean."""
    return f'<p class="el-question">{escape(page.question)}</p><p class="el-lead">{terms_html(lead)}</p>'
