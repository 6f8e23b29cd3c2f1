import numpy as np
import pytest

from embedlab.figures.distribution import random_pairs
from tests.figures.reading import alternative

SAMPLE = np.linspace(-0.5, 0.5, 101)


def test_every_pair_is_counted_over_the_whole_fixed_range() -> None:
    drawn = random_pairs(SAMPLE, 0.25, "cosine")
    assert drawn.data[0].y.sum() == 101
    assert drawn.layout.xaxis.range == pytest.approx((-1.01, 1.01))


def test_pairs_outside_the_range_stay_in_the_end_bins() -> None:
    assert random_pairs(SAMPLE, 0.1, "cosine", extent=(-0.1, 0.1)).data[0].y.sum() == 101


def test_the_value_is_marked_and_its_share_told() -> None:
    drawn = random_pairs(SAMPLE, 0.25, "cosine")
    assert drawn.layout.shapes[0].x0 == drawn.layout.shapes[0].x1 == 0.25
    assert "<b>0.25</b> is above 75\u00a0% of random pairs" in drawn.layout.annotations[0].text


def test_ties_count_by_half() -> None:
    assert "above 50 %" in alternative(random_pairs([0.5, 0.5, 0.5], 0.5, "cosine"))


@pytest.mark.parametrize(("value", "side"), [(0.9, "right"), (-0.9, "left")])
def test_the_note_stays_inside_the_figure(value: float, side: str) -> None:
    assert random_pairs(SAMPLE, value, "cosine").layout.annotations[0].xanchor == side


def test_a_value_that_is_no_number_is_not_drawn() -> None:
    assert not random_pairs(SAMPLE, float("nan"), "cosine").data


def test_a_value_that_must_not_be_told_is_nowhere_in_the_figure() -> None:
    fig = random_pairs(np.linspace(-0.5, 0.5, 101), None, "cosine")
    assert not fig.layout.shapes
    assert not fig.layout.annotations
    assert len(set(fig.data[0].marker.color)) == 1
    assert fig.layout.meta["alt"] == "cosine of 101 random pairs, whose median is 0.00; range −1.00 to 1.00."
