"""Precision and recall by threshold: by hand, and beside scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve

from embedlab.compute.precision_recall import (
    average_precision,
    average_precision_draws,
    average_precision_interval,
    calibrated_place,
    threshold_counts,
)
from embedlab.errors import InputError


def judged(seed: int, *, ties: bool = False) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    right = rng.random(400) < 0.1
    scores = rng.normal(size=400) + right
    return (np.round(scores, 1) if ties else scores), right


def test_counts_by_hand() -> None:
    found = threshold_counts([0.9, 0.8, 0.8, 0.2], [True, False, True, True], [0.0, 0.5, 0.8, 0.85, 1.0])
    assert found.found.tolist() == [4, 3, 3, 1, 0]
    assert found.right.tolist() == [3, 2, 2, 1, 0]
    assert found.precision == pytest.approx([3 / 4, 2 / 3, 2 / 3, 1, np.nan], nan_ok=True)
    assert found.recall == pytest.approx([1, 2 / 3, 2 / 3, 1 / 3, 0])


@pytest.mark.parametrize("ties", [False, True])
def test_it_agrees_with_scikit_learn(ties: bool) -> None:
    for seed in range(10):
        scores, right = judged(seed, ties=ties)
        precision, recall, thresholds = precision_recall_curve(right, scores)
        found = threshold_counts(scores, right, thresholds)
        assert found.precision == pytest.approx(precision[:-1])
        assert found.recall == pytest.approx(recall[:-1])
        assert found.f1[::20] == pytest.approx([f1_score(right, scores >= each) for each in thresholds[::20]])
        assert average_precision(scores, right) == pytest.approx(average_precision_score(right, scores))


def test_average_precision_by_hand() -> None:
    assert average_precision([0.9, 0.8, 0.7], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([1, 1, 1, 1], [True, False, False, False]) == 0.25


def test_the_draws_are_about_the_value_and_the_same_for_two_scores() -> None:
    scores, right = judged(1)
    draws = average_precision_draws(scores, right, samples=500)
    assert draws.shape == (500,)
    assert draws.mean() == pytest.approx(average_precision(scores, right), abs=0.03)
    assert average_precision_draws(2 * scores, right, samples=500) == pytest.approx(draws)
    low, high = average_precision_interval(scores, right)
    assert low < average_precision(scores, right) < high


def test_a_draw_is_the_value_of_the_items_that_it_holds() -> None:
    # Two right ones: a draw holds one twice, or each once.
    scores, right = np.array([0.9, 0.8, 0.7]), np.array([True, False, True])
    values = {average_precision([0.9, 0.9, 0.8], [True, True, False]), average_precision([0.8, 0.7, 0.7], [0, 1, 1])}
    draws = average_precision_draws(scores, right, samples=200)
    assert set(draws.round(9)) == {round(each, 9) for each in (*values, average_precision(scores, right))}


def test_a_threshold_is_calibrated_for_precision_or_for_both() -> None:
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    counts = threshold_counts(scores, [True, True, False, True, False, False], [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
    assert calibrated_place(counts, "f1") == 2  # three of three with one wrong: 6/7
    assert calibrated_place(counts, "precision", 1.0) == 4
    assert calibrated_place(counts, "precision", 0.75) == 2
    wrong = threshold_counts([0.9, 0.1], [False, True], [0.5, 1.0])
    assert calibrated_place(wrong, "precision", 0.9) is None
    assert calibrated_place(wrong, "f1") is None


def test_nothing_to_find_says_so() -> None:
    with pytest.raises(InputError, match="nothing to find"):
        average_precision([0.1, 0.2], [False, False])
    with pytest.raises(ValueError, match="do not fit"):
        threshold_counts([0.1], [True, False], [0.5])
