"""A page with every part of the page skeleton on it; it is no page of EmbedLab."""

import plotly.graph_objects as go
import streamlit as st

from embedlab.figures.token_pairs import token_pairs
from embedlab.lessons.static_or_contextual.facts import SenseFacts
from embedlab.ui.charts import chart
from embedlab.ui.exports import export_panel
from embedlab.ui.page import page_setup
from embedlab.ui.panels.chips import token_chips
from embedlab.ui.panels.guess import guess_strip
from embedlab.ui.panels.messages import note, problem_box, safe_markdown
from embedlab.ui.panels.quiz import quiz
from embedlab.ui.panels.reading import reading_list
from embedlab.ui.panels.why import draw_why, parts_table
from embedlab.ui.state import bound, controls, shareable_text
from embedlab.ui.teacher import control
from tests.kit.any_facts import any_facts

FACTS = any_facts(SenseFacts)

page = page_setup("static_or_contextual", controls={"model": "Model"})
first, second, third = controls(3)
with first:
    text = shareable_text("Sentences", "text", "a default")
with second, control("model"):
    st.segmented_control("Model", ["one", "two"], default="one", **bound("model"))
with third:
    st.slider("Layer", 0, 12, 6, **bound("layer"))

fig = go.Figure(go.Scatter(x=[0, 1], y=[0, 1], mode="markers"))
fig.update_layout(meta={"alt": "Two dots."}, transition={"duration": 400}, height=300)
chart(fig, "map", moves=True)
chart(token_pairs([[1.0, 0.0]], ["a"], ["b", "c"]), "cells")
st.caption("A caption below the figure.")
token_chips(["[CLS]", "inter", "##section"], [0.1, 0.5, 0.4], special={0}, joints={2})
problem_box("Line 2 is empty: write a sentence or remove it.")
note("21 of 60 sentences.")
guess_strip("skeleton", page.lesson.predict, FACTS).finding("The answer.")
st.header("Why")
parts_table(["a" * 200, "b"], [0.5, -0.25], 0.25, "cosine")
draw_why(page.lesson, (parts_table,))
st.header("Check")
quiz(page.lesson, FACTS)
reading_list(page.lesson)
with st.container(key="visitor-text"):
    st.markdown(safe_markdown(text))
export_panel("Skeleton", lambda: {"Rows": lambda: [{"x": 1}]}, lambda: lambda: b"", slot=page.export_slot)
