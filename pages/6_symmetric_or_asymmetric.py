"""Lesson 6: symmetric or asymmetric."""

from functools import partial

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.shipped import COMPARED, load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.view import experiment, find_rankings, measurement, prefix_lab
from embedlab.lessons.symmetric_or_asymmetric.view_page import (
    details,
    facts,
    measure_again,
    notebook,
    rank_rows,
    triple_rows,
    why,
)
from embedlab.lessons.symmetric_or_asymmetric.view_ways import three_ways
from embedlab.ui.exports import export_panel
from embedlab.ui.page import page_setup
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.search_panel import choose_search

page = page_setup(
    "symmetric_or_asymmetric",
    controls={"preset": "Example", "query": "Query", "documents": "Documents", "prefixes": "Prefixes"},
)
search = choose_search(page.lesson.slug)
scores = load_triple_scores()
results = find_rankings(search, COMPARED) if search else []
known = facts(search, results, scores) if search and results else {}

left, right = st.columns(2, gap="medium")
if search and results:
    with left:
        experiment(search, results)
with right:
    measurement(scores)

if known:
    predict_panel(page.lesson, "predict-asymmetry", known)

if search and results:
    st.divider()
    st.header("The prefix laboratory", anchor=False)
    prefix_lab(search)
    st.divider()
    st.header("Three ways, a model for each", anchor=False)
    three_ways(search, results, scores)

st.divider()
st.header("The measurement, and the control that humbles it", anchor=False)
details(scores)
measure_again()

st.divider()
st.header("Why", anchor=False)
why(page.lesson)
st.header("Check", anchor=False)
if known:
    quiz(page.lesson, known)
else:
    note("Name at least one text an answer, and the questions have answers.")
if search and results:
    tables = {"Rankings": partial(rank_rows, search, results), "Triples": partial(triple_rows, scores)}
    export_panel(page.lesson.heading, tables, partial(notebook, search, results), slot=page.export_slot)

st.header("Read on", anchor=False)
reading_list(page.lesson)
