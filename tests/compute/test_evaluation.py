from itertools import pairwise, permutations

import numpy as np
import pytest
import pytrec_eval
from sklearn.metrics import ndcg_score

from embedlab.compute.evaluation import ndcg_at, recall_at, reciprocal_rank
from embedlab.compute.ranking import rank

RANKING = rank([0.1, 0.9, 0.5, 0.3])  # order 1, 2, 3, 0


def trec(scores: np.ndarray, grades: np.ndarray) -> dict[str, float]:
    judged = {"q": {f"d{i}": int(grade) for i, grade in enumerate(grades)}}
    evaluator = pytrec_eval.RelevanceEvaluator(judged, {"ndcg_cut.5,10", "recip_rank", "recall.5,10"})
    return evaluator.evaluate({"q": {f"d{i}": float(score) for i, score in enumerate(scores)}})["q"]


@pytest.mark.parametrize("seed", range(8))
def test_agreement_with_trec_eval(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.permutation(30) / 30  # trec_eval settles ties by name, so there are none
    grades = rng.integers(0, 4, size=30) * (rng.random(30) < 0.3)
    grades[rng.integers(30)] = 2
    expected, ranking = trec(scores, grades), rank(scores)
    for k in (5, 10):
        assert ndcg_at(ranking, grades, k) == pytest.approx(expected[f"ndcg_cut_{k}"], abs=1e-9)
        assert recall_at(ranking, grades, k) == pytest.approx(expected[f"recall_{k}"], abs=1e-9)
    assert reciprocal_rank(ranking, grades) == pytest.approx(expected["recip_rank"], abs=1e-9)


def test_by_hand() -> None:
    grades = {2: 3.0, 0: 1.0}  # at places 2 and 4
    dcg, ideal = 3 / np.log2(3) + 1 / np.log2(5), 3 + 1 / np.log2(3)
    assert ndcg_at(RANKING, grades) == pytest.approx(dcg / ideal)
    assert ndcg_at(RANKING, grades, k=2) == pytest.approx(3 / np.log2(3) / ideal)
    assert reciprocal_rank(RANKING, grades) == 0.5
    assert recall_at(RANKING, grades, k=2) == 0.5
    assert recall_at(RANKING, grades, k=4) == 1.0


def by_hand(order: tuple[int, ...], grades: np.ndarray) -> tuple[float, float, float]:
    """nDCG@2, reciprocal rank and recall@2 of one order."""
    there = grades[list(order)]
    ideal = sorted(grades, reverse=True)
    ndcg = (there[0] + there[1] / np.log2(3)) / (ideal[0] + ideal[1] / np.log2(3))
    return ndcg, 1 / (1 + np.flatnonzero(there)[0]), (there[:2] > 0).sum() / (grades > 0).sum()


@pytest.mark.parametrize(
    "scores", [[0.5, 0.5, 0.5, 0.5, 0.5], [0.9, 0.2, 0.2, 0.2, 0.1], [0.3, 0.3, 0.7, 0.7, 0.7], [0, 0, 0, 0, 1]]
)
@pytest.mark.parametrize("grades", [[0, 0, 2, 0, 1], [1, 0, 0, 0, 0], [0, 3, 0, 1, 1], [1, 1, 2, 2, 1]])
def test_tied_texts_count_as_the_mean_over_all_their_orders(scores: list[float], grades: list[int]) -> None:
    marks, ranking = np.array(grades), rank(scores)
    orders = [o for o in permutations(range(5)) if all(scores[a] >= scores[b] for a, b in pairwise(o))]
    ndcg, reciprocal, recall = np.mean([by_hand(order, marks) for order in orders], axis=0)
    assert ndcg_at(ranking, marks, 2) == pytest.approx(ndcg)
    assert ndcg_at(ranking, marks, 2) == pytest.approx(ndcg_score([marks], [scores], k=2))
    assert reciprocal_rank(ranking, marks) == pytest.approx(reciprocal)
    assert recall_at(ranking, marks, 2) == pytest.approx(recall)


def test_the_order_of_the_list_does_not_matter() -> None:
    grades = np.array([2, 0, 1, 0, 0, 0])
    for measure in (ndcg_at, recall_at):
        assert measure(rank(np.zeros(6)), grades, 3) == pytest.approx(measure(rank(np.zeros(6)), grades[::-1], 3))
    assert reciprocal_rank(rank(np.zeros(6)), grades) == pytest.approx(reciprocal_rank(rank(np.zeros(6)), grades[::-1]))


def test_the_ideal_order_is_one_even_when_more_is_relevant_than_fits() -> None:
    scores = np.arange(20, 0, -1)
    assert ndcg_at(rank(scores), np.ones(20), k=10) == pytest.approx(1.0)
    assert recall_at(rank(scores), np.ones(20), k=10) == 0.5


def test_grades_by_number_and_by_list_are_the_same() -> None:
    for measure in (ndcg_at, recall_at, reciprocal_rank):
        assert measure(RANKING, {1: 2.0, 3: 1.0}) == measure(RANKING, [0.0, 2.0, 0.0, 1.0])


def test_a_grade_of_zero_or_below_is_not_relevant() -> None:
    assert reciprocal_rank(RANKING, [1.0, -1.0, 0.0, 0.0]) == 0.25
    assert ndcg_at(RANKING, [1.0, -1.0, 0.0, 0.0]) == ndcg_at(RANKING, [1.0, 0.0, 0.0, 0.0])


@pytest.mark.parametrize("grades", [{}, {1: 0.0}, [0.0, 0.0, 0.0, 0.0]])
def test_without_a_relevant_text_there_is_no_score(grades) -> None:
    assert ndcg_at(RANKING, grades) is None
    assert recall_at(RANKING, grades) is None
    assert reciprocal_rank(RANKING, grades) is None


def test_bad_grades_and_places_are_refused() -> None:
    with pytest.raises(ValueError, match="not among the 4 ranked"):
        ndcg_at(RANKING, {4: 1.0})
    with pytest.raises(ValueError, match="3 grades do not fit 4 texts"):
        recall_at(RANKING, [1.0, 1.0, 1.0])
    for measure in (ndcg_at, recall_at):
        with pytest.raises(ValueError, match="first 0 ranks"):
            measure(RANKING, {1: 1.0}, 0)
