"""Labelling by hand: which text comes next, and what the labels come to."""

import numpy as np
import pytest

from embedlab.compute.few_shot import fit_head
from embedlab.content.labelled_set import read_glosses
from embedlab.lessons.uses.study_few import (
    Label,
    accuracy_after,
    agreement,
    classes_given,
    next_row,
    order_of,
    points_of_curve,
)
from embedlab.studies.labelled.text_points import FIRST, shipped_points

GLOSSES = read_glosses()
ROWS = shipped_points(GLOSSES, FIRST[0])
assert ROWS is not None


def true(rows: list[int]) -> tuple[Label, ...]:
    return tuple((row, int(GLOSSES.labels[row])) for row in rows)


def test_no_text_of_the_test_is_ever_asked_for() -> None:
    order = order_of(GLOSSES, 3)
    assert not GLOSSES.test[order].any()
    assert sorted(order) == np.flatnonzero(~GLOSSES.test).tolist()
    assert order == order_of(GLOSSES, 3) != order_of(GLOSSES, 4)


def test_by_chance_the_next_one_of_the_order_comes() -> None:
    order = order_of(GLOSSES, 0)
    assert next_row(GLOSSES, ROWS, (), (), "random", "centroid", 0) == order[0]
    assert next_row(GLOSSES, ROWS, true(order[:2]), (order[2],), "random", "centroid", 0) == order[3]


def test_the_most_uncertain_has_its_two_best_classes_closest() -> None:
    order = order_of(GLOSSES, 0)
    labels = true(order[:20])
    row = next_row(GLOSSES, ROWS, labels, (), "uncertain", "logistic", 0)
    head = fit_head(ROWS[order[:20]], [kind for _, kind in labels], 10, "logistic")
    scores = np.sort(head.scores(ROWS[order[20:]]), axis=1)
    assert row == order[20:][int(np.argmin(scores[:, -1] - scores[:, -2]))]
    assert next_row(GLOSSES, ROWS, labels[:1], (), "uncertain", "logistic", 0) == order[1], "nothing is learnt yet"


def test_when_all_are_labelled_none_is_left() -> None:
    order = order_of(GLOSSES, 0)
    assert next_row(GLOSSES, ROWS, true(order[:-1]), (order[-1],), "random", "centroid", 0) is None


def test_accuracy_needs_two_classes_and_grows_with_labels() -> None:
    order = order_of(GLOSSES, 0)
    one = [row for row in order if GLOSSES.labels[row] == 0][:5]
    assert np.isnan(accuracy_after(GLOSSES, ROWS, true(one), "centroid"))
    few, many = (accuracy_after(GLOSSES, ROWS, true(order[:n]), "logistic") for n in (20, 300))
    assert 0.1 < few < many < 1
    assert many > 0.75


def test_wrong_labels_are_counted_and_cost_accuracy() -> None:
    order = order_of(GLOSSES, 0)[:100]
    right, wrong = true(order), tuple((row, (int(GLOSSES.labels[row]) + 1) % 10) for row in order)
    assert (agreement(GLOSSES, right), agreement(GLOSSES, wrong)) == (100, 0)
    assert accuracy_after(GLOSSES, ROWS, wrong, "centroid") < 0.2 < accuracy_after(GLOSSES, ROWS, right, "centroid")


def test_the_curve_has_a_point_for_each_of_the_first_labels_and_for_the_last() -> None:
    assert points_of_curve(1) == []
    assert points_of_curve(4) == [2, 3, 4]
    assert points_of_curve(30)[-4:] == [20, 24, 28, 30]
    assert classes_given([(4, 2), (5, 0), (6, 2)]) == [0, 2]


@pytest.mark.parametrize("policy", ["random", "uncertain"])
def test_a_skipped_text_does_not_come_again(policy) -> None:
    order = order_of(GLOSSES, 0)
    labels = true(order[:12])
    first = next_row(GLOSSES, ROWS, labels, (), policy, "centroid", 0)
    assert first is not None
    assert next_row(GLOSSES, ROWS, labels, (first,), policy, "centroid", 0) != first
