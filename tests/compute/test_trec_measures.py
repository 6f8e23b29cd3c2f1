"""The measures of trec_eval, by hand, by trec_eval itself, and by our own formulas."""

from math import log2

import numpy as np
import pytest
import pytrec_eval

from embedlab.compute.evaluation import ndcg_at, recall_at, reciprocal_rank
from embedlab.compute.ranking import rank
from embedlab.compute.trec_measures import IR_NAMES, measures_by_query

TREC_NAMES = {"nDCG@10": "ndcg_cut_10", "recall@10": "recall_10", "recall@100": "recall_100", "MAP": "map"}


def only(orders: list[list[int]], grades: list[dict[int, int]]) -> dict[str, float]:
    """The measures of one query."""
    return {name: float(values[0]) for name, values in measures_by_query(orders, grades).items()}


def test_a_tiny_run_by_hand() -> None:
    found = only([[7, 3, 5, 9]], [{3: 1, 9: 2, 4: 1}])  # relevant at ranks 2 and 4, one not found
    ideal = 2 + 1 / log2(3) + 1 / log2(4)
    assert found["nDCG@10"] == pytest.approx((1 / log2(3) + 2 / log2(5)) / ideal)
    assert found["MRR@10"] == 0.5
    assert found["recall@10"] == found["recall@100"] == pytest.approx(2 / 3)
    assert found["MAP"] == pytest.approx((1 / 2 + 2 / 4) / 3)


def test_what_is_first_relevant_at_rank_eleven_has_no_reciprocal_rank_within_ten() -> None:
    found = only([list(range(20))], [{10: 1}])
    assert found["MRR@10"] == found["nDCG@10"] == found["recall@10"] == 0
    assert found["recall@100"] == 1
    assert found["MAP"] == pytest.approx(1 / 11)


def made(seed: int) -> tuple[list[list[int]], list[dict[int, int]]]:
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(300)[: rng.integers(1, 120)].tolist() for _ in range(12)]
    grades = [{int(d): int(rng.integers(0, 4)) for d in rng.choice(300, 40, replace=False)} for _ in range(12)]
    return orders, grades


@pytest.mark.parametrize("seed", range(4))
def test_agreement_with_trec_eval(seed: int) -> None:
    orders, grades = made(seed)
    found = measures_by_query(orders, grades)
    qrels = {f"q{q}": {f"d{d}": grade for d, grade in each.items()} for q, each in enumerate(grades)}
    run = {f"q{q}": {f"d{d}": 1 / (1 + place) for place, d in enumerate(order)} for q, order in enumerate(orders)}
    expected = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "recall.10,100", "map"}).evaluate(run)
    for name, trec in TREC_NAMES.items():
        np.testing.assert_allclose(found[name], [expected[f"q{q}"][trec] for q in range(12)], atol=1e-6, err_msg=name)
    first = {q: dict(list(found.items())[:10]) for q, found in run.items()}  # trec_eval has no cut for this one
    expected = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}).evaluate(first)
    np.testing.assert_allclose(found["MRR@10"], [expected[f"q{q}"]["recip_rank"] for q in range(12)], atol=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_without_equal_scores_our_own_formulas_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.permutation(60) / 60
    grades = {int(d): int(rng.integers(1, 4)) for d in rng.choice(60, 5, replace=False)}
    ranking = rank(scores)
    found = only([ranking.order.tolist()], [grades])
    assert found["nDCG@10"] == pytest.approx(ndcg_at(ranking, grades), abs=1e-6)
    assert found["recall@10"] == pytest.approx(recall_at(ranking, grades), abs=1e-6)
    first = reciprocal_rank(ranking, grades) or 0.0
    assert found["MRR@10"] == pytest.approx(first if first >= 0.1 else 0.0, abs=1e-6)


def test_neither_numbers_of_documents_nor_the_order_of_queries_matter() -> None:
    orders, grades = made(9)
    found = measures_by_query(orders, grades)
    rng = np.random.default_rng(1)
    renamed, shuffled = rng.permutation(300), rng.permutation(12)
    again = measures_by_query(
        [renamed[orders[q]].tolist() for q in shuffled],
        [{int(renamed[d]): grade for d, grade in grades[q].items()} for q in shuffled],
    )
    for name in IR_NAMES:
        np.testing.assert_array_equal(again[name], found[name][shuffled])


def test_a_query_without_a_relevant_document_has_no_measure() -> None:
    found = measures_by_query([[0, 1], [0, 1], [0, 1]], [{}, {0: 0, 1: -1}, {1: 1}])
    assert np.isnan(found["nDCG@10"][:2]).all()
    assert found["MRR@10"][2] == 0.5
    assert all(np.isnan(values).all() for values in measures_by_query([[0]], [{0: 0}]).values())


def test_a_query_that_finds_nothing_has_zero() -> None:
    assert set(only([[]], [{4: 1}]).values()) == {0.0}


def test_an_unjudged_document_counts_as_not_relevant_and_a_negative_grade_as_none() -> None:
    assert only([[8, 1]], [{1: 1}])["MRR@10"] == 0.5
    assert only([[8, 1]], [{8: -2, 1: 1}]) == only([[8, 1]], [{1: 1}])


def test_a_document_counts_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        measures_by_query([[1, 1]], [{1: 1}])
