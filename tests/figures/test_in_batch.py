from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab.figures.in_batch import in_batch_matrix
from tests.figures.reading import alternative

VALUES = [[0.8, 0.1, 0.2], [0.6, 0.5, 0.0], [0.1, 0.2, 0.7]]
ANCHORS, POSITIVES = ["a", "b", "c"], ["A", "B", "C"]


def draw(**options: Any) -> go.Figure:
    return in_batch_matrix(VALUES, ANCHORS, POSITIVES, **options)


def boxes(drawn: go.Figure, dash: str) -> set[tuple[float, float]]:
    return {
        (round((box.y0 + box.y1) / 2), round((box.x0 + box.x1) / 2))
        for box in drawn.layout.shapes
        if box.line.dash == dash and box.line.width == 2
    }


def test_each_anchors_own_positive_is_boxed() -> None:
    assert boxes(draw(), "solid") == {(0, 0), (1, 1), (2, 2)}


def test_a_marked_cell_is_dotted_and_named() -> None:
    drawn = draw(marks={(1, 0): "hard negative"})
    assert boxes(drawn, "dot") == {(1, 0)}
    assert drawn.data[0].customdata[1] == ["hard negative", "positive", "negative"]
    assert "Hard negative: b and A, 0.60." in alternative(drawn)


def test_a_mark_outside_the_batch_is_left_out() -> None:
    assert boxes(draw(marks={(1, 9): "hard negative"}), "dot") == set()


def test_losses_stand_at_the_ends_of_the_rows_and_their_mean_below() -> None:
    notes = draw(losses=[0.25, 2.0, 0.75], highlight=1).layout.annotations
    assert [(note.text, note.y) for note in notes] == [
        ("0.25", 0), ("<b>2.00</b>", 1), ("0.75", 2), ("mean loss <b>1.00</b>", 0)
    ]  # fmt: skip


@pytest.mark.parametrize(("loss", "written"), [(np.inf, "∞"), (700000.4, "700,000"), (0.0, "0.00")])
def test_a_loss_of_any_size_has_room(loss: float, written: str) -> None:
    assert in_batch_matrix([[1.0]], ["a"], ["A"], [loss]).layout.annotations[0].text == written


@pytest.mark.parametrize(("pairs", "has_numbers"), [(10, True), (11, False)])
def test_cells_have_numbers_where_there_is_room(pairs: int, has_numbers: bool) -> None:
    cells = in_batch_matrix(np.eye(pairs), ["a"] * pairs, ["b"] * pairs).data[0]
    assert (cells.text is not None) is has_numbers


def test_alternative_text_counts_the_right_choices() -> None:
    alt = alternative(draw(losses=[0.5, 1.5, 1.0]))
    assert "2 of 3 have their own positive first; mean on the diagonal 0.67. Mean loss 1.00." in alt
