"""Home: what an embedding is, the map of the taxonomy, and how the field came here."""

import streamlit as st

from embedlab.lessons.home.view import choose_texts, play
from embedlab.lessons.home.view_page import export, why
from embedlab.lessons.home.view_taxonomy import taxonomy, timeline
from embedlab.ui.page import page_setup
from embedlab.ui.panels.predict import predict_panel
from embedlab.ui.panels.reading import reading_list

page = page_setup("home", controls={"example": "Example", "model": "Model"})
model, texts = choose_texts(page.lesson)
known = play(model, texts)
if known is not None:
    predict_panel(page.lesson, "predict-home", known)
    export(page.lesson, model, texts, page.export_slot)

st.divider()
st.header("Six questions sort the models", anchor=False)
taxonomy()

st.divider()
st.header("How the field came here", anchor=False)
timeline()

st.divider()
st.header("Why", anchor=False)
why(page.lesson, model, texts if known else None)

st.header("Read on", anchor=False)
reading_list(page.lesson)
