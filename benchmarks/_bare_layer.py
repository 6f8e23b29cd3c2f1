"""A slider and lesson 1's own figure, nothing computed: the other side of the redraw in ``page_speed.py``."""

import plotly.graph_objects as go
import streamlit as st

from embedlab.content.sense_words import load_sense_words
from embedlab.figures.maps import occurrence_map
from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.lessons.static_or_contextual.shipped import load_study
from embedlab.lessons.static_or_contextual.view import HEIGHT

WORD, MODEL = "point", "e5-small-v2"


@st.cache_resource
def figures() -> list[go.Figure]:
    """Return the figure of every layer, made once for all visits."""
    found = load_study(MODEL, WORD, load_sense_words()[WORD].occurrences)
    assert found is not None, f"{WORD} ships with a study by {MODEL}"
    study = found.study
    senses, texts = [o.sense for o in study.occurrences], [o.text for o in study.occurrences]
    spans = [(o.start, o.end) for o in study.occurrences]
    return [
        occurrence_map(frame - study.middle, senses, texts, extent=study.extent, spans=spans, height=HEIGHT)
        for frame in study.coordinates
    ]


@st.fragment
def play() -> None:
    """Draw the slider and its figure."""
    with st.columns(2)[1]:
        shown = figures()
        layer = st.slider("Layer", 0, len(shown) - 1, len(shown) // 2)
        st.plotly_chart(shown[layer], key=KEYS("occurrences"), height="content")


st.set_page_config(layout="wide")
play()
