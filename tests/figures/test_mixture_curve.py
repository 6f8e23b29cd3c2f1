"""The curve of a mixture: its band, its best weight, and the rankers beside it."""

import numpy as np
import pytest

from embedlab.figures.mixture_curve import mixture_curve
from tests.figures.reading import alternative, texts

WEIGHTS, MEANS = [0, 0.5, 1], [0.61, 0.8, 0.7]
LOWS, HIGHS = [0.55, 0.72, 0.6], [0.66, 0.88, 0.8]


def drawn(**more):
    return mixture_curve(
        WEIGHTS, MEANS, LOWS, HIGHS, name="nDCG@10", **{"others": {}, "ends": ("BM25", "dense")} | more
    )


def test_the_band_runs_along_the_lows_and_back_along_the_highs():
    band, line, best = drawn().data
    assert np.asarray(band.x).tolist() == [0, 0.5, 1, 1, 0.5, 0]
    assert np.asarray(band.y).tolist() == pytest.approx([*LOWS, *HIGHS[::-1]])
    assert np.asarray(line.y).tolist() == pytest.approx(MEANS)
    assert (list(best.x), list(best.y)) == ([0.5], [pytest.approx(0.8)])


def test_the_axis_holds_every_interval_and_ends_at_tenths():
    figure = drawn(others={"worse": (0.4, 0.33, 0.47), "better": (0.9, 0.87, 0.97)})
    low, high = figure.layout.yaxis.range
    assert (0.28 < low < 0.3, 1.0 < high < 1.02) == (True, True)
    assert list(figure.layout.yaxis.ticktext) == ["0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]


def test_a_ranker_beside_the_curve_has_its_interval_and_its_name():
    figure = drawn(others={"RRF": (0.75, 0.71, 0.79)}, colours={"RRF": "#108F4F"})
    interval, dots = figure.data[-2:]
    assert list(interval.y) == [0.71, 0.79]
    assert (list(dots.y), list(dots.marker.color)) == ([0.75], ["#108F4F"])
    assert min(dots.x) > 1, "it belongs to no weight"
    assert any("RRF" in text and "0.75" in text for text in texts(figure))


def test_the_alternative_says_both_ends_the_best_and_what_stands_beside():
    said = alternative(drawn(others={"RRF": (0.75, 0.71, 0.79)}))
    assert "0 (all BM25) to 1 (all dense): 0.61 (interval 0.55 to 0.66) at 0" in said
    assert "0.80 (interval 0.72 to 0.88) at 0.50, the highest" in said
    assert said.endswith("Beside it: RRF 0.75.")
