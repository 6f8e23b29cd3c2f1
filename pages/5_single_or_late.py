"""Lesson 5: single vector or late interaction."""

from functools import partial

import streamlit as st

from embedlab.lessons.single_or_late.view import play_all
from embedlab.lessons.single_or_late.view_cost import bill
from embedlab.lessons.single_or_late.view_page import facts, notebook, readings, tables, why
from embedlab.lessons.single_or_late.view_two_stage import pipeline
from embedlab.ui.exports import export_panel
from embedlab.ui.page import page_setup
from embedlab.ui.panels.guess import predict_panel
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.retrieval import choose_search

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "model": "Model", "matrix": "Matrix of",
    "document": "Document", "step": "Stepper", "unfold": "Markers and masks", "billed": "What is counted",
    "size": "Number of documents", "length": "Length of documents", "kept": "k",
}  # fmt: skip

page = page_setup("single_or_late", controls=HIDEABLE)
search = choose_search(page.lesson.id)

if search:
    late, document, draw_detail = play_all(search)
    known = facts(late)
    if known:
        predict_panel(page.lesson, "predict-late", known)
    draw_detail()
    readings(late, document)

    st.divider()
    st.header("Coarse first, then fine", anchor=False)
    pipeline(late)
    if late.matrices:
        st.divider()
        st.header("The bill", anchor=False)
        bill(late, document)

    export_panel(page.lesson.title, tables(late, document), partial(notebook, late), slot=page.export_slot)

st.divider()
st.header("Why", anchor=False)
why(page.lesson)
if search:
    st.header("Check", anchor=False)
    if known:
        quiz(page.lesson, known)
    else:
        note("Begin one line with “answer:”, and the questions have answers as soon as all models are here.")

st.header("Read on", anchor=False)
reading_list(page.lesson)
