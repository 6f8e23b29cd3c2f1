"""A page with one of each thing that the harness must notice; it is no page of EmbedLab."""

import socket
import time

import plotly.graph_objects as go
import streamlit as st

st.title("Scratch")
word = st.text_input("word", "point")
time.sleep(0.5)  # slow enough that a test that does not wait sees the old text
st.write(f"You typed: {word}")
st.plotly_chart(go.Figure(go.Bar(x=["letters"], y=[len(word)])))

if st.button("Reach outside"):
    try:
        socket.socket().connect(("192.0.2.1", 80))
    except OSError as error:
        st.write(f"Refused: {type(error).__name__}")
if st.button("Show an outside picture"):
    st.html('<img src="http://outside.invalid/picture.png" alt="nothing">')
    st.write("Asked for it")
if st.button("Show a picture without words"):
    st.html('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">')
    st.write("No words")
if st.button("Fail"):
    raise ValueError("a planted failure")
