"""Lengths of texts by doublings of their words."""

from embedlab.figures.text_lengths import text_lengths
from embedlab.numbers_text import GAP, percent


def test_a_text_stands_in_the_bar_of_its_doubling() -> None:
    (bars,) = text_lengths([1, 2, 3, 4, 7, 8]).data
    assert list(bars.x) == ["1", "2–3", "4–7", "8–15"]
    assert list(bars.y) == [1, 2, 2, 1]


def test_bars_begin_with_the_shortest_text_and_nothing_between_is_left_out() -> None:
    (bars,) = text_lengths([5, 100]).data
    assert list(bars.x) == ["4–7", "8–15", "16–31", "32–63", "64–127"]
    assert list(bars.y) == [1, 0, 0, 0, 1]


def test_a_text_without_a_word_and_an_endless_one_have_their_bars() -> None:
    (bars,) = text_lengths([0, 10**9]).data
    assert (bars.x[0], bars.x[-1]) == ("1", "65,536+")
    assert sum(bars.y) == 2


def test_the_alternative_tells_the_median_and_each_share() -> None:
    half = percent(0.5).replace(GAP, " ")
    told = text_lengths([1, 1, 2, 2]).layout.meta["alt"]
    assert told == f"Length of 4 texts, median 2 words: 1 word {half}; 2–3 words {half}."
