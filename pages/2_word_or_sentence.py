"""Lesson 2: word level or sentence level."""

from functools import partial

import streamlit as st

from embedlab.lessons.word_or_sentence.found import find_bench
from embedlab.lessons.word_or_sentence.inputs import cards
from embedlab.lessons.word_or_sentence.view import play
from embedlab.lessons.word_or_sentence.view_bench import identity, whole_bench
from embedlab.lessons.word_or_sentence.view_cut import truncation
from embedlab.lessons.word_or_sentence.view_live import find_people
from embedlab.lessons.word_or_sentence.view_page import (
    bench_facts,
    cut_facts,
    lee_facts,
    notebook,
    pair_facts,
    tables_for_export,
    why,
)
from embedlab.lessons.word_or_sentence.view_people import people
from embedlab.ui.exports import export_panel
from embedlab.ui.page import page_setup
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list

HIDEABLE = {
    "example": "Example", "text-a": "Text A", "text-b": "Text B", "model": "Model", "pooling": "Pooling",
    "shown": "Tokens of", "step": "Stepper", "colours": "Colours show", "people": "Way to one vector",
    "long": "Long text",
}  # fmt: skip

page = page_setup("word_or_sentence", controls=HIDEABLE)
bench = find_bench(cards())
played = play(bench)
chosen = played.choice

known = bench_facts(chosen.setup, bench)
if known:
    predict_panel(page.lesson, "predict-pooling", known)

if played.tables:
    st.divider()
    st.header("One average is all pairs at once", anchor=False)
    identity(chosen, played.tables)

st.divider()
st.header("The bench, pair by pair", anchor=False)
whole_bench(bench, chosen.setup)

st.divider()
st.header("Do the vectors agree with people?", anchor=False)
people(cards(), chosen.card)

st.divider()
st.header("What is never read", anchor=False)
read = truncation(cards(), chosen.card)

st.divider()
st.header("Why", anchor=False)
why(page.lesson)
st.header("Check", anchor=False)
found = find_people()
known |= pair_facts(played.tables) | lee_facts(chosen.card, found) | cut_facts(chosen.card, read)
if known:
    quiz(page.lesson, known)
else:
    note("The questions have answers as soon as the model is here.")
tables = tables_for_export(played, bench, found)
export_panel(page.lesson.heading, tables, partial(notebook, chosen), slot=page.export_slot)

st.header("Read on", anchor=False)
reading_list(page.lesson)
