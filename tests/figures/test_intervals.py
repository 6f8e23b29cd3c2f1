from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.intervals import shares_with_intervals
from tests.figures.reading import alternative, texts


def draw(**options: Any) -> go.Figure:
    return shares_with_intervals(["a", "b"], [0.5, 0.8], [0.4, 0.7], [0.6, 0.9], name="answer first", **options)


def test_dots_stand_on_their_intervals() -> None:
    first, second, dots = draw().data
    assert np.allclose([first.x, second.x], [[0.4, 0.6], [0.7, 0.9]])
    assert np.allclose(dots.x, [0.5, 0.8])


def test_the_axis_is_the_whole_range_whatever_the_data() -> None:
    axis = draw().layout.xaxis
    assert axis.range == (-0.02, 1.02)
    assert axis.ticktext == ("0\u00a0%", "50\u00a0%", "100\u00a0%")


def test_shares_and_intervals_are_printed() -> None:
    assert texts(draw()) == ["<b>50\u00a0%</b> 40–60", "<b>80\u00a0%</b> 70–90"]


def test_chance_is_dashed_and_named() -> None:
    drawn = draw(chance=0.5)
    assert drawn.layout.shapes[0].x0 == 0.5
    assert drawn.layout.annotations[-1].text == "chance 50\u00a0%"
    assert not draw().layout.shapes


def test_a_missing_share_is_said_to_be_none() -> None:
    drawn = shares_with_intervals(["a"], [np.nan], [np.nan], [np.nan], name="n")
    assert drawn.layout.annotations[0].text == "none"
    assert "a none" in alternative(drawn)


def test_one_row_can_be_singled_out() -> None:
    assert draw(highlight=1).data[-1].marker.color == (palette.NEUTRAL, palette.ACCENT)


def test_colours_can_be_given() -> None:
    assert draw(colours=["#0072B2", "#009068"]).data[-1].marker.color == ("#0072B2", "#009068")


def test_alternative_text_tells_all() -> None:
    assert alternative(draw(chance=0.5)) == (
        "answer first: a 50 %, interval 40 % to 60 %; b 80 %, interval 70 % to 90 %. Chance is 50 %."
    )


def test_a_veiled_figure_names_its_rows_and_tells_no_share() -> None:
    figure = shares_with_intervals(["a", "b"], [0.25, 0.75], [0.2, 0.7], [0.3, 0.8], name="Shares", veiled=True)
    text = figure.to_json()
    assert "25" not in str(figure.layout.meta["alt"])
    assert figure.layout.meta["alt"] == "Shares: a not told yet; b not told yet."
    assert '"0.75"' not in text
    assert "<b>75" not in text


def test_a_measure_is_written_as_a_number_where_it_is_no_percentage() -> None:
    figure = shares_with_intervals(["a"], [0.637], [0.6], [0.672], name="nDCG@10", plain_numbers=True)
    assert figure.layout.meta["alt"] == "nDCG@10: a 0.64, interval 0.60 to 0.67."
    assert "<b>0.64</b> 0.60–0.67" in [note.text for note in figure.layout.annotations]
