import re
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.correlations import agreement_intervals, told_correlation
from tests.figures.reading import alternative, texts

NAMES = ["TF-IDF", "MiniLM"]


def draw(**options: Any) -> go.Figure:
    return agreement_intervals(NAMES, [0.58, 0.66], [0.5, 0.55], [0.66, 0.75], **options)


def test_a_dot_stands_between_the_ends_of_its_line() -> None:
    first, second, dots = draw().data
    assert np.allclose(first.x, [0.5, 0.66])
    assert np.allclose(second.x, [0.55, 0.75])
    assert np.allclose(dots.x, [0.58, 0.66])


def test_the_axis_is_fixed_until_a_number_lies_below_it() -> None:
    drawn = agreement_intervals(["a"], [-0.9], [-1], [-0.8])
    assert draw().layout.xaxis.range[0] == pytest.approx(-0.2, abs=0.1)
    assert drawn.layout.xaxis.range[0] <= -1
    assert np.isclose(drawn.data[-1].x[0], -0.9)


def test_the_longest_number_and_interval_have_room_beside() -> None:
    longest = agreement_intervals(["a"], [-0.9], [-0.98], [-0.81])
    letters = max(len(re.sub("<.*?>", "", note.text)) for note in longest.layout.annotations)
    size = longest.layout.annotations[0].font.size
    assert longest.layout.margin.r >= 8 + 0.6 * size * letters  # a letter of the typeface of numbers is 0.6 em wide


def test_numbers_and_intervals_are_written_beside() -> None:
    assert texts(draw()) == ["<b>0.58</b> 0.50–0.66", "<b>0.66</b> 0.55–0.75"]


def test_references_are_dashed_and_named() -> None:
    drawn = draw(references={"people among themselves": 0.6})
    assert [shape.x0 for shape in drawn.layout.shapes] == [0.6]
    assert drawn.layout.annotations[-1].text == "people among themselves 0.60"
    assert "people among themselves: 0.60." in alternative(drawn)


def test_two_references_do_not_write_over_each_other() -> None:
    notes = draw(references={"people": 0.6, "best of 2005": 0.6}).layout.annotations[-2:]
    assert abs(notes[0].yshift - notes[1].yshift) >= 16


def test_families_have_their_colours() -> None:
    dots = draw(families=["lexical", "dense"]).data[-1]
    assert dots.marker.color == (palette.FAMILY_COLOURS["lexical"], palette.FAMILY_COLOURS["dense"])


def test_a_missing_correlation_is_said() -> None:
    drawn = agreement_intervals(["a"], [np.nan], [np.nan], [np.nan])
    assert drawn.layout.annotations[0].text == "<b>none</b>"
    assert told_correlation(float("nan")) == "none"


def test_alternative_text_lists_correlations() -> None:
    assert "TF-IDF 0.58, interval 0.50 to 0.66; MiniLM 0.66, interval 0.55 to 0.75." in alternative(draw())
