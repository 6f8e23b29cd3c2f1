"""A hundred thousand points on a page of their own, for ``map_speed``: ``?way=picture`` or ``?way=webgl``."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from embedlab.figures.corpus_map import corpus_map, styles_of

POINTS, GROUPS = 100_000, 16

rng = np.random.default_rng(0)
groups = rng.integers(0, GROUPS, POINTS)
xy = rng.uniform(-0.8, 0.8, (GROUPS, 2))[groups] + rng.normal(0, 0.1, (POINTS, 2))
names = [f"group {number}" for number in range(GROUPS)]
if st.query_params.get("way") == "webgl":
    traces = [
        {
            "type": "scattergl", "mode": "markers", "hoverinfo": "skip", "marker": {"size": 3, "color": style.colour},
            "x": xy[groups == place, 0].astype(np.float32), "y": xy[groups == place, 1].astype(np.float32),
        }
        for place, style in enumerate(styles_of(names))
    ]  # fmt: skip
    figure = go.Figure(data=traces, layout={"hovermode": False, "height": 540, "template": {}}, _validate=False)
else:
    figure = corpus_map(xy, groups, names, height=540)
figure.layout.dragmode = "pan"
st.plotly_chart(figure, key="map")
