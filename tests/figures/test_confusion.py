import numpy as np
import pytest

from embedlab.figures.confusion import confusion_matrix
from tests.figures.reading import alternative, in_cells, trace

COUNTS = np.array([[3, 1, 0], [0, 4, 0], [2, 0, 2]])
NAMES = ["animal", "food", "place"]


def test_cells_are_shares_of_their_row() -> None:
    cells = trace(confusion_matrix(COUNTS, NAMES), "shares")
    assert cells.z == pytest.approx(np.array([[75.0, 25.0, 0], [0, 100, 0], [50, 0, 50]]))
    assert in_cells(cells)[0] == ["75", "25", "0"]


def test_a_class_without_a_text_stays_empty() -> None:
    cells = trace(confusion_matrix(np.array([[0, 0], [1, 3]]), ["a", "b"]), "shares")
    assert np.isnan(cells.z[0]).all()


def test_each_cell_with_a_text_can_be_chosen_and_says_what_it_holds() -> None:
    points = trace(confusion_matrix(COUNTS, NAMES), "cells")
    assert list(points.customdata) == [0, 1, 4, 6, 8]
    assert points.hovertext[1] == "animal taken for food: <b>1</b> of 4"
    assert points.hovertext[2] == "food known: <b>4</b> of 4"
    assert points.selected.marker.opacity == points.unselected.marker.opacity == 0


def test_the_chosen_cell_is_outlined() -> None:
    shapes = confusion_matrix(COUNTS, NAMES, chosen=(2, 0)).layout.shapes
    assert {(each.x0, each.x1, each.y0, each.y1) for each in shapes} == {(-0.5, 0.5, 1.5, 2.5)}
    assert not confusion_matrix(COUNTS, NAMES).layout.shapes


def test_columns_of_many_classes_are_numbered_here_and_there() -> None:
    few, many = (confusion_matrix(np.eye(n), [f"c{k}" for k in range(n)]).layout.xaxis.ticktext for n in (5, 20))
    assert list(few) == ["1", "2", "3", "4", "5"]
    assert list(many) == ["1", "5", "10", "15", "20"]


def test_the_alternative_names_the_most_mixed_up() -> None:
    told = alternative(confusion_matrix(COUNTS, NAMES))
    assert told.startswith("Of 12 texts 75 % got their class. Most mixed up: place taken for animal 2 times;")
    assert alternative(confusion_matrix(np.eye(2), ["a", "b"])).endswith("None is taken for another.")
