from itertools import permutations

import numpy as np
import pytest

from embedlab.compute.ties import best_first, mean_rank, nearest_shares

INF = np.inf


def test_without_ties_the_k_closest_count_fully() -> None:
    closeness = np.array([[-INF, 0.9, 0.1, 0.5]])
    np.testing.assert_array_equal(nearest_shares(closeness, 1, 1e-6), [[0, 1, 0, 0]])
    np.testing.assert_array_equal(nearest_shares(closeness, 2, 1e-6), [[0, 1, 0, 1]])


def test_tied_columns_share_the_places_that_are_left() -> None:
    closeness = np.array([[-INF, 0.9, 0.5, 0.5, 0.5, 0.1]])
    np.testing.assert_allclose(nearest_shares(closeness, 2, 1e-6), [[0, 1, 1 / 3, 1 / 3, 1 / 3, 0]])
    np.testing.assert_allclose(nearest_shares(closeness, 3, 1e-6), [[0, 1, 2 / 3, 2 / 3, 2 / 3, 0]])


def test_rounding_is_a_tie_and_more_is_not() -> None:
    np.testing.assert_allclose(nearest_shares(np.array([[0.5, 0.5 + 1e-7]]), 1, 1e-6), [[0.5, 0.5]])
    np.testing.assert_allclose(nearest_shares(np.array([[0.5, 0.5 + 1e-4]]), 1, 1e-6), [[0.0, 1.0]])


def test_rows_sum_to_k() -> None:
    closeness = np.random.default_rng(0).integers(0, 4, size=(40, 12)).astype(float)
    for k in (1, 3, 12):
        np.testing.assert_allclose(nearest_shares(closeness, k, 1e-6).sum(axis=1), k)


@pytest.mark.parametrize("k", [0, 3])
def test_a_k_that_does_not_exist_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="nearest of 2 columns"):
        nearest_shares(np.ones((1, 2)), k, 0.0)


def test_equal_scores_stand_as_in_the_list() -> None:
    assert best_first([1.0, 3.0, 1.0, 3.0, 2.0]).tolist() == [1, 3, 4, 0, 2]
    assert best_first([[0.0, 0.0], [0.0, 1.0]]).tolist() == [[0, 1], [1, 0]]


def test_a_rank_is_the_mean_over_all_orders_of_equal_scores() -> None:
    scores = [0.5, 0.1, 0.9, 0.1, 0.1]
    assert [mean_rank(scores, [index]) for index in range(5)] == [2, 4, 1, 4, 4]
    orders = [order for order in permutations(range(5)) if order[0] == 2 and order[1] == 0]
    for wanted in ([1], [1, 3], [1, 3, 4], [0, 1], [4, 2]):
        expected = np.mean([min(order.index(text) for text in wanted) + 1 for order in orders])
        assert mean_rank(scores, wanted) == pytest.approx(expected)
    assert mean_rank([0.5, 0.5 + 1e-12], [0]) == 1.5
