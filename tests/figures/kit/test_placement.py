import numpy as np
import pytest

from embedlab.figures.kit.placement import place_labels, rows_for, spread


def boxes(anchors: np.ndarray, sizes: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    middles = anchors + offsets
    return np.hstack([middles - sizes / 2, middles + sizes / 2])


def test_labels_of_one_point_do_not_overlap() -> None:
    anchors, sizes = np.zeros((8, 2)), np.tile([60.0, 16.0], (8, 1))
    placed = boxes(anchors, sizes, place_labels(anchors, sizes, anchors, 165))
    for one in range(8):
        for two in range(one):
            apart = (placed[one, 2:] <= placed[two, :2]) | (placed[two, 2:] <= placed[one, :2])
            assert apart.any(), (one, two)


def test_a_label_avoids_a_mark_beside_its_own() -> None:
    anchors, sizes = np.array([[0.0, 0.0]]), np.array([[40.0, 16.0]])
    marks = np.array([[0.0, 0.0], [30.0, 0.0]])
    box = boxes(anchors, sizes, place_labels(anchors, sizes, marks, 165))[0]
    assert not (box[0] < 30 < box[2] and box[1] < 0 < box[3])


def test_a_label_at_the_edge_stays_inside() -> None:
    anchors, sizes = np.array([[160.0, 160.0]]), np.array([[80.0, 16.0]])
    assert np.abs(boxes(anchors, sizes, place_labels(anchors, sizes, anchors, 165))).max() <= 165


def test_a_lone_label_stands_to_the_right_of_its_mark() -> None:
    offsets = place_labels(np.zeros((1, 2)), np.array([[40.0, 16.0]]), np.zeros((1, 2)), 165, gap=8)
    assert offsets.tolist() == [[28.0, 0.0]]


def test_no_labels_make_no_offsets() -> None:
    assert place_labels(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros((0, 2)), 165).shape == (0, 2)


def test_touching_intervals_take_different_rows() -> None:
    assert rows_for(np.array([0.0, 1.0, 3.0]), np.array([2.0, 3.0, 4.0]), 3) == [0, 1, 0]


def test_spread_parts_what_is_close_and_leaves_the_rest() -> None:
    assert spread(np.array([10.0, 0.0, 0.0]), 4).tolist() == [10.0, -2.0, 2.0]


def test_spread_keeps_order_and_distance() -> None:
    values = np.array([5.0, 5.1, 4.9, 7.0, 20.0])
    moved = spread(values, 3)
    assert np.all(np.diff(np.sort(moved)) >= 3 - 1e-9)
    assert np.array_equal(np.argsort(moved), np.argsort(values))


def test_spread_stays_under_the_ceiling_without_overlap() -> None:
    moved = spread(np.array([10.0, 10.0]), 4, ceiling=10)
    assert moved.tolist() == pytest.approx([6.0, 10.0])
