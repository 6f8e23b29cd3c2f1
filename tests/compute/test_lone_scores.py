import numpy as np
import pytest

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.lone_scores import (
    chance_cuts,
    isolation_scores,
    mean_cuts,
    nearest_others,
)
from embedlab.compute.neighbour_graph import neighbour_graph
from embedlab.compute.row_groups import apartness


def some_points(count: int = 40) -> np.ndarray:
    return unit_or_zero(np.random.default_rng(0).normal(size=(count, 6)))


def test_nearest_others_by_hand() -> None:
    found = nearest_others(np.array([[1.0, 0], [0.6, 0.8], [0, 1]]), 1)
    assert found.rows.tolist() == [[1], [2], [1]]
    assert found.cosines.tolist() == pytest.approx(np.array([[0.6], [0.8], [0.8]]))
    assert found.scores.tolist() == pytest.approx([0.4, 0.2, 0.2])


def test_a_score_is_the_mean_of_what_its_neighbours_are_apart() -> None:
    found = nearest_others(some_points(), 7)
    assert np.allclose(found.scores, (1 - found.cosines).mean(axis=1), atol=1e-6)


def test_agrees_with_the_graph_of_lesson_eight() -> None:
    points = some_points()
    graph = neighbour_graph(points, k=5)
    assert np.array_equal(nearest_others(points, 5).rows, graph.rows)
    assert np.allclose(nearest_others(points, 5).scores, apartness(graph, 5), atol=1e-6)


def test_sparse_rows_are_read_as_the_same_rows_dense() -> None:
    from scipy.sparse import csr_matrix

    points = unit_or_zero(np.random.default_rng(1).poisson(0.4, size=(30, 12)).astype(float))
    dense, sparse = nearest_others(points, 4), nearest_others(csr_matrix(points), 4)
    assert np.allclose(dense.cosines, sparse.cosines, atol=1e-6)


def test_no_vector_is_its_own_neighbour_and_one_alone_has_none() -> None:
    found = nearest_others(np.ones((3, 1)), 9)
    assert found.rows.tolist() == [[1, 2], [0, 2], [0, 1]]
    assert nearest_others(np.ones((1, 1)), 2).scores.tolist() == [0]
    with pytest.raises(ValueError, match="0 nearest"):
        nearest_others(np.ones((3, 1)), 0)


def test_the_forest_finds_what_lies_far_away_and_counts_its_cuts() -> None:
    points = np.concatenate([np.random.default_rng(0).normal(scale=0.1, size=(60, 3)), [[2.0, 2, 2]]])
    scores = isolation_scores(points)
    assert scores.argmax() == 60
    cuts = mean_cuts(scores, len(points))
    assert np.allclose(2 ** (-cuts / chance_cuts(len(points))), scores)
    assert cuts[60] < cuts[:60].min()


def test_the_forest_is_scikit_learns() -> None:
    from sklearn.ensemble import IsolationForest

    points = some_points()
    forest = IsolationForest(n_estimators=100, random_state=4).fit(points)
    assert np.allclose(isolation_scores(points, 4), -forest.score_samples(points))
    with pytest.raises(ValueError, match="cannot be parted"):
        isolation_scores(points[:1])


def test_two_vectors_are_parted_by_one_cut() -> None:
    assert [chance_cuts(count) for count in (0, 1, 2)] == [0, 0, 1]
    # 2 (ln 255 + 0.5772) - 2 * 255 / 256, and no tree is made of more.
    assert chance_cuts(256) == pytest.approx(10.2448, abs=1e-3)
    assert chance_cuts(2_000) == chance_cuts(256)
