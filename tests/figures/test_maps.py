import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.maps import occurrence_map, word_map
from tests.figures.reading import alternative

CORNERS = np.array([[-1.0, -1.0], [-0.9, -1.0], [1.0, 1.0], [0.9, 1.0]])


def test_one_trace_a_sense_in_order_of_appearance_with_rows_as_customdata() -> None:
    drawn = occurrence_map(CORNERS, ["b", "a", "b", "a"], ["t"] * 4, extent=2)
    assert [trace.name for trace in drawn.data[:2]] == ["b", "a"]
    assert [list(trace.customdata) for trace in drawn.data[:2]] == [[0, 2], [1, 3]]
    assert np.allclose(drawn.data[0].x, [-1, 1])


def test_senses_differ_in_colour_and_in_shape() -> None:
    drawn = occurrence_map(CORNERS, list("abcd"), ["t"] * 4, extent=2)
    assert len({trace.marker.symbol for trace in drawn.data[:4]}) == 4
    assert len({trace.marker.color for trace in drawn.data[:4]}) == 4


def test_traces_and_points_keep_their_order_from_layer_to_layer() -> None:
    one, two = (occurrence_map(CORNERS * scale, list("abab"), ["t"] * 4, extent=2) for scale in (1, -0.5))
    assert [trace.name for trace in one.data] == [trace.name for trace in two.data]
    assert one.layout.uirevision == two.layout.uirevision is not None
    assert one.layout.transition.duration == 400


def test_the_text_alternative_names_the_layer() -> None:
    assert alternative(occurrence_map(CORNERS, list("aabb"), ["t"] * 4, extent=2, layer=3)).startswith(
        "Layer 3: map of 4"
    )


def test_senses_are_named_on_the_map_and_a_legend_names_what_are_too_many() -> None:
    few = occurrence_map(CORNERS, list("aabb"), ["t"] * 4, extent=2)
    assert len(few.data[2].text) == 2
    assert not few.layout.showlegend
    many = occurrence_map(np.zeros((9, 2)), list("abcdefghi"), ["t"] * 9, extent=2)
    assert many.data[-2].text == ()
    assert many.layout.showlegend


def test_the_ring_marks_the_selected_row_and_is_empty_without_one() -> None:
    drawn = occurrence_map(CORNERS, list("aabb"), ["t"] * 4, extent=2, selected=3)
    assert np.allclose([drawn.data[-1].x[0], drawn.data[-1].y[0]], CORNERS[3])
    for nothing in (None, 9):
        assert len(occurrence_map(CORNERS, list("aabb"), ["t"] * 4, extent=2, selected=nothing).data[-1].x) == 0


def test_hover_shows_the_sentence_with_the_word_in_bold() -> None:
    drawn = occurrence_map([[0, 0]], ["a"], ["what is the <point>?"], extent=1, spans=[(13, 18)])
    assert drawn.data[0].hovertext == ("what is the &lt;<b>point</b>&gt;?",)


@pytest.mark.parametrize(("count", "senses"), [(1, 1), (60, 10), (60, 1), (10, 10)])
def test_any_number_of_occurrences_and_senses_is_drawn(count: int, senses: int) -> None:
    angles = np.linspace(0, 6, count)
    names = [f"s{row % senses}" for row in range(count)]
    drawn = occurrence_map(np.c_[np.cos(angles), np.sin(angles)], names, ["t"] * count, extent=1.2)
    assert len(drawn.data) == senses + 2
    assert sum(len(trace.x) for trace in drawn.data[:senses]) == count


@pytest.mark.parametrize("extent", [0.0, float("nan")])
def test_a_useless_extent_falls_back_to_one(extent: float) -> None:
    assert occurrence_map([[0, 0]], ["a"], ["t"], extent=extent).layout.xaxis.range == (-1, 1)


def test_coordinates_are_float32_of_four_decimals() -> None:
    x = occurrence_map([[1 / 3, np.nan]], ["a"], ["t"], extent=1).data[0].x
    assert x.dtype == np.float32
    assert x[0] == np.float32(0.3333)


def test_the_pin_is_one_large_mark_that_says_how_many_it_stands_for() -> None:
    drawn = word_map(["way", "point", "edge"], CORNERS[:3], "point", 1, 21)
    assert drawn.layout.annotations[0].text == "<b>point ×21</b>"
    assert drawn.data[-1].marker.size > 2 * drawn.data[0].marker.size
    assert np.allclose([drawn.data[-1].x[0], drawn.data[-1].y[0]], CORNERS[1])
    assert "All 21 occurrences of point" in alternative(drawn)


def test_a_single_occurrence_is_not_counted() -> None:
    assert word_map(["point"], [[0, 0]], "point", 0, 1).layout.annotations[0].text == "<b>point</b>"


def test_every_neighbour_is_named_and_in_the_colour_of_static_models() -> None:
    drawn = word_map(["point", "way", "edge"], CORNERS[:3], "point", 0, 2, similarities=[1, 0.71, -0.004])
    assert [note.text for note in drawn.layout.annotations[1:]] == ["way", "edge"]
    assert drawn.data[0].marker.color == palette.FAMILY_COLOURS["static"]
    assert drawn.data[0].hovertext == ("way<br>cosine <b>0.71</b>", "edge<br>cosine <b>0.00</b>")


def test_a_pin_that_is_not_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="pin_index 3 is not one of the 2 rows"):
        word_map(["a", "b"], CORNERS[:2], "a", 3, 1)
