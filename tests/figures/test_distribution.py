import numpy as np
import pytest

from embedlab.figures.distribution import random_pairs
from tests.figures.reading import alternative

SAMPLE = np.linspace(-0.5, 0.5, 101)


def test_every_pair_is_counted_over_the_whole_fixed_range() -> None:
    drawn = random_pairs(SAMPLE, {"A and B": 0.25}, "cosine")
    assert drawn.data[0].y.sum() == 101
    assert drawn.layout.xaxis.range == pytest.approx((-1.01, 1.01))


def test_pairs_outside_the_range_stay_in_the_end_bins() -> None:
    assert random_pairs(SAMPLE, {"A": 0.1}, "cosine", extent=(-0.1, 0.1)).data[0].y.sum() == 101


def test_the_value_is_marked_and_its_share_told() -> None:
    drawn = random_pairs(SAMPLE, {"A and B": 0.25}, "cosine")
    assert drawn.layout.shapes[0].x0 == drawn.layout.shapes[0].x1 == 0.25
    assert drawn.layout.annotations[0].text == "A and B <b>0.25</b> above 75\u00a0%"


def test_ties_count_by_half() -> None:
    assert "above 50 %" in alternative(random_pairs([0.5, 0.5, 0.5], {"A": 0.5}, "cosine"))


@pytest.mark.parametrize(("value", "side"), [(0.9, "right"), (-0.9, "left")])
def test_the_note_stays_inside_the_figure(value: float, side: str) -> None:
    assert random_pairs(SAMPLE, {"A": value}, "cosine").layout.annotations[0].xanchor == side


def test_a_value_that_is_no_number_is_not_drawn() -> None:
    assert not random_pairs(SAMPLE, {"A": float("nan")}, "cosine").data


def test_a_value_that_must_not_be_told_is_nowhere_in_the_figure() -> None:
    fig = random_pairs(np.linspace(-0.5, 0.5, 101), {}, "cosine")
    assert not fig.layout.shapes
    assert not fig.layout.annotations
    assert isinstance(fig.data[0].marker.color, str)
    assert fig.layout.meta["alt"] == "cosine of 101 random pairs, whose median is 0.00; range −1.00 to 1.00."


def test_two_values_are_marked_in_one_picture_and_their_names_stand_in_lines_of_their_own() -> None:
    drawn = random_pairs(SAMPLE, {"A and B": 0.41, "A and C": 0.4}, "cosine")
    low, high = drawn.layout.annotations
    assert (low.text[:7], high.text[:7]) == ("A and C", "A and B")
    assert high.yshift - low.yshift >= 20
    assert [shape.x0 for shape in drawn.layout.shapes] == [0.4, 0.41]
    assert drawn.layout.shapes[1].y1 > drawn.layout.shapes[0].y1 > 1
