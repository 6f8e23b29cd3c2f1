"""Small heads on frozen rows: by hand, beside scikit-learn, and taken apart."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid

from embedlab.compute.few_shot import (
    HEADS,
    SIZES,
    C,
    HeadName,
    best_classes,
    drawn,
    fit_head,
    measured,
    shares_of_examples,
    usable_sizes,
)
from embedlab.errors import InputError


def rows_of(count: int, classes: int, width: int = 8, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Rows of unit length that lie about the centre of their class, and their classes."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % classes
    rows = rng.normal(size=(classes, width))[labels] + rng.normal(size=(count, width))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), labels.astype(np.int64)


def test_the_nearest_centroid_is_the_mean_that_points_the_same_way() -> None:
    rows = np.array([[1.0, 0], [0.6, 0.8], [0, 1], [0, -1]])
    head = fit_head(rows[:3], [0, 0, 1], 2, "centroid")
    assert head.weights[0] == pytest.approx(np.array([1.6, 0.8]) / np.hypot(1.6, 0.8))
    assert head.weights[1] == pytest.approx([0, 1])
    assert head.classes(rows).tolist() == [0, 0, 1, 0]
    assert head.scores(rows[:1])[0] == pytest.approx([1.6 / np.hypot(1.6, 0.8), 0])


def test_of_rows_of_unit_length_scikit_learns_nearest_mean_of_mean_length_says_the_same() -> None:
    rows, labels = rows_of(60, 3)
    means = np.array([rows[labels == kind].mean(axis=0) for kind in range(3)])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    theirs = NearestCentroid().fit(means, [0, 1, 2])  # of points on the sphere the nearest has the highest cosine
    assert fit_head(rows, labels, 3, "centroid").classes(rows).tolist() == theirs.predict(rows).tolist()


@pytest.mark.parametrize("classes", [2, 4])
def test_the_logistic_head_is_scikit_learns(classes: int) -> None:
    rows, labels = rows_of(80, classes)
    head = fit_head(rows, labels, classes, "logistic")
    theirs = LogisticRegression(C=C, tol=1e-8, max_iter=5_000).fit(rows, labels)
    scores = head.scores(rows)
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert shares == pytest.approx(theirs.predict_proba(rows), abs=1e-3)


@pytest.mark.parametrize("name", HEADS)
def test_sparse_rows_give_the_same_head(name: HeadName) -> None:
    rows, labels = rows_of(40, 3)
    dense, sparse = (fit_head(each, labels, 3, name) for each in (rows, csr_matrix(rows)))
    assert sparse.weights == pytest.approx(dense.weights, abs=1e-6)
    assert sparse.scores(csr_matrix(rows)) == pytest.approx(dense.scores(rows), abs=1e-6)


@pytest.mark.parametrize("name", HEADS)
def test_a_class_that_nobody_has_labelled_is_never_given(name: HeadName) -> None:
    rows, labels = rows_of(40, 4)
    few = labels != 2
    assert 2 not in fit_head(rows[few], labels[few], 4, name).classes(rows)


def test_scores_that_differ_by_rounding_alone_give_the_first_class() -> None:
    assert best_classes(np.array([[0.1, 0.1 + 1e-9, 0.1], [0.1, 0.2, 0.3]])).tolist() == [0, 2]


def test_one_class_is_nothing_to_learn_from() -> None:
    with pytest.raises(InputError, match="labelled texts of two classes at least"):
        fit_head(np.eye(3), [1, 1, 1], 3, "centroid")


@pytest.mark.parametrize("classes", [2, 4])
@pytest.mark.parametrize("name", HEADS)
def test_what_the_examples_add_comes_to_the_difference_of_two_scores(name: HeadName, classes: int) -> None:
    rows, labels = rows_of(60, classes)
    head = fit_head(rows[:40], labels[:40], classes, name)
    for row in rows[40:50]:
        scores = head.scores(row[None, :])[0]
        parts = shares_of_examples(head, rows[:40], labels[:40], row, 1, 0)
        assert parts.sum() + head.bias[1] - head.bias[0] == pytest.approx(scores[1] - scores[0], abs=1e-4)


def test_draws_follow_their_seed_and_a_larger_one_holds_the_smaller() -> None:
    labels, test = np.repeat([0, 1, 2], 10).astype(np.int64), np.arange(30) % 3 == 0
    two, four = (drawn(labels, test, size, 7, 1) for size in (2, 4))
    assert np.array_equal(four, drawn(labels, test, 4, 7, 1))
    assert set(two) < set(four)
    assert not test[four].any()
    assert np.bincount(labels[four]).tolist() == [4, 4, 4]
    assert set(four) != set(drawn(labels, test, 4, 8, 1)) != set(drawn(labels, test, 4, 7, 2))


def test_a_class_with_fewer_examples_gives_all_it_has() -> None:
    labels, test = np.array([0, 0, 0, 1, 1], np.int64), np.array([False, False, False, False, True])
    assert sorted(drawn(labels, test, 8, 0)) == [0, 1, 2, 3]


def test_sizes_end_where_half_of_the_classes_have_no_more() -> None:
    labels = np.repeat([0, 1, 2], [5, 9, 2]).astype(np.int64)
    assert usable_sizes(labels, np.zeros(16, np.bool_)) == (1, 2, 4)
    assert usable_sizes(labels, np.arange(16) % 2 == 0) == (1, 2)
    assert usable_sizes(np.repeat([0, 1], 500).astype(np.int64), np.zeros(1_000, np.bool_)) == SIZES


def test_accuracy_is_the_share_of_the_texts_that_got_their_class() -> None:
    rows, labels = rows_of(90, 3)
    test = np.arange(90) >= 45
    found = measured(rows, labels, test, "centroid", (1, 4, 8), draws=4)
    assert found.accuracy.shape == (3, 4)
    assert found.right.shape == (3, 45)
    assert found.right.sum(axis=1) / (45 * 4) == pytest.approx(found.accuracy.mean(axis=1))
    learnt = drawn(labels, test, 4, 0, 2)
    hits = fit_head(rows[learnt], labels[learnt], 3, "centroid").classes(rows[test]) == labels[test]
    assert found.accuracy[1, 2] == pytest.approx(hits.mean())
