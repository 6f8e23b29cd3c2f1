"""A page that draws lesson 7's own figure for one ranker, nothing computed: what of the wait is the figure's."""

import streamlit as st

from embedlab.figures.bump import bump_chart

TEXTS = [f"text {number}" for number in range(12)]

st.set_page_config(layout="wide")
asked = len(st.text_input("Query", "bread"))
ranks = [[(number + asked) % len(TEXTS) + 1 for number in range(len(TEXTS))]]
with st.container(key="bare-ranks"):
    st.plotly_chart(bump_chart(["BM25"], ranks, TEXTS), key=f"ranks-{asked}")
