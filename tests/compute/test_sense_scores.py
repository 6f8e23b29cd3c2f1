import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from embedlab.compute.sense_scores import (
    chance_accuracy,
    layer_scores,
    mean_random_cosine,
    nearest_sense_accuracy,
    sense_silhouette,
)
from embedlab.errors import InputError

SENSES = ["tip", "tip", "score", "score"]
APART = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.9]])


def labelled(seed: int, n: int = 30, d: int = 12) -> tuple[np.ndarray, list[str]]:
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 4, n)
    return rng.normal(size=(n, d)) + np.eye(d)[codes] * 1.5, [f"sense {code}" for code in codes]


def test_accuracy_and_chance_by_hand() -> None:
    assert nearest_sense_accuracy(APART, SENSES) == 1.0
    assert nearest_sense_accuracy(APART, ["tip", "score", "tip", "score"]) == 0.0
    assert nearest_sense_accuracy(APART, ["tip", "tip", "tip", "score"]) == 0.5
    assert chance_accuracy(SENSES) == pytest.approx((2 * 1 + 2 * 1) / (4 * 3))
    assert chance_accuracy(["a", "a"]) == 1.0
    assert chance_accuracy(["a", "b", "c"]) == 0.0


def test_accuracy_agrees_with_a_plain_loop() -> None:
    vectors, senses = labelled(0)
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    hits = 0
    for i, unit in enumerate(units):
        nearest = max((j for j in range(len(units)) if j != i), key=lambda j: units[j] @ unit)
        hits += senses[nearest] == senses[i]
    assert 0.2 < hits / len(units) < 1.0
    assert nearest_sense_accuracy(vectors, senses) == pytest.approx(hits / len(units))


@pytest.mark.parametrize("senses", [SENSES, ["a", "b", "a", "c", "a", "b", "a"], ["a", "b"]])
def test_identical_vectors_score_exactly_chance(senses: list[str]) -> None:
    word = np.random.default_rng(1).normal(size=384)
    same = np.tile(word, (len(senses), 1))
    assert nearest_sense_accuracy(same, senses) == pytest.approx(chance_accuracy(senses), abs=1e-12)


def test_rounding_of_identical_vectors_decides_nothing() -> None:
    rng = np.random.default_rng(2)
    same = np.tile(rng.normal(size=384), (8, 1)) * (1 + 3e-4 * rng.normal(size=(8, 384)))
    senses = list("aabbbccc")
    assert nearest_sense_accuracy(same, senses) == pytest.approx(chance_accuracy(senses), abs=1e-12)


def test_the_order_of_the_sentences_changes_no_score() -> None:
    vectors, senses = labelled(3)
    vectors[5] = vectors[6] = vectors[7]
    order = np.random.default_rng(4).permutation(len(senses))
    shuffled = [senses[i] for i in order]
    assert nearest_sense_accuracy(vectors[order], shuffled) == pytest.approx(nearest_sense_accuracy(vectors, senses))
    assert sense_silhouette(vectors[order], shuffled) == pytest.approx(sense_silhouette(vectors, senses))


@pytest.mark.parametrize("seed", range(5))
def test_silhouette_agrees_with_scikit_learn(seed: int) -> None:
    vectors, senses = labelled(seed)
    senses[0] = "alone"
    expected = silhouette_score(vectors, senses, metric="cosine")
    assert sense_silhouette(vectors, senses) == pytest.approx(expected, abs=1e-6)


def test_silhouette_by_hand() -> None:
    # a = 0 for the first two, b = 1: both 1. The third stands alone: 0.
    assert sense_silhouette([[1.0, 0.0], [2.0, 0.0], [0.0, 1.0]], ["a", "a", "b"]) == pytest.approx(2 / 3)


def test_silhouette_of_identical_vectors_is_zero_not_rounding() -> None:
    rng = np.random.default_rng(5)
    same = np.tile(rng.normal(size=384), (4, 1)) * (1 + 3e-4 * rng.normal(size=(4, 384)))
    assert sense_silhouette(same, SENSES) == 0.0


@pytest.mark.parametrize("senses", [["a"] * 4, ["a", "b", "c", "d"]])
def test_silhouette_is_undefined_without_two_senses_or_two_of_a_sense(senses: list[str]) -> None:
    assert sense_silhouette(APART, senses) is None


def test_mean_random_cosine_equals_its_closed_form() -> None:
    # All pairs sum to |sum of units|^2; taking away the same within each group leaves the pairs across.
    rng = np.random.default_rng(6)
    vectors, groups = rng.normal(size=(40, 6)) + 0.5, rng.integers(0, 6, 40)
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    sums, sizes = np.eye(6)[groups].T @ units, np.bincount(groups)
    exact = ((sums.sum(axis=0) ** 2).sum() - (sums**2).sum()) / (40**2 - (sizes**2).sum())
    assert mean_random_cosine(vectors, groups) == pytest.approx(exact, abs=1e-6)
    assert mean_random_cosine(vectors, groups, pairs=600, seed=1) == pytest.approx(exact, abs=0.06)


def test_a_narrow_cone_has_a_high_mean_cosine_and_a_single_group_none() -> None:
    cone = np.random.default_rng(7).normal(size=(30, 20)) * 0.05 + 1
    assert (mean_random_cosine(cone, np.arange(30)) or 0) > 0.99
    assert mean_random_cosine(cone, np.zeros(30, dtype=int)) is None


def test_each_layer_is_scored_by_itself() -> None:
    word = np.tile([1.0, 1.0], (4, 1))
    others = np.stack([np.eye(2), np.ones((2, 2))])
    scores = layer_scores(np.stack([word, APART]), SENSES, others, [0, 1])
    np.testing.assert_allclose(scores.accuracy, [1 / 3, 1.0])
    assert scores.silhouette[0] == 0.0
    assert scores.silhouette[1] == pytest.approx(silhouette_score(APART, SENSES, metric="cosine"), abs=1e-6)
    np.testing.assert_allclose(scores.mean_cosine, [0.0, 1.0], atol=1e-6)
    assert scores.chance == pytest.approx(1 / 3)


def test_undefined_scores_are_nan_in_a_curve() -> None:
    scores = layer_scores(APART[None], ["a"] * 4, APART[None, :2], [3, 3])
    assert np.isnan(scores.silhouette).all()
    assert np.isnan(scores.mean_cosine).all()


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="At least two occurrences are needed"):
        nearest_sense_accuracy(APART[:1], SENSES[:1])
    with pytest.raises(InputError, match="At least two occurrences are needed"):
        chance_accuracy([])
    with pytest.raises(InputError, match="Vector 1 of the first list has no direction"):
        nearest_sense_accuracy([[0.0, 0.0], [1.0, 0.0]], ["a", "a"])
    with pytest.raises(ValueError, match="4 vectors do not fit 2 senses"):
        nearest_sense_accuracy(APART, ["a", "b"])
    with pytest.raises(ValueError, match="1 layers of the word, 2 of the other words"):
        layer_scores(APART[None], SENSES, np.ones((2, 2, 2)), [0, 1])
