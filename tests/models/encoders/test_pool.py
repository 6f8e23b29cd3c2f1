"""Pooling as the models were trained to do it, by hand and against the same operations as a subject to study."""

import numpy as np
import pytest

from embedlab.compute import pooling as subject
from embedlab.models.cards import Pooling
from embedlab.models.encoders.pool import pool, splade_weights

HIDDEN = np.array([[3, 0], [0, 4], [0, 2]], np.float32)


@pytest.mark.parametrize(
    ("how", "expected"), [("mean", [1 / 5**0.5, 2 / 5**0.5]), ("cls", [1, 0]), ("max", [0.6, 0.8])]
)
def test_pooling_by_hand(how: Pooling, expected: list[float]) -> None:
    assert pool(HIDDEN, how) == pytest.approx(expected)


def test_pooling_agrees_with_the_subject_to_study() -> None:
    tokens = np.random.default_rng(0).normal(size=(17, 384)).astype(np.float32)
    everything = np.ones(17)
    for how, vector in {
        "mean": subject.mean_pool(tokens, everything),
        "max": subject.max_pool(tokens, everything),
        "cls": subject.cls_pool(tokens),
    }.items():
        assert np.abs(pool(tokens, how) - subject.normalise(vector[None])[0]).max() < 1e-6


def test_max_pooling_keeps_negative_maxima() -> None:
    assert pool(np.array([[-3, -8], [-6, -4]], np.float32), "max") == pytest.approx([-0.6, -0.8])


def test_a_model_without_pooling_has_no_vector() -> None:
    with pytest.raises(ValueError, match="makes no single vector"):
        pool(HIDDEN, "none")


def test_splade_weights_by_hand() -> None:
    logits = np.array([[0, -5, np.e - 1], [-1, -2, 0.5], [3, -1, 0]], np.float32)
    weights, winners = splade_weights(logits)
    assert weights == pytest.approx([np.log(4), 0, 1])
    assert winners.tolist() == [2, 2, 0]
