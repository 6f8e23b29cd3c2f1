"""The explanations of a lesson, one line each until a reader opens one: a page must not look like a manual."""

import streamlit as st

from embedlab.content.lesson_text import Lesson
from embedlab.ui.panels.why import recipe_code


def draw_sections(lesson: Lesson) -> None:
    """Draw every explanation of the lesson behind its own title."""
    for section in lesson.why:
        with st.expander(section.title):
            st.markdown(section.text)
            if section.formula:
                st.latex(section.formula)
            if section.code:
                recipe_code(section.code)
