"""Lesson 1: static or contextual."""

from functools import partial

import streamlit as st

from embedlab.lessons.static_or_contextual.inputs import (
    choose_model,
    choose_more,
    choose_word,
    chosen_table,
    say_problems,
)
from embedlab.lessons.static_or_contextual.view import find_study, play
from embedlab.lessons.static_or_contextual.view_page import cost_panel, facts, notebook, tables, why
from embedlab.lessons.static_or_contextual.view_static_room import static_room
from embedlab.ui.exports import export_panel
from embedlab.ui.model_access import ready
from embedlab.ui.page import page_setup
from embedlab.ui.panels.messages import errors_shown, note, problem_box
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.state import controls

HIDEABLE = {
    "word": "Word", "sentences": "Sentences", "model": "Model", "more": "More", "table": "Static table",
    "layer": "Layer", "animate": "Animate", "range": "Colour range", "head": "Head",
}  # fmt: skip

page = page_setup("static_or_contextual", controls=HIDEABLE)
word_column, model_column, text_column, more_column = controls(4, weights=(3, 3, 2, 2))
with model_column:
    model = choose_model()
with more_column:
    more = choose_more()
with word_column:
    choice = choose_word(text_column)
say_problems(choice)

study = None
if choice.occurrences and (ready(model) or choice.shipped):
    with errors_shown():
        study = find_study(choice, model, more.method, more.seed)

if study is not None:
    known = facts(choice, model, study, None)
    guess = partial(predict_panel, page.lesson, "predict-static", known) if known else str
    play(choice, model, study, guess)
    for lost in study.unread:
        problem_box(f"{model.name} stops reading before the word; shorten this sentence: {lost.text[:80]}…")

st.divider()
st.header("The static room", anchor=False)
static_room()

if study is not None:
    st.divider()
    cost = None
    with errors_shown():
        cost = cost_panel(chosen_table(), model, choice)
    st.header("Why", anchor=False)
    why(page.lesson, model, study)
    st.header("Check", anchor=False)
    if known := facts(choice, model, study, cost):
        quiz(page.lesson, known)
    else:
        note("Name two senses in your sentences, one of them twice or more, and the questions have answers.")
    export_panel(page.lesson.heading, tables(study), partial(notebook, model, study), slot=page.export_slot)

st.header("Read on", anchor=False)
reading_list(page.lesson)
