"""The weighted sum over its whole range, and reranking the first few."""

import numpy as np
import pytest

from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.hybrid import weighted_sum
from embedlab.compute.ranking import rank
from embedlab.lessons.dense_or_sparse.study_hybrid import STEPS, first_of, quality, reranked, sweep_weights

DENSE = np.array([0.9, 0.1, 0.5, 0.3])
WORDS = np.array([0.0, 3.0, 2.0, 0.0])
GRADES = [2.0, 0.0, 1.0, 0.0]


@pytest.mark.parametrize("scale", ["minmax", "zscore"])
def test_the_ends_are_the_two_sides_and_the_middle_is_the_sum(scale: str) -> None:
    sweep = sweep_weights(DENSE, WORDS, GRADES, scale)
    assert len(sweep.weights) == STEPS
    assert sweep.weights[0] == 0
    assert sweep.weights[-1] == 1
    assert sweep.ranks[0].tolist() == rank(WORDS).ranks.tolist() == [3, 1, 2, 3]
    assert sweep.ranks[-1].tolist() == rank(DENSE).ranks.tolist() == [1, 4, 2, 3]
    middle = rank(weighted_sum(DENSE, WORDS, 0.5, scale).scores)
    assert sweep.ranks[STEPS // 2].tolist() == middle.ranks.tolist()
    assert sweep.ndcg is not None
    assert sweep.ndcg[STEPS // 2] == pytest.approx(ndcg_at(middle, GRADES, 10))


def test_the_first_of_equally_good_weights_is_the_best() -> None:
    sweep = sweep_weights(DENSE, DENSE, GRADES)
    assert sweep.ndcg is not None
    assert sweep.best == 0
    assert set(sweep.ndcg.tolist()) == {1.0}


@pytest.mark.parametrize("grades", [None, [0.0, 0.0, 0.0, 0.0]])
def test_without_a_relevant_text_there_is_no_curve(grades: list[float] | None) -> None:
    sweep = sweep_weights(DENSE, WORDS, grades)
    assert (sweep.ndcg, sweep.best) == (None, None)
    assert quality(rank(DENSE), grades) is None


def test_equal_scores_on_one_side_leave_the_order_to_the_other() -> None:
    sweep = sweep_weights(DENSE, np.zeros(4), GRADES)
    assert all(row.tolist() == [1, 4, 2, 3] for row in sweep.ranks[1:])
    assert sweep.ranks[0].tolist() == [1, 1, 1, 1]


def test_one_document_is_first_at_every_weight() -> None:
    assert sweep_weights([0.3], [0.0], None).ranks.tolist() == [[1]] * STEPS


def test_a_reranker_reorders_the_head_and_cannot_bring_back_the_tail() -> None:
    first = rank([5.0, 4.0, 3.0, 2.0, 1.0])
    assert first_of(first, 3).tolist() == [0, 1, 2]
    again = reranked(first, [-7.0, 8.0, 0.5])
    assert again.order.tolist() == [1, 2, 0, 3, 4]
    assert again.ranks.tolist() == [3, 1, 2, 4, 5]


def test_ties_survive_reranking() -> None:
    again = reranked(rank([3.0, 2.0, 1.0, 1.0]), [1.0, 1.0])
    assert again.ranks.tolist() == [1, 1, 3, 3]
    assert again.ties == ((0, 1), (2, 3))


def test_a_depth_beyond_the_list_reads_all() -> None:
    first = rank([2.0, 1.0])
    assert reranked(first, [0.0, 1.0][: len(first_of(first, 20))]).order.tolist() == [1, 0]
