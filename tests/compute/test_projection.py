import threading
from itertools import combinations

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from embedlab.compute.projection import Method, joint_map, neighbours_kept, plain_map
from embedlab.compute.similarity import cosine_similarity
from embedlab.errors import InputError


def layers(seed: int, frames: int = 3, n: int = 20, d: int = 16) -> np.ndarray:
    """Occurrences of three senses that part from layer to layer, each layer far from the origin."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(3, d))[np.arange(n) % 3]
    return np.stack([layer * centres + 0.5 * rng.normal(size=(n, d)) + 9.0 for layer in range(frames)])


def scaled_rows(frames: np.ndarray) -> np.ndarray:
    centred = frames - frames.mean(axis=1, keepdims=True)
    return (centred / np.linalg.norm(centred, axis=2, keepdims=True)).reshape(-1, frames.shape[2])


@pytest.mark.parametrize("shape", [(3, 20, 16), (2, 5, 64), (1, 20, 8)])  # more rows than dimensions, and fewer
def test_pca_is_one_fit_over_all_scaled_frames_as_scikit_learn_does_it(shape: tuple[int, int, int]) -> None:
    frames = layers(0, *shape)
    reference = PCA(2)
    expected = reference.fit_transform(scaled_rows(frames)).reshape(*shape[:2], 2)
    mapped = joint_map(frames)
    signs = np.sign((mapped.coordinates * expected).sum(axis=(0, 1)))
    np.testing.assert_allclose(mapped.coordinates, expected * signs, atol=1e-5)
    assert mapped.explained_variance == pytest.approx(reference.explained_variance_ratio_.sum(), abs=1e-5)
    assert mapped.coordinates.dtype == np.float32


def test_a_plain_map_is_the_map_of_one_frame() -> None:
    vectors = layers(1)[2]
    np.testing.assert_array_equal(plain_map(vectors), joint_map(vectors[None]).coordinates[0])


def test_the_same_frame_lands_on_the_same_place_and_a_shift_of_a_whole_frame_moves_nothing() -> None:
    frame = layers(2)[2]
    first, same, shifted = joint_map(np.stack([frame, frame, 3 * (frame + 5)])).coordinates
    np.testing.assert_allclose(first, same, atol=1e-5)
    np.testing.assert_allclose(first, shifted, atol=1e-5)


def test_signs_do_not_depend_on_rounding_and_the_farthest_point_is_positive() -> None:
    frames = layers(3)
    mapped = joint_map(frames).coordinates
    noise = 1e-6 * np.random.default_rng(0).normal(size=frames.shape)
    np.testing.assert_allclose(joint_map(frames + noise).coordinates, mapped, atol=1e-4)
    flat = mapped.reshape(-1, 2)
    assert (flat[np.abs(flat).argmax(axis=0), [0, 1]] > 0).all()


def test_among_equally_far_points_the_first_is_positive() -> None:
    for seed in range(20):
        pair = np.random.default_rng(seed).normal(size=(2, 33))
        corners = np.concatenate([pair, -pair])  # all four equally far from the mean on both axes
        assert (joint_map([corners]).coordinates[0, 0] > 0).all()


def test_points_on_one_line_have_no_second_coordinate() -> None:
    direction = np.random.default_rng(15).normal(size=8)
    mapped = joint_map(np.arange(1.0, 7.0)[None, :, None] * direction)
    np.testing.assert_array_equal(mapped.coordinates[0, :, 1], np.zeros(6))
    assert mapped.explained_variance == pytest.approx(1.0)


def test_two_points_mirror_each_other_on_the_first_axis() -> None:
    mapped = joint_map([[[1.0, 0.0, 2.0], [0.0, 4.0, 1.0]]])
    np.testing.assert_allclose(mapped.coordinates, [[[1.0, 0.0], [-1.0, 0.0]]], atol=1e-6)
    assert mapped.explained_variance == pytest.approx(1.0)


@pytest.mark.parametrize("method", ["pca", "umap", "tsne"])
@pytest.mark.parametrize("n", [1, 2, 14])
def test_few_points_are_mapped_by_pca_and_the_map_says_so(method: Method, n: int) -> None:
    mapped = joint_map(layers(4, n=n), method, seed=9)
    assert mapped.coordinates.shape == (3, n, 2)
    assert np.isfinite(mapped.coordinates).all()
    assert (mapped.method, mapped.seed) == ("pca", 9)


@pytest.mark.parametrize("method", ["pca", "umap", "tsne"])
@pytest.mark.parametrize("n", [1, 2, 20])
def test_points_that_coincide_lie_at_zero(method: Method, n: int) -> None:
    rounding = 1e-7 * np.random.default_rng(5).normal(size=(2, n, 8))
    mapped = joint_map(np.full((2, n, 8), 0.3) + rounding, method)
    np.testing.assert_array_equal(mapped.coordinates, np.zeros((2, n, 2)))
    assert mapped.explained_variance is None
    assert mapped.method == "pca"


def test_a_static_frame_beside_a_contextual_one_is_a_single_spot() -> None:
    frames = layers(6, frames=2)
    frames[0] = frames[0, 0]
    static, contextual = joint_map(frames).coordinates
    assert np.ptp(static, axis=0).max() == 0.0
    assert np.ptp(contextual, axis=0).min() > 0.5


def test_one_dimension_is_enough() -> None:
    coordinates = joint_map([[[1.0], [2.0], [4.0]]]).coordinates
    np.testing.assert_allclose(coordinates[0, :, 1], 0.0, atol=1e-7)
    assert coordinates[0, 2, 0] != coordinates[0, 0, 0]


@pytest.mark.parametrize("method", ["umap", "tsne"])
def test_other_methods_repeat_for_a_seed_and_keep_more_neighbours_than_chance(method: Method) -> None:
    frames = layers(7, frames=2, n=16)
    mapped, again = joint_map(frames, method, seed=3), joint_map(frames, method, seed=3)
    assert mapped.method == method
    assert mapped.explained_variance is None
    assert mapped.coordinates.shape == (2, 16, 2)
    np.testing.assert_array_equal(mapped.coordinates, again.coordinates)
    rows = scaled_rows(frames)
    assert neighbours_kept(rows, mapped.coordinates.reshape(-1, 2)) > 2 * 5 / 31


def test_umap_survives_threads_that_start_together() -> None:
    frames, done = layers(8, frames=1, n=15), []
    threads = [threading.Thread(target=lambda: done.append(joint_map(frames, "umap"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    for mapped in done:
        np.testing.assert_array_equal(mapped.coordinates, done[0].coordinates)


def test_nothing_to_draw_and_a_seed_out_of_range_are_refused() -> None:
    with pytest.raises(InputError, match="There is nothing to draw"):
        joint_map(np.empty((3, 0, 8)))
    with pytest.raises(InputError, match="The seed must be a whole number"):
        joint_map(layers(9), seed=-1)
    with pytest.raises(ValueError, match="must have 3 axes"):
        joint_map(np.ones((4, 8)))


def test_a_map_that_is_the_original_keeps_every_neighbour() -> None:
    angles = np.random.default_rng(10).uniform(0, 2 * np.pi, 25)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    assert neighbours_kept(circle, circle) == 1.0


def test_neighbours_kept_by_hand() -> None:
    # nearest in the original: 0 -> 1, 1 -> 0, 2 -> 1; on the map: 0 -> 1, 1 -> 2, 2 -> 1
    original = [[1.0, 0.0], [0.9, 0.1], [0.0, 1.0]]
    on_map = [[0.0, 0.0], [5.0, 0.0], [6.0, 0.0]]
    assert neighbours_kept(original, on_map, k=1) == pytest.approx(2 / 3)


def test_neighbours_kept_agrees_with_scikit_learn() -> None:
    rng = np.random.default_rng(11)
    original, points = rng.normal(size=(40, 10)), rng.normal(size=(40, 2))
    original[:, :2] += 2 * points
    found = [
        NearestNeighbors(n_neighbors=6, metric=metric).fit(data).kneighbors()[1]
        for data, metric in ((original, "cosine"), (points, "euclidean"))
    ]
    expected = np.mean([len(set(a) & set(b)) / 6 for a, b in zip(*found, strict=True)])
    assert neighbours_kept(original, points, k=6) == pytest.approx(expected)


def test_a_map_that_is_one_spot_keeps_chance() -> None:
    original = np.random.default_rng(12).normal(size=(21, 6))
    assert neighbours_kept(original, np.full((21, 2), 7.0), k=5) == pytest.approx(5 / 20)


def test_ties_in_the_original_count_as_the_best_way_to_break_them() -> None:
    rng = np.random.default_rng(16)
    original, points, k = rng.integers(1, 4, size=(12, 3)), rng.normal(size=(12, 2)), 3
    cosines = np.round(cosine_similarity(original, original).astype(float), 5)
    kept = []
    for i in range(12):
        others = [j for j in range(12) if j != i]
        on_map = sorted(others, key=lambda j: np.linalg.norm(points[j] - points[i]))[:k]
        best = sum(sorted((cosines[i, j] for j in others), reverse=True)[:k])
        ways = [way for way in combinations(others, k) if abs(sum(cosines[i, list(way)]) - best) < 1e-9]
        kept.append(max(len(set(way) & set(on_map)) for way in ways) / k)
    assert neighbours_kept(original, points, k) == pytest.approx(np.mean(kept))


def test_identical_originals_are_kept_by_any_map() -> None:
    same = np.tile(np.random.default_rng(13).normal(size=6), (9, 1))
    assert neighbours_kept(same, np.zeros((9, 2))) == pytest.approx(1.0)
    assert neighbours_kept(same, np.random.default_rng(14).normal(size=(9, 2))) == pytest.approx(1.0)


def test_k_is_clipped_and_small_sets_and_zero_vectors_are_no_fault() -> None:
    three = [[1.0, 0.0], [0.9, 0.1], [0.0, 0.0]]
    assert neighbours_kept(three, three, k=99) == pytest.approx(1.0)
    assert neighbours_kept(three[:2], three[:2]) == 1.0
    assert neighbours_kept(np.empty((0, 3)), np.empty((0, 2))) == 1.0
    with pytest.raises(ValueError, match="3 vectors, 2 points"):
        neighbours_kept(three, three[:2])
