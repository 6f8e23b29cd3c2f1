"""The least that Streamlit can be with a Plotly figure: the other side of the start in ``page_speed.py``."""

import plotly.graph_objects as go
import streamlit as st

NUMBERS = [value * 7 % 30 for value in range(30)]

st.plotly_chart(go.Figure(go.Scatter(x=list(range(30)), y=NUMBERS, mode="markers")))
