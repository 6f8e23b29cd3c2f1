from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab.figures.agreement_dots import agreement_scatter
from tests.figures.reading import alternative, texts

PEOPLE, COSINES = [0.0, 0.5, 1.0], [0.1, 0.5, -0.4]


def draw(**options: Any) -> go.Figure:
    return agreement_scatter(PEOPLE, COSINES, **({"pearson": 0.656} | options))


def test_each_pair_is_one_dot_that_knows_its_row() -> None:
    dots = draw().data[0]
    assert list(dots.x) == PEOPLE
    assert list(dots.customdata) == [0, 1, 2]


def test_a_pair_beyond_the_axis_stands_at_its_end_and_tells_its_number() -> None:
    drawn = draw(extent=(-0.2, 1.0))
    assert np.allclose(drawn.data[0].y, [0.1, 0.5, -0.2])
    assert drawn.layout.yaxis.title.text == "cosine, −0.2 to 1"
    assert drawn.data[0].text[2] == "−0.40"
    assert "%{text}" in drawn.data[0].hovertemplate


def test_the_correlation_is_printed_with_its_interval() -> None:
    assert texts(draw()) == ["<b>r = 0.66</b>"]
    assert texts(draw(low=0.55, high=0.75)) == ["<b>r = 0.66, interval 0.55 to 0.75</b>"]


def test_the_line_is_cut_where_the_axis_ends() -> None:
    line = draw(line=(2.0, 0.0)).data[1]
    assert np.allclose([line.x, line.y], [[0, 0.5], [0, 1]])


def test_the_selected_pair_has_a_ring() -> None:
    ring = draw(selected=1).data[-1]
    assert (float(ring.x[0]), float(ring.y[0])) == (0.5, 0.5)
    assert len(draw(selected=9).data) == 1


def test_alternative_text_tells_the_number_of_pairs_and_the_correlation() -> None:
    assert alternative(draw()) == (
        "3 pairs of documents, people's similarity 0 to 1 against cosine −0.2 to 1: correlation r = 0.66."
    )


def test_a_whole_set_of_judgements_stays_light() -> None:
    many = np.linspace(0, 1, 1225)
    assert len(agreement_scatter(many, many, pearson=1, extent=(0, 1)).to_json()) < 30_000
