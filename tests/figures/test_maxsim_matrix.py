from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.maxsim_matrix import maxsim_matrix
from tests.figures.reading import alternative, texts

QUERY = ["[CLS]", "tire"]
DOCUMENT = ["[CLS]", "wheel", "."]
VALUES = [[0.5, 0.25, np.nan], [-0.5, 0.75, np.nan]]


def draw(**options: Any) -> go.Figure:
    return maxsim_matrix(VALUES, QUERY, DOCUMENT, [0, 1], **options)


def boxes(drawn: go.Figure) -> set[tuple[float, float]]:
    return {(box.y0 + 0.5, box.x0 + 0.5) for box in drawn.layout.shapes}


@pytest.mark.parametrize(("step", "boxed", "written"), [
    (None, {(0, 0), (1, 1)}, ["0.50", "0.75", "sum of row maxima <b>1.25</b>"]),
    (1, {(0, 0)}, ["<b>0.50</b>", "sum after 1 of 2 <b>0.50</b>"]),
    (0, set(), ["sum after 0 of 2 <b>0.00</b>"]),
])  # fmt: skip
def test_winners_so_far_are_boxed_and_added(step: int | None, boxed: set[tuple[int, int]], written: list[str]) -> None:
    drawn = draw(step=step)
    assert boxes(drawn) == boxed
    assert texts(drawn) == written


def test_rows_to_come_are_dim_and_lose_no_cell() -> None:
    now, later = draw(step=1).data
    assert later.opacity < 0.5
    assert np.isnan(now.z[1]).all()
    assert np.isnan(later.z[0]).all()
    assert later.z[1, :2].tolist() == [-0.5, 0.75]


@pytest.mark.parametrize("step", [2, 9])
def test_the_last_step_is_the_whole_matrix(step: int) -> None:
    drawn = draw(step=step)
    assert len(drawn.data) == 1
    assert texts(drawn)[-1] == "sum of row maxima <b>1.25</b>"


def test_a_row_that_takes_no_part_has_no_box_and_adds_nothing() -> None:
    drawn = maxsim_matrix([[0.5, 0.25], [-0.5, 0.75]], QUERY, DOCUMENT[:2], [-1, 1])
    assert boxes(drawn) == {(1, 1)}
    assert texts(drawn) == ["–", "0.75", "sum of row maxima <b>0.75</b>"]


def test_a_masked_cell_is_empty() -> None:
    cells = draw().data[0]
    assert np.isnan(cells.z[:, 2]).all()
    assert [row[2] for row in cells.text] == ["", ""]


def test_colours_span_the_given_range_whatever_the_data() -> None:
    cells = draw(extent=(-0.5, 0.5)).data[0]
    assert (cells.zmin, cells.zmax) == (-0.5, 0.5)
    assert cells.colorbar.title.text == "cosine, −0.50 to 0.50"
    assert cells.colorbar.ticktext == ("−0.5", "0", "0.5")


def test_special_tokens_have_grey_names() -> None:
    drawn = draw(special_rows={0}, special_cols={2})
    assert [palette.NEUTRAL in name for name in drawn.layout.yaxis.ticktext] == [True, False]
    assert [palette.NEUTRAL in name for name in drawn.layout.xaxis.ticktext] == [False, False, True]


@pytest.mark.parametrize(("rows", "columns", "written"), [(12, 12, True), (13, 12, False), (12, 13, False)])
def test_cells_have_numbers_where_there_is_room(rows: int, columns: int, written: bool) -> None:
    cells = maxsim_matrix(np.ones((rows, columns)), ["q"] * rows, ["d"] * columns, [0] * rows).data[0]
    assert (cells.text is not None) is written


def test_of_a_long_document_the_winners_are_named() -> None:
    values = np.zeros((2, 100))
    drawn = maxsim_matrix(values, ["a", "b"], [f"d{n}" for n in range(100)], [7, 60])
    assert drawn.layout.xaxis.ticktext == ("<b>d7</b>", "<b>d60</b>")


def test_alternative_text_tells_matches_and_sum() -> None:
    alt = alternative(draw())
    assert "[CLS] to [CLS] 0.50, tire to wheel 0.75; the sum after 2 of 2 rows is 1.25." in alt
    assert "colours from −1.00 to 1.00" in alt


def test_rows_are_numbered_and_the_winners_columns_bold() -> None:
    drawn = draw()
    assert [name.split()[0] for name in drawn.layout.yaxis.ticktext] == ["1", "2"]
    assert [name.startswith("<b>") for name in drawn.layout.xaxis.ticktext] == [True, True, False]


def test_folded_columns_are_grey_and_not_counted() -> None:
    drawn = draw(folded_cols={2})
    assert palette.NEUTRAL in drawn.layout.xaxis.ticktext[2]
    assert "2 query tokens with 2 document tokens" in alternative(drawn)
