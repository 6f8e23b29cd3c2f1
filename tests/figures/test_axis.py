import numpy as np
import pytest

from embedlab.figures.axis import word_axis


@pytest.mark.parametrize(("largest", "reach"), [(0.2, 0.25), (0.3, 0.5), (0.6, 1.0)])
def test_the_strip_spans_a_stated_range(largest: float, reach: float) -> None:
    layout = word_axis(["a"], [largest], "cold", "hot").layout
    assert layout.xaxis.tickvals == (-reach, 0, reach)
    assert f"−{reach:.2f} to {reach:.2f}" in layout.xaxis.title.text


def test_words_stand_at_their_cosines_in_order() -> None:
    dots = word_axis(["hot", "cold"], [0.4, -0.3], "cold", "hot").data[1]
    assert np.allclose(dots.x, [-0.3, 0.4])
    assert dots.hovertext == ("cold", "hot")


def test_names_in_one_spot_are_stacked() -> None:
    notes = word_axis(["temperature"] * 5, [0.1] * 5, "cold", "hot").layout.annotations[:5]
    assert sorted(note.y for note in notes) == [1, 2, 3, 4, 5]


def test_names_apart_share_the_first_row() -> None:
    notes = word_axis(["ice", "fire"], [-0.4, 0.4], "cold", "hot").layout.annotations[:2]
    assert {note.y for note in notes} == {1}


def test_more_rows_make_the_figure_taller() -> None:
    heights = [word_axis(["word"] * count, [0.0] * count, "a", "b").layout.height for count in (1, 4)]
    assert heights[1] > heights[0]


@pytest.mark.parametrize("place", [-0.5, 0.5])
def test_a_name_at_a_pole_stays_on_the_strip(place: float) -> None:
    note = word_axis(["a long last word"], [place], "cold", "hot").layout.annotations[0]
    assert abs(note.x) < 0.45


def test_both_poles_are_named() -> None:
    texts = [note.text for note in word_axis(["a"], [0.1], "cold", "hot").layout.annotations[-2:]]
    assert texts == ["← <b>cold</b>", "<b>hot</b> →"]


def test_a_fixed_range_clips_the_place_and_keeps_the_number() -> None:
    dots = word_axis(["a"], [0.9], "cold", "hot", extent=0.5).data[1]
    assert dots.x[0] == 0.5
    assert dots.customdata[0] == np.float32(0.9)
