import numpy as np
import pytest

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.pair_counts import pair_counts
from embedlab.compute.text_clusters import by_size, dense_clusters, fewer_numbers, k_means_clusters, latent_points

SIZES = (12, 30, 20)
TRUE = np.repeat(np.arange(3), SIZES)


def three_heaps(width: int = 20) -> np.ndarray:
    """Three tight heaps in three directions, of 12, 30 and 20 points."""
    rng = np.random.default_rng(0)
    middles = np.eye(3, width)
    return unit_or_zero(middles[TRUE] + rng.normal(scale=0.05, size=(len(TRUE), width)))


def test_k_means_finds_heaps_the_largest_first() -> None:
    found = k_means_clusters(three_heaps(), 3)
    assert pair_counts(found, TRUE).adjusted_rand == 1
    assert np.bincount(found).tolist() == [30, 20, 12]


def test_k_means_reads_sparse_rows_as_it_reads_the_same_rows_dense() -> None:
    from scipy.sparse import csr_matrix

    points = np.eye(4)[np.repeat(np.arange(4), (5, 4, 3, 2))]
    assert np.array_equal(k_means_clusters(csr_matrix(points), 4), k_means_clusters(points, 4))


def test_there_are_no_more_clusters_than_points_that_differ() -> None:
    from scipy.sparse import csr_matrix

    points = np.eye(3)[[0, 0, 1, 1]]
    assert k_means_clusters(points, 5).max() == 1
    assert k_means_clusters(csr_matrix(points), 5).max() == 1
    assert k_means_clusters(np.ones((4, 2)), 3).tolist() == [0, 0, 0, 0]


def test_the_same_seed_finds_the_same() -> None:
    points = unit_or_zero(np.random.default_rng(1).normal(size=(80, 5)))
    assert np.array_equal(k_means_clusters(points, 6, 3), k_means_clusters(points, 6, 3))
    assert not np.array_equal(k_means_clusters(points, 6, 3), k_means_clusters(points, 6, 4))


def test_hdbscan_finds_dense_places_and_leaves_out_what_is_in_none() -> None:
    points = np.concatenate([three_heaps(3), [[5.0, 5, 5], [-5, -5, 5]]])
    found = dense_clusters(points, 5)
    assert pair_counts(found[:-2], TRUE).adjusted_rand == 1
    assert found[-2:].tolist() == [-1, -1]


@pytest.mark.parametrize(("count", "least"), [(4, 5), (1, 2), (0, 2), (9, 1)])
def test_hdbscan_finds_nothing_among_fewer_points_than_a_cluster_has(count: int, least: int) -> None:
    assert dense_clusters(np.ones((count, 2)), least).tolist() == [-1] * count


def test_pca_keeps_as_many_numbers_as_asked_and_the_distances_of_a_plane() -> None:
    flat = np.zeros((20, 6))
    angle = np.linspace(0, 3, 20)
    flat[:, 0], flat[:, 1] = np.cos(angle), np.sin(angle)
    found = fewer_numbers(flat, 2, "pca")
    assert found.shape == (20, 2)
    apart = np.linalg.norm(flat[:, None] - flat, axis=-1)
    assert np.allclose(np.linalg.norm(found[:, None] - found, axis=-1), apart, atol=1e-6)


def test_umap_keeps_heaps_apart_and_is_the_same_for_the_same_seed() -> None:
    first, second = (fewer_numbers(three_heaps(), 2, "umap", 1) for _ in range(2))
    assert np.array_equal(first, second)
    assert pair_counts(dense_clusters(first, 5), TRUE).adjusted_rand > 0.9


def test_few_points_are_left_to_pca() -> None:
    few = three_heaps()[:10]
    assert np.array_equal(fewer_numbers(few, 3, "umap"), fewer_numbers(few, 3, "pca"))


def test_words_that_stand_in_the_same_texts_bring_texts_without_a_common_word_together() -> None:
    from scipy.sparse import csr_matrix

    # cat-dog, dog-fox, ship-sea, sea-port: the first and the second share dog, the third and the fourth sea.
    counts = csr_matrix(np.array([[1.0, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1],
                                  [1, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0]]))  # fmt: skip
    found = latent_points(counts, 2)
    assert float((counts[4] @ counts[5].T).toarray()[0, 0]) == 0
    assert found[4] @ found[5] == pytest.approx(1)
    assert found[4] @ found[2] == pytest.approx(0, abs=1e-6)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)


def test_a_text_without_a_word_stays_a_row_of_zeros() -> None:
    from scipy.sparse import csr_matrix

    assert not latent_points(csr_matrix(np.array([[1.0, 2, 0], [0, 1, 1], [0, 0, 0]])), 2)[2].any()
    assert latent_points(csr_matrix(np.array([[1.0], [1.0]]))).tolist() == [[1], [1]]


def test_clusters_are_numbered_by_size_and_no_cluster_stays_none() -> None:
    assert by_size(np.array([5, 2, 2, -1, 2, 5, 9])).tolist() == [1, 0, 0, -1, 0, 1, 2]
    assert by_size(np.array([-1, -1])).tolist() == [-1, -1]
