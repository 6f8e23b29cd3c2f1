import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import cosine_similarity as sklearn_cosine

from embedlab.compute.pooling import mean_pool
from embedlab.compute.similarity import (
    cosine_parts,
    cosine_similarity,
    dot_product,
    euclidean_distance,
    token_pair_parts,
)
from embedlab.errors import InputError


@pytest.fixture
def rows() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.normal(size=(7, 24)).astype(np.float32), 5 * rng.normal(size=(4, 24)).astype(np.float32)


def test_values_by_hand() -> None:
    a, b = [[3.0, 4.0]], [[4.0, 3.0], [-3.0, -4.0], [-4.0, 3.0]]
    np.testing.assert_allclose(cosine_similarity(a, b), [[0.96, -1.0, 0.0]], atol=1e-6)
    np.testing.assert_allclose(dot_product(a, b), [[24.0, -25.0, 0.0]], atol=1e-6)
    np.testing.assert_allclose(euclidean_distance(a, b), [[2**0.5, 10.0, 50**0.5]], rtol=1e-6)


def test_agreement_with_scikit_learn_and_scipy(rows: tuple[np.ndarray, np.ndarray]) -> None:
    a, b = rows
    np.testing.assert_allclose(cosine_similarity(a, b), sklearn_cosine(a, b), atol=1e-6)
    np.testing.assert_allclose(euclidean_distance(a, b), cdist(a, b), rtol=1e-6)
    np.testing.assert_allclose(dot_product(a, b), np.inner(a, b), rtol=1e-5)


def test_results_are_single_precision_and_a_cosine_never_leaves_its_range() -> None:
    a = np.random.default_rng(1).normal(size=(200, 3)).astype(np.float16)
    cosines = cosine_similarity(a, a)
    assert cosines.dtype == dot_product(a, a).dtype == euclidean_distance(a, a).dtype == np.float32
    assert cosines.max() <= 1.0
    assert cosines.min() >= -1.0


def test_length_changes_the_dot_product_and_not_the_cosine(rows: tuple[np.ndarray, np.ndarray]) -> None:
    a, b = rows
    np.testing.assert_allclose(cosine_similarity(3 * a, b), cosine_similarity(a, b), atol=1e-6)
    np.testing.assert_allclose(dot_product(3 * a, b), 3 * dot_product(a, b), rtol=1e-5)


def test_the_distance_of_a_vector_to_itself_is_zero_however_long_it_is() -> None:
    a = 100 + np.random.default_rng(2).normal(size=(5, 384)).astype(np.float32)
    assert np.diag(euclidean_distance(a, a)).max() < 1e-4


def test_the_parts_add_up_to_the_cosine(rows: tuple[np.ndarray, np.ndarray]) -> None:
    a, b = rows[0][0], rows[1][0]
    parts = cosine_parts(a, b)
    assert parts.shape == (24,)
    assert parts.dtype == np.float64
    assert parts.sum() == pytest.approx(1 - cdist([a], [b], "cosine")[0, 0], abs=1e-12)
    np.testing.assert_allclose(cosine_parts([3.0, 4.0], [4.0, 3.0]), [0.48, 0.48])


def test_token_pairs_add_up_to_the_cosine_of_the_mean_pooled_texts(
    rows: tuple[np.ndarray, np.ndarray],
) -> None:
    a, b = rows
    parts = token_pair_parts(a, b)
    assert parts.shape == (7, 4)
    pooled = cosine_similarity([mean_pool(a, np.ones(7))], [mean_pool(b, np.ones(4))])[0, 0]
    assert parts.sum() == pytest.approx(float(pooled), abs=1e-6)


def test_token_pair_parts_by_hand() -> None:
    # means (1, 1) and (2, 0); lengths sqrt 2 and 2; two tokens by one
    parts = token_pair_parts([[2.0, 0.0], [0.0, 2.0]], [[2.0, 0.0]])
    np.testing.assert_allclose(parts, [[4 / (2 * 2 * 2**0.5)], [0.0]])


def test_an_empty_side_gives_an_empty_matrix() -> None:
    assert cosine_similarity(np.empty((0, 3)), np.ones((2, 3))).shape == (0, 2)


def test_a_vector_without_direction_is_named() -> None:
    with pytest.raises(InputError, match="Vector 2 of the second list has no direction"):
        cosine_similarity([[1.0, 0.0]], [[1.0, 1.0], [0.0, 0.0]])
    with pytest.raises(InputError, match="The second vector has no direction"):
        cosine_parts([1.0, 0.0], [0.0, 0.0])
    with pytest.raises(InputError, match="The mean of the first text has no direction"):
        token_pair_parts([[1.0, 0.0], [-1.0, 0.0]], [[1.0, 1.0]])


def test_no_token_is_refused() -> None:
    with pytest.raises(InputError, match="There is no token to compare"):
        token_pair_parts(np.empty((0, 2)), [[1.0, 1.0]])


@pytest.mark.parametrize("compare", [cosine_similarity, dot_product, euclidean_distance, token_pair_parts])
def test_vectors_of_two_models_cannot_be_compared(compare) -> None:
    with pytest.raises(ValueError, match="vectors of 2 and of 3 numbers"):
        compare(np.ones((1, 2)), np.ones((1, 3)))
