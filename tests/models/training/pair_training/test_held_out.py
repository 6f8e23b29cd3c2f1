"""What is measured on held-out pairs: by hand, and beside the numbers of the compute room."""

import numpy as np
import pytest

from embedlab.compute import contrastive
from embedlab.models.training.pair_training.bags import Bags, unit
from embedlab.models.training.pair_training.held_out import held_out, own_ranks, uniformity

EYE = np.eye(3, dtype=np.float32)


def test_a_rank_counts_whatever_scores_at_least_as_much() -> None:
    scores = np.array([[3, 1, 2], [5, 5, 0], [9, 8, 7]], np.float32)
    assert own_ranks(scores).tolist() == [0, 1, 2]


def test_recall_and_alignment_by_hand() -> None:
    """Two definitions are their own terms; the third lies on the first term, at right angles to its own."""
    found = held_out(EYE, Bags.of([[0], [1], [2]]), Bags.of([[0], [1], [0]]))
    assert found["recall_1"] == pytest.approx(2 / 3)
    assert found["recall_10"] == 1
    assert found["alignment"] == pytest.approx(2 / 3)


def test_a_text_without_known_words_is_never_found() -> None:
    many = Bags.of([[row] for row in range(20)])
    table = np.eye(20, dtype=np.float32)
    nothing = Bags.of([[], *[[row] for row in range(1, 20)]])
    assert held_out(table, many, many)["recall_10"] == 1
    assert held_out(table, many, nothing)["recall_10"] == pytest.approx(19 / 20)


def test_uniformity_of_right_angles_is_minus_four() -> None:
    assert uniformity(EYE) == pytest.approx(-4)


def test_both_measures_agree_with_the_compute_room() -> None:
    rng = np.random.default_rng(0)
    left, right = (unit(rng.standard_normal((1_100, 4)).astype(np.float32))[0] for _ in range(2))
    table = np.concatenate([left, right])
    terms, definitions = (Bags.of([[row + shift] for row in range(1_100)]) for shift in (0, 1_100))
    found = held_out(table, terms, definitions)
    assert found["alignment"] == pytest.approx(contrastive.alignment(left, right), rel=1e-5)
    assert found["uniformity"] == pytest.approx(contrastive.uniformity(table), abs=1e-4)
