"""Where to read on: the papers behind a lesson."""

from html import escape

import streamlit as st

from embedlab.content.lesson_text import Lesson, Reading


def reading_list(lesson: Lesson) -> None:
    """Draw the papers of a lesson, with authors, venue and year."""
    st.html(f'<ul class="el-reading">{"".join(map(_entry, lesson.reading))}</ul>')


def _entry(paper: Reading) -> str:
    return (
        f'<li><a href="{escape(paper.url)}" target="_blank" rel="noopener">{escape(paper.title)}</a><br>'
        f"<span>{escape(paper.authors)}. {escape(paper.venue)}, {paper.year}.</span></li>"
    )
