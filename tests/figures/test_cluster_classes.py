import re

import numpy as np

from embedlab.figures.cluster_classes import cluster_classes
from tests.figures.reading import alternative

FIGURE = cluster_classes([[9, 1], [0, 4], [0, 0]], ["cats, dogs", "ships", "empty"], ["animal", "thing"])


def test_colours_are_shares_of_a_row() -> None:
    assert np.allclose(FIGURE.data[0].z, [[0.9, 0.1], [0, 1], [0, 0]])


def test_cells_hold_counts_and_none_where_there_is_none() -> None:
    words = [[re.sub("<[^>]*>", "", text) for text in row] for row in FIGURE.data[0].text]
    assert words == [["9", "1"], ["", "4"], ["", ""]]


def test_sizes_stand_at_the_ends_of_the_rows() -> None:
    assert [note.text for note in FIGURE.layout.annotations] == ["10", "4", "0", "texts"]


def test_many_classes_leave_no_room_for_numbers_and_a_phone_less() -> None:
    def written(columns: int, *, narrow: bool) -> bool:
        names = [f"class {place}" for place in range(columns)]
        return cluster_classes(np.ones((2, columns)), ["a", "b"], names, narrow=narrow).data[0].text is not None

    assert [written(12, narrow=False), written(13, narrow=False)] == [True, False]
    assert [written(6, narrow=True), written(7, narrow=True)] == [True, False]


def test_the_alternative_tells_the_most_frequent_class_of_each() -> None:
    assert "cats, dogs 90" in alternative(FIGURE).replace("\u00a0", " ")
    assert "thing of 4 texts" in alternative(FIGURE)
