"""Lesson 3: unsupervised or supervised."""

from functools import partial

import streamlit as st

from embedlab.lessons.unsupervised_or_supervised.inputs import choose_training, find_shown
from embedlab.lessons.unsupervised_or_supervised.shipped import LESSON
from embedlab.lessons.unsupervised_or_supervised.view import experiment, losses_and_geometry
from embedlab.lessons.unsupervised_or_supervised.view_batch import choose_matrix, chosen_encoder, draw_matrix
from embedlab.lessons.unsupervised_or_supervised.view_masked import masked_room
from embedlab.lessons.unsupervised_or_supervised.view_page import (
    batch_facts,
    mask_facts,
    notebook,
    run_facts,
    tables_of,
    why,
)
from embedlab.lessons.unsupervised_or_supervised.view_trained import trained_table
from embedlab.lessons.unsupervised_or_supervised.view_words import words_room
from embedlab.ui.exports import export_panel
from embedlab.ui.page import page_setup
from embedlab.ui.panels.messages import errors_shown
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list

HIDEABLE = {
    "seconds": "Seconds", "temperature": "Temperature", "batch": "Batch", "more": "More", "after": "Map after",
    "example": "Pairs", "encoder": "Encoder", "pairs": "Edit pairs", "heat": "Temperature of the softmax",
    "corpus": "Text", "probes": "Words to follow", "method": "Method", "words-more": "More of word vectors",
    "masked": "Sentence with a mask", "guesser": "Masked model",
}  # fmt: skip

page = page_setup(LESSON, controls=HIDEABLE)
choose_training()
shown, known = None, {}
with errors_shown():
    shown = find_shown()
if shown is not None:
    experiment(shown)
    known = run_facts(shown.run)
    predict_panel(page.lesson, "predict-objectives", known)
    losses_and_geometry()

    st.divider()
    st.header("One batch from inside", anchor=False)
    matrix = choose_matrix(shown)
    if matrix is not None:
        draw_matrix(matrix)

st.divider()
st.header("Word vectors from raw text", anchor=False)
words_room()

st.divider()
st.header("The hidden word", anchor=False)
guesses = masked_room()

st.divider()
st.header("What the models here were trained on", anchor=False)
trained_table()

st.divider()
st.header("Why", anchor=False)
why(page.lesson)
st.header("Check", anchor=False)
if shown is not None:
    quiz(page.lesson, known | batch_facts(shown, chosen_encoder()) | mask_facts(guesses))
    export_panel(page.lesson.heading, tables_of(shown, matrix), partial(notebook, shown), slot=page.export_slot)

st.header("Read on", anchor=False)
reading_list(page.lesson)
