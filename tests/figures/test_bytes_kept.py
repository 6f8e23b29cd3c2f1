import numpy as np

from embedlab.figures.bytes_kept import bytes_kept
from tests.figures.reading import alternative

FIGURE = bytes_kept(
    ["float32", "int8", "float32"], [64, 64, 32], [256, 64, 128], [1.0, 0.98, 0.7], [1, 0.97, np.nan],
    [1, 0.99, np.nan], name="recall@10",
)  # fmt: skip


def test_a_way_is_a_line_of_its_own_shape_through_its_lengths_by_their_bytes() -> None:
    first, second = FIGURE.data
    assert list(first.x) == np.log10([128, 256]).round(4).tolist()
    assert list(first.y) == [0.7, 1.0]
    assert list(first.customdata) == [2, 0]
    assert (first.marker.symbol, first.line.dash) != (second.marker.symbol, second.line.dash)


def test_an_interval_goes_as_far_as_it_is_known() -> None:
    assert list(FIGURE.data[1].error_y.array) == [0.01]
    assert list(FIGURE.data[1].error_y.arrayminus) == [0.01]
    assert list(FIGURE.data[0].error_y.array) == [0, 0]


def test_values_span_nothing_to_one_whatever_they_are() -> None:
    assert FIGURE.layout.yaxis.tickvals[0] == 0
    assert FIGURE.layout.yaxis.tickvals[-1] == 1


def test_each_way_is_named_with_its_shape_and_the_alternative_tells_all() -> None:
    key = FIGURE.layout.annotations[0].text
    assert key.index("●</span> float32") < key.index("■</span> int8")
    assert "64 numbers as int8, 64 bytes: 0.98 (0.97 to 0.99)" in alternative(FIGURE)


def test_the_marks_of_the_first_way_say_how_long_their_vectors_are() -> None:
    assert [note.text for note in FIGURE.layout.annotations[1:-1]] == ["32", "64"]
