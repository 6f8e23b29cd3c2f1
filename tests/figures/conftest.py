"""Every figure of the room drawn with ordinary and with hostile text, so that the common rules are tested on all."""

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab.figures import attention, axis, bars, curves, distribution, heatmaps, maps, timeline

HOSTILE = "<b>x</b> & $a^2$ %{meta.alt} <a href='javascript:alert(1)'>k</a> \u202e\x00\ud800 שלום 👩‍🏫"
XY = np.array([[0.0, 0.0], [0.5, 0.5], [-0.5, 0.25], [0.25, -0.75]])


def gallery(word: str) -> dict[str, Callable[[], go.Figure]]:
    """One drawing of each figure, `word` wherever a visitor's text can stand."""
    four = [word, word + "1", word + "2", word + "3"]
    senses = [word, word, "b" + word, ""]
    frames = np.stack([XY, XY * 2])
    square = np.full((4, 4), 0.5) + np.eye(4) * 0.5
    thirteen = np.full((13, 13), 0.5)
    points = [timeline.TimelinePoint(2018, word, "contextual", True, word)]
    return {
        "word_map": lambda: maps.word_map(four, XY, word, 0, 21, similarities=[1, 0.5, 0.4, 0.3]),
        "occurrence_map": lambda: maps.occurrence_map(XY, senses, four, extent=1, selected=1),
        "layer_animation": lambda: maps.layer_animation(frames, senses, four, start=1),
        "similarity_matrix": lambda: heatmaps.similarity_matrix(square, four, senses, four, name=word),
        "similarity_matrix_large": lambda: heatmaps.similarity_matrix(
            thirteen, ["x"] * 13, [word] * 6 + ["z"] * 7, [word] * 13
        ),
        "vector_strips": lambda: heatmaps.vector_strips(four, np.linspace(-1, 1, 40).reshape(4, 10)),
        "layer_curves": lambda: curves.layer_curves([0.25, 0.75], [np.nan, 0.5], [0.1, 0.3], 0.25, 1),
        "ranked_bars": lambda: bars.ranked_bars(four, [0.9, 0.8, 0.7, -0.1], name=word, extent=(-1, 1), highlight=1),
        "contributions": lambda: bars.contributions(four, [0.5, -0.25, 0.125, 0.125], 0.5),
        "random_pairs": lambda: distribution.random_pairs(np.linspace(-0.5, 0.5, 101), 0.25, word),
        "attention_strip": lambda: attention.attention_strip(four, [0.4, 0.3, 0.2, 0.1], {0}, name=word),
        "word_axis": lambda: axis.word_axis(four, [-0.4, -0.1, 0.1, 0.4], word, word),
        "field_timeline": lambda: timeline.field_timeline(points),
    }


@pytest.fixture(params=sorted(gallery("w")))
def drawing(request: pytest.FixtureRequest) -> Callable[[], go.Figure]:
    """Each figure in turn, with ordinary text."""
    return gallery("point")[request.param]


@pytest.fixture(params=sorted(gallery("w")))
def hostile(request: pytest.FixtureRequest) -> go.Figure:
    """Each figure in turn, with hostile text."""
    return gallery(HOSTILE)[request.param]()
