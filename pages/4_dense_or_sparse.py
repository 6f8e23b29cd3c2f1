"""Lesson 4: dense or sparse."""

from functools import partial

import streamlit as st

from embedlab.lessons.dense_or_sparse.found import find_board, missing_models
from embedlab.lessons.dense_or_sparse.inputs import LESSON, choose_settings
from embedlab.lessons.dense_or_sparse.view import play
from embedlab.lessons.dense_or_sparse.view_page import facts, notebook, tables, why
from embedlab.ui.exports import export_panel
from embedlab.ui.model_access import ready
from embedlab.ui.page import page_setup
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.search_panel import choose_search
from embedlab.ui.state import controls

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "more": "More", "side": "Query or document",
    "weight": "Hybrid weight", "document": "Document", "score1": "First score", "score2": "Second score",
}  # fmt: skip

page = page_setup(LESSON, controls=HIDEABLE)
search_column, more_column = controls(2, weights=(8, 1.4))
with more_column:
    settings = choose_settings()
with search_column:
    search = choose_search(LESSON)

if search is not None:
    fetching = st.container()
    board = find_board(search, settings)
    known = facts(board)
    guess = partial(predict_panel, page.lesson, "predict-sparse", known) if known else str
    play(board, guess)
    with fetching:
        for card in missing_models(settings):
            ready(card)

    st.divider()
    st.header("Why", anchor=False)
    why(page.lesson, board)
    st.header("Check", anchor=False)
    if known:
        quiz(page.lesson, known)
    else:
        note("The questions have answers where the grades are known and BM25, SPLADE and the dense model have ranked.")
    export_panel(page.lesson.heading, tables(board), partial(notebook, board), slot=page.export_slot)

st.header("Read on", anchor=False)
reading_list(page.lesson)
