"""What more pairs bring: where the points stand, their intervals, and what is beside them."""

import numpy as np
import pytest

from embedlab.figures.gain_by_pairs import gain_by_pairs
from tests.figures.reading import alternative, texts

PAIRS, MEANS = [0, 125, 250, 500], [0.71, 0.72, 0.75, 0.78]
LOWS, HIGHS = [0.68, 0.69, 0.72, 0.75], [0.74, 0.75, 0.78, 0.81]


def drawn(**more):
    return gain_by_pairs(PAIRS, MEANS, LOWS, HIGHS, name="nDCG@10", **more)


def test_each_number_of_pairs_takes_the_same_room_and_zero_stands_first():
    figure = drawn()
    dots = figure.data[-1]
    assert np.asarray(dots.x).tolist() == [0, 1, 2, 3]
    assert np.asarray(dots.y).tolist() == pytest.approx(MEANS)
    assert list(figure.layout.xaxis.ticktext) == ["0", "125", "250", "500"]


def test_every_point_has_its_interval():
    bars = [trace for trace in drawn().data if trace.name == "interval"]
    assert [list(bar.y) for bar in bars] == [pytest.approx(ends) for ends in zip(LOWS, HIGHS, strict=True)]


def test_a_point_of_ones_own_stands_between_by_its_logarithm():
    figure = drawn(mark=(353.55, 0.76, 0.7, 0.8), mark_name="yours")
    assert np.asarray(figure.data[-1].x).tolist() == pytest.approx([2.5], abs=1e-3)
    assert any("yours" in text and "0.76" in text for text in texts(figure))


def test_levels_are_in_the_axis_and_named():
    figure = drawn(levels={"BM25": 0.53})
    low, high = figure.layout.yaxis.range
    assert low < 0.53 < high
    assert any("BM25" in text for text in texts(figure))


def test_the_alternative_says_every_point_and_what_stands_beside():
    said = alternative(drawn(levels={"BM25": 0.53}, mark=(300, 0.76, 0.7, 0.8)))
    assert "0 pairs 0.71, interval 0.68 to 0.74" in said
    assert "BM25: 0.53." in said
    assert said.endswith("yours: 300 pairs 0.76, interval 0.70 to 0.80.")
