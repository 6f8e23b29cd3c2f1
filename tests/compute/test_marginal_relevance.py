"""Maximal marginal relevance: by hand, at its two ends, and against the plain loop of the paper."""

import numpy as np
import pytest

from embedlab.compute.marginal_relevance import marginal_relevance, mean_distance


def texts(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    vectors = np.random.default_rng(seed).normal(size=(count + 1, 6))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors[1:] @ vectors[0], vectors[1:] @ vectors[1:].T


def plain(relevance: np.ndarray, similarity: np.ndarray, weight: float, count: int) -> tuple[list[int], list[float]]:
    """The loop as Carbonell and Goldstein write it."""
    chosen: list[int] = []
    scores: list[float] = []
    while len(chosen) < count:
        rest = [place for place in range(len(relevance)) if place not in chosen]
        values = {
            place: weight * relevance[place]
            - (1 - weight) * max((similarity[place, each] for each in chosen), default=0)
            for place in rest
        }
        best = max(rest, key=lambda place: (values[place], relevance[place])) if chosen else int(relevance.argmax())
        chosen.append(best)
        scores.append(values[best])
    return chosen, scores


def test_by_hand() -> None:
    # The second repeats the first; the third is less relevant and says something else.
    similarity = [[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]]
    found = marginal_relevance([0.8, 0.7, 0.5], similarity, 0.5, 3)
    assert found.chosen.tolist() == [0, 2, 1]
    assert found.redundancy == pytest.approx([0, 0.1, 0.9])
    assert found.nearest.tolist() == [-1, 0, 0]
    assert found.scores == pytest.approx([0.4, 0.2, -0.1])


@pytest.mark.parametrize("weight", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_it_is_the_loop_of_the_paper(weight: float) -> None:
    for seed in range(20):
        relevance, similarity = texts(25, seed)
        found = marginal_relevance(relevance, similarity, weight, 10)
        chosen, scores = plain(relevance, similarity, weight, 10)
        assert found.chosen.tolist() == chosen
        assert found.scores == pytest.approx(scores)


def test_a_weight_of_one_is_the_order_of_relevance() -> None:
    relevance, similarity = texts(30, 3)
    found = marginal_relevance(relevance, similarity, 1.0, 30)
    assert found.chosen.tolist() == np.argsort(-relevance).tolist()
    assert found.scores == pytest.approx(relevance[found.chosen])


def test_the_parts_are_the_score() -> None:
    relevance, similarity = texts(40, 4)
    found = marginal_relevance(relevance, similarity, 0.3, 12)
    assert found.scores == pytest.approx(0.3 * relevance[found.chosen] - 0.7 * found.redundancy, abs=1e-12)
    for place in range(1, 12):
        before = similarity[found.chosen[place], found.chosen[:place]]
        assert found.redundancy[place] == before.max()
        assert before[found.nearest[place]] == before.max()


def test_many_lists_are_each_alone() -> None:
    pairs = [texts(15, seed) for seed in range(6)]
    relevance, similarity = (np.stack(each).reshape(2, 3, *each[0].shape) for each in zip(*pairs, strict=True))
    both = marginal_relevance(relevance, similarity, 0.6, 5)
    alone = [marginal_relevance(*each, 0.6, 5).chosen for each in pairs]
    assert both.chosen.tolist() == np.stack(alone).reshape(2, 3, 5).tolist()


def test_of_equal_ones_the_first_is_taken_and_too_few_are_all_taken() -> None:
    found = marginal_relevance([0.5, 0.5, 0.5], np.ones((3, 3)), 0.0, 10)
    assert found.chosen.tolist() == [0, 1, 2]
    assert marginal_relevance([], np.empty((0, 0)), 0.5, 3).chosen.tolist() == []


def test_the_mean_distance_by_hand() -> None:
    assert mean_distance([[1, 0.5, 0], [0.5, 1, -0.5], [0, -0.5, 1]]) == pytest.approx(1.0)
    assert np.isnan(mean_distance([[1.0]]))
    assert mean_distance(np.ones((4, 3, 3))).tolist() == [0, 0, 0, 0]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        marginal_relevance([1, 2], np.eye(3), 0.5, 1)
    with pytest.raises(ValueError, match="out of range"):
        marginal_relevance([1, 2], np.eye(2), 1.5, 1)
    with pytest.raises(ValueError, match="each two"):
        mean_distance(np.ones((2, 3)))
