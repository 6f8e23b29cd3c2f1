import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from embedlab.compute.neighbour_graph import neighbour_graph
from embedlab.compute.row_groups import apartness, cluster_count, k_means, near_duplicates


def test_clouds_that_lie_apart_are_found_and_the_largest_is_the_first() -> None:
    rng = np.random.default_rng(0)
    truth = np.repeat([0, 1, 2], [300, 200, 100])
    points = (10 * np.eye(3)[truth] + rng.normal(size=(600, 3))).astype(np.float32)
    found = k_means(points, 3)
    assert adjusted_rand_score(truth, found) == 1.0
    assert np.bincount(found).tolist() == [300, 200, 100]
    np.testing.assert_array_equal(found, k_means(points, 3))


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.zeros((1, 2)), np.zeros((30, 2))])
def test_what_does_not_differ_is_one_cluster(points: np.ndarray) -> None:
    assert not k_means(points.astype(np.float32), 4).any()


def test_the_number_of_clusters_grows_with_the_root_and_stops_at_sixteen() -> None:
    assert [cluster_count(rows) for rows in (0, 60, 450, 5_000, 117_659)] == [1, 1, 3, 10, 16]


def at(*degrees: float) -> np.ndarray:
    return np.array([[np.cos(np.radians(d)), np.sin(np.radians(d))] for d in degrees], dtype=np.float32)


def test_near_duplicates_are_linked_by_chains_and_others_are_left_out() -> None:
    # 0, 10 and 20 degrees: the ends are 20 apart, each is 10 from the middle one; cos 10 = 0.985.
    graph = neighbour_graph(at(0, 90, 10, 20, 180, 181), k=3)
    assert [group.tolist() for group in near_duplicates(graph, 0.98)] == [[0, 2, 3], [4, 5]]
    assert [group.tolist() for group in near_duplicates(graph, 0.99)] == [[4, 5]]


def test_equal_texts_are_one_group_though_a_graph_knows_few_neighbours() -> None:
    graph = neighbour_graph(at(*[0] * 6, 90), k=1)
    (group,) = near_duplicates(graph, 0.99, same=np.array([7, 7, 7, 7, 7, 7, 3]))
    assert group.tolist() == [0, 1, 2, 3, 4, 5]


def test_apartness_is_the_mean_distance_to_the_nearest() -> None:
    graph = neighbour_graph(at(0, 60, 90), k=2)
    # From 0 to 60 degrees 1 - 0.5, to 90 degrees 1 - 0.
    assert apartness(graph)[0] == pytest.approx(0.75)
    assert apartness(graph, 1)[0] == pytest.approx(0.5)
    assert apartness(neighbour_graph(at(0))).tolist() == [0]
