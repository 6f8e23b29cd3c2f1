"""Rocchio's direction: by hand, against the vectors themselves, and what has no direction."""

import numpy as np
import pytest

from embedlab.compute.rocchio import rocchio_parts, rocchio_weights
from embedlab.errors import InputError


def unit(rows: int, width: int = 8, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, width))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_weights_by_hand() -> None:
    assert rocchio_weights(2, 4, gamma=0.5).tolist() == [0.5, 0.5, -0.125, -0.125, -0.125, -0.125]
    assert rocchio_weights(0, 1, gamma=2).tolist() == [-2.0]
    assert rocchio_weights(1, 0).tolist() == [1.0]
    assert rocchio_weights(0, 0).tolist() == []


def test_one_like_is_its_cosine() -> None:
    texts = unit(5)
    parts = rocchio_parts(texts @ texts[:1].T, [[1.0]], rocchio_weights(1, 0))
    assert parts[:, 0] == pytest.approx(texts @ texts[0])


def test_parts_add_up_to_the_cosine_with_the_direction() -> None:
    texts = unit(30)
    judged, weights = texts[:7], rocchio_weights(4, 3, gamma=0.7)
    direction = judged[:4].mean(axis=0) - 0.7 * judged[4:].mean(axis=0)
    expected = texts @ direction / np.linalg.norm(direction)
    parts = rocchio_parts(texts @ judged.T, judged @ judged.T, weights)
    assert parts.sum(axis=1) == pytest.approx(expected, abs=1e-12)


def test_several_readers_at_once_are_each_alone() -> None:
    texts, weights = unit(20), rocchio_weights(2, 1)
    groups = np.array([[0, 1, 2], [5, 9, 3]])
    cosines = np.moveaxis(texts[groups] @ texts.T, 1, 2)
    among = texts[groups] @ np.swapaxes(texts[groups], 1, 2)
    both = rocchio_parts(cosines, among, np.stack([weights, weights]))
    for place, rows in enumerate(groups):
        alone = rocchio_parts(texts @ texts[rows].T, texts[rows] @ texts[rows].T, weights)
        assert both[place] == pytest.approx(alone)


def test_a_text_without_a_vector_scores_nothing() -> None:
    parts = rocchio_parts(np.zeros((1, 2)), np.eye(2), rocchio_weights(2, 0))
    assert parts.sum() == 0


def test_what_cancels_out_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"cancel out.*Like another text"):
        rocchio_parts(np.ones((3, 2)), np.ones((2, 2)), rocchio_weights(1, 1, gamma=1.0))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="judged texts"):
        rocchio_parts(np.ones((3, 2)), np.eye(2), [1.0])
    with pytest.raises(ValueError, match="from 0"):
        rocchio_weights(1, 1, gamma=-1)
