import numpy as np
import pytest

from embedlab import palette
from embedlab.figures.token_pairs import token_pairs
from tests.figures.reading import alternative, in_cells, texts

CELLS = [[0.5, -0.25, 0.1], [0.25, 0.75, 0.15]]
ROWS, COLUMNS = ["a", "b"], ["c", "d", "e"]


def test_the_mean_of_all_cells_is_printed_below() -> None:
    assert texts(token_pairs(CELLS, ROWS, COLUMNS)) == ["mean of all cells <b>0.250</b>"]


def test_a_mean_that_is_given_is_the_one_printed() -> None:
    drawn = token_pairs(CELLS, ROWS, COLUMNS, mean=-0.125)
    assert drawn.layout.annotations[0].text == "mean of all cells <b>−0.125</b>"
    assert "Mean of all cells −0.125" in alternative(drawn)


def test_no_cell_is_boxed() -> None:
    assert not token_pairs(CELLS, ROWS, COLUMNS).layout.shapes


def test_a_token_left_out_has_empty_cells_and_does_not_count() -> None:
    drawn = token_pairs([[0.5, np.nan], [0.25, np.nan]], ROWS, COLUMNS[:2])
    assert drawn.data[0].text[0][1] == ""
    assert drawn.layout.annotations[0].text == "mean of all cells <b>0.375</b>"


def test_special_tokens_have_grey_names() -> None:
    drawn = token_pairs(CELLS, ROWS, COLUMNS, special_rows={0}, special_cols={2})
    assert [palette.NEUTRAL in name for name in drawn.layout.yaxis.ticktext] == [True, False]
    assert [palette.NEUTRAL in name for name in drawn.layout.xaxis.ticktext] == [False, False, True]


@pytest.mark.parametrize(
    ("largest", "texts"), [(9.5, ["0.50", "9.50"]), (20.04, ["0.5", "20.0"]), (137.9, ["1", "138"])]
)
def test_numbers_of_any_size_have_room_in_their_cells(largest: float, texts: list[str]) -> None:
    smallest = 0.5 if largest < 100 else 0.75
    assert in_cells(token_pairs([[smallest, largest]], ["a"], ["c", "d"]).data[0]) == [texts]


def test_names_of_a_long_text_keep_room() -> None:
    drawn = token_pairs(np.zeros((2, 100)), ROWS, [f"t{n}" for n in range(100)])
    assert 20 <= len(drawn.layout.xaxis.tickvals) <= 36


def test_alternative_text_names_the_largest_cell() -> None:
    assert "largest: b and d, 0.75." in alternative(token_pairs(CELLS, ROWS, COLUMNS))
