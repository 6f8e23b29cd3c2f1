"""Paths between two aims: their marks, the chosen weight, and what is not known."""

import numpy as np

from embedlab.figures.trade_off import trade_off_paths
from tests.figures.reading import alternative, texts

PATHS = {"model": ([0.6, 0.7, 0.9], [0.9, 0.8, 0.5]), "words": ([0.8, 0.85, 0.9], [0.6, 0.5, 0.4])}


def drawn(**more):
    asked = {"x_name": "distance", "y_name": "precision", "weight_name": "λ"} | more
    return trade_off_paths(PATHS, [1, 0.5, 0], 0.55, **asked)


def test_a_mark_stands_where_both_numbers_are_and_the_chosen_one_is_large():
    first, second = drawn().data
    assert (list(first.x), list(first.y)) == ([0.6, 0.7, 0.9], [0.9, 0.8, 0.5])
    assert list(second.marker.size) == [6, 13, 6]
    assert first.marker.symbol != second.marker.symbol


def test_the_ends_of_the_first_path_say_their_weight():
    assert {"λ 1", "λ 0"} <= set(texts(drawn()))
    assert any("model" in text and "words" in text for text in texts(drawn()))


def test_the_alternative_tells_the_chosen_weight():
    assert "at 0.5: model 0.80 at 0.70; words 0.50 at 0.85" in alternative(drawn())


def test_paths_take_their_colours():
    assert drawn(colours={"model": "#108F4F"}).data[0].line.color == "#108F4F"


def test_what_is_not_known_is_left_out():
    figure = trade_off_paths({"model": ([np.nan, 0.5], [0.2, 0.4])}, [1, 0], 1, x_name="x", y_name="y", weight_name="λ")
    assert "λ 1" not in texts(figure)
    none = trade_off_paths({"model": ([np.nan], [np.nan])}, [1], 1, x_name="x", y_name="y", weight_name="λ")
    assert not none.data
