"""A page that only prints the query: the other side of the first ranking in ``families_speed.py``."""

import streamlit as st

st.set_page_config(layout="wide")
st.html(f'<p class="bare-answer">{len(st.text_input("Query", "bread"))} characters</p>')
