from typing import Any

import plotly.graph_objects as go
import pytest

from embedlab.figures.alignment import alignment_uniformity
from tests.figures.reading import alternative, texts

PATHS = {"supervised": ([1.25, 1.0, 0.75], [-2.0, -2.5, -3.5]), "simcse": ([1.25, 1.25, 1.5], [-2.0, -2.5, -3.0])}


def draw(**options: Any) -> go.Figure:
    return alignment_uniformity(PATHS, [0, 50, 100], **options)


def heads(drawn: go.Figure) -> list[tuple[float, float]]:
    return [(note.x, note.y) for note in drawn.layout.annotations if note.showarrow]


def test_each_objective_is_a_path_that_ends_in_an_arrow() -> None:
    drawn = draw()
    assert list(drawn.data[0].x) == [1.25, 1.0, 0.75]
    assert heads(drawn) == [(0.75, -3.5), (1.5, -3.0)]


def test_the_start_is_one_hollow_mark() -> None:
    start = draw().data[-1]
    assert (start.name, start.marker.symbol, start.x[0], start.y[0]) == ("before training", "circle-open", 1.25, -2.0)


def test_one_record_is_only_a_start() -> None:
    drawn = alignment_uniformity({"supervised": ([1.25], [-2.0])})
    assert heads(drawn) == []
    assert "before training" in texts(drawn)


def test_the_direction_to_strive_for_is_said() -> None:
    texts = " ".join(note.text for note in draw().layout.annotations)
    assert "lower is better on both axes" in texts
    assert "↙ <b>better</b>" in texts


@pytest.mark.parametrize(("point", "ends"), [((0.1, -0.1), (2, -4)), ((2.5, -1.0), (4, -4)), ((1.0, -5.0), (2, -8))])
def test_the_plane_is_fixed_and_widens_in_one_step(point: tuple[float, float], ends: tuple[float, float]) -> None:
    layout = alignment_uniformity({"supervised": ([point[0]], [point[1]])}).layout
    assert (layout.xaxis.tickvals[-1], layout.yaxis.tickvals[0]) == ends
    assert (layout.xaxis.tickvals[0], layout.yaxis.tickvals[-1]) == (0, 0)


def test_a_point_off_a_given_plane_stands_at_its_edge() -> None:
    path = draw(extent=((1.0, 1.5), (-3.0, -1.0))).data[0]
    assert (path.x[-1], path.y[-1]) == (1.0, -3.0)
    assert path.customdata[-1].tolist() == [0.75, -3.5]


def test_alternative_text_tells_start_and_ends() -> None:
    assert "Before training 1.25 and −2.00; now: supervised 0.75 and −3.50; SimCSE 1.50 and −3.00." in (
        alternative(draw())
    )
