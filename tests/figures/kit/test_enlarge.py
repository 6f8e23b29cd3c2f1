"""A figure grown for a projector: every text is large enough, and nothing but lengths in pixels has changed."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab.figures.kit.enlarge import enlarged
from embedlab.figures.kit.gallery import Exhibit


def sizes(value: Any, inside: str = "") -> Iterator[float]:
    """Every size of text that is named in a part of a figure."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "size" and inside.endswith("font"):
                yield from np.atleast_1d(each).tolist()
            else:
                yield from sizes(each, key)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from sizes(each, inside)


def test_every_text_of_every_figure_can_be_read_from_the_last_row(exhibit: Exhibit) -> None:
    parts = enlarged(exhibit.drawn("a text"), 1.5, least=18).to_plotly_json()
    assert min([*sizes(parts["layout"]), *sizes(parts["data"])]) >= 18


def test_what_is_in_data_coordinates_stays_and_plotly_accepts_the_figure(exhibit: Exhibit) -> None:
    drawn = exhibit.drawn("a text")
    grown = enlarged(drawn, 2.0)
    go.Figure(grown.to_plotly_json())  # raises ValueError for what Plotly does not know
    assert grown.layout.height == 2 * drawn.layout.height
    assert len(grown.frames) == len(drawn.frames)
    for before, after in zip(drawn.to_plotly_json()["data"], grown.to_plotly_json()["data"], strict=True):
        for field in {"x", "y", "z", "text", "customdata"} & set(before):
            assert str(before[field]) == str(after[field])


def test_margins_marks_and_lines_grow_by_the_factor() -> None:
    drawn = go.Figure(
        go.Scatter(x=[1, 2], y=[3, 4], marker={"size": [4, 6], "line": {"width": 1}}, line={"width": 2}),
        layout={"height": 100, "margin": {"l": 10}, "annotations": [{"text": "a", "ax": -8, "xshift": 3}]},
    )
    grown = enlarged(drawn, 1.5)
    trace, layout = grown.data[0], grown.layout
    assert (trace.marker.size, trace.marker.line.width, trace.line.width) == ((6, 9), 1.5, 3)
    assert (layout.height, layout.margin.l, layout.annotations[0].ax, layout.annotations[0].xshift) == (
        150,
        15,
        -12,
        4.5,
    )
    assert layout.annotations[0].font.size == 18


def test_a_figure_cannot_be_grown_by_nothing() -> None:
    with pytest.raises(ValueError, match="above 0"):
        enlarged(go.Figure(), 0)
