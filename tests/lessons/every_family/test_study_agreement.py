"""Agreement of rankers: on one query, over many with intervals, and which pairs count as two families."""

from math import isnan

import numpy as np
import pytest

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.rank_agreement import kendall_tau_b, rank_biased_overlap
from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.shipped_agreement import MEASURES, compute_agreement, load_agreement
from embedlab.lessons.every_family.study_agreement import Agreement, agreement_of, akin, apart, on_board, on_one_query

THREE = ("bm25", "splade-tiny", "e5-small-v2")
FOUR = (*THREE, "glove-6b-50d")
RANKS = np.array([[1, 2, 3, 4], [1, 2, 4, 3], [4, 3, 2, 1], [1, 1, 1, 1]])


def of_many(questions: int = 40, seed: int = 0) -> tuple[np.ndarray, Agreement]:
    each = np.random.default_rng(seed).normal([0.6, 0.1, 0.3], 0.1, (questions, 3))
    return each, agreement_of(THREE, 10, each, "tau")


def test_one_query_has_the_agreement_of_its_rankings_and_no_interval() -> None:
    found = on_one_query(FOUR, RANKS, "tau")
    assert found.rankers == THREE
    assert np.array_equal(found.values[0, 1:], kendall_tau_b(RANKS)[0, 1:3])
    assert (found.queries, found.texts) == (1, 4)
    pair = found.pair("splade-tiny", "bm25")
    assert pair is not None
    assert (pair.first, pair.second) == ("bm25", "splade-tiny")
    assert pair.value == pytest.approx(2 / 3)
    assert all(map(isnan, (pair.low, pair.high, pair.often, *found.across[1:])))


def test_who_has_no_order_is_named_and_left_out() -> None:
    found = on_one_query(FOUR, RANKS, "rbo")
    assert found.silent == ("glove-6b-50d",)
    assert found.pair("bm25", "glove-6b-50d") is None
    alone = on_one_query(("bm25", "glove-6b-50d"), RANKS[[0, 3]], "tau")
    assert alone.pairs == ()
    assert alone.most is alone.least is None


def test_no_ranking_no_text_and_one_text_compare_nothing() -> None:
    for ranks in (np.empty((0, 4), np.int64), np.ones((2, 1), np.int64)):
        for measure in MEASURES:
            assert on_one_query(FOUR[: len(ranks)], ranks, measure).pairs == ()


def test_the_interval_is_over_queries() -> None:
    each, found = of_many()
    for column, pair in zip(each.T, found.pairs, strict=True):
        assert pair.value == pytest.approx(column.mean())
        assert (pair.low, pair.high) == pytest.approx(bootstrap_interval(column))
    _, wide = of_many(10)
    assert found.pairs[0].high - found.pairs[0].low < wide.pairs[0].high - wide.pairs[0].low


def test_a_query_on_which_one_has_no_order_does_not_count() -> None:
    each, _ = of_many()
    each[:5, 1] = np.nan
    found = agreement_of(THREE, 10, each, "tau")
    assert found.pairs[1].value == pytest.approx(each[5:, 1].mean())
    each[:, 1] = np.nan
    assert agreement_of(THREE, 10, each, "tau").pair("bm25", "e5-small-v2") is None


def test_the_most_and_the_least_alike_and_how_often_they_are() -> None:
    _, found = of_many()
    assert found.most is not None
    assert found.least is not None
    assert (found.most.first, found.most.second, found.most.often) == ("bm25", "splade-tiny", 1.0)
    assert (found.least.first, found.least.second, found.least.often) == ("bm25", "e5-small-v2", 1.0)
    equal = np.random.default_rng(0).normal(0.3, 0.2, (40, 3))
    unsure = agreement_of(THREE, 10, equal, "tau").most
    assert unsure is not None
    assert unsure.often < 1


@pytest.mark.parametrize(("first", "second", "two"), [
    ("bm25", "splade-tiny", True),
    ("bm25", "tf-idf", False),  # one family
    ("all-minilm-l6-v2", "all-minilm-l6-v2+maxsim", False),  # one model, read in two ways
    ("bm42", "all-minilm-l6-v2", False),  # whose attention BM42 reads
    ("hybrid-rrf", "bm25", False),  # made of it
    ("hybrid-rrf", "all-minilm-l6-v2+maxsim", False),  # a model in common
    ("hybrid-rrf", "e5-small-v2", True),
    ("hybrid-rrf", "hybrid-weighted", False),
])  # fmt: skip
def test_two_families_have_neither_colour_nor_model_in_common(first: str, second: str, two: bool) -> None:
    assert apart(first, second) == apart(second, first) == two


def test_one_model_read_in_two_ways_says_nothing_of_its_family() -> None:
    assert akin("tf-idf", "bm25")
    assert akin("all-minilm-l6-v2", "e5-small-v2")
    assert not akin("mlm-embedlab+cls", "mlm-embedlab+mean")
    assert not akin("hybrid-rrf", "hybrid-weighted")
    assert not akin("bm25", "splade-tiny")
    each = np.random.default_rng(8).random((30, 3))
    found = agreement_of(("all-minilm-l6-v2+cls", "all-minilm-l6-v2", "e5-small-v2"), 10, each, "tau")
    assert found.inside[0] == pytest.approx(each[:, 1:].mean())


def test_within_and_across_are_means_over_pairs_on_each_query() -> None:
    each = np.random.default_rng(5).random((30, 3))
    found = agreement_of(("tf-idf", "bm25", "splade-tiny"), 10, each, "tau")
    assert found.inside[0] == pytest.approx(each[:, 0].mean())
    across = each[:, 1:].mean(axis=1)
    assert found.across == pytest.approx((across.mean(), *bootstrap_interval(across)))


def test_unrelated_orders_have_no_tau_and_some_overlap() -> None:
    assert on_one_query(THREE, RANKS[:3], "tau").unrelated == 0
    assert on_one_query(THREE, RANKS[:3], "rbo").unrelated > 0.8


def test_rankers_that_order_alike_stand_together() -> None:
    rng = np.random.default_rng(6)
    one, other = (rng.permutation(20) + 1 for _ in range(2))
    found = on_one_query((*FOUR, "tf-idf"), np.array([one, other, one, other, one]), "rbo")
    names = [found.rankers[place] for place in found.tree.order]
    assert {"bm25", "e5-small-v2", "tf-idf"} in ({*names[:3]}, {*names[-3:]})


def test_what_ships_compares_all_rankers_of_the_board_on_sixty_questions() -> None:
    board = load_board()
    assert board is not None
    count = len(board.scores)
    for measure in MEASURES:
        found = on_board(measure)
        assert found is not None
        assert found.rankers == tuple(board.scores)
        assert (found.queries, found.texts, found.silent) == (60, 60, ())
        assert len(found.pairs) == count * (count - 1) / 2
        assert all(pair.low <= pair.value <= pair.high for pair in found.pairs)


def test_what_ships_is_what_the_scores_of_the_board_give() -> None:
    shipped, board = load_agreement(), load_board()
    assert shipped is not None
    assert board is not None
    sample = [0, 23, 59]
    again = compute_agreement({name: board.scores[name][sample] for name in shipped.rankers})
    for measure in MEASURES:
        assert np.array_equal(again.pairs[measure], shipped.pairs[measure][sample], equal_nan=True)
        assert np.isfinite(shipped.pairs[measure]).mean() > 0.99


def test_scores_become_ranks_before_they_are_compared() -> None:
    scores = np.random.default_rng(7).integers(0, 6, (2, 3, 9)).astype(float)
    found = compute_agreement({"bm25": scores[0], "tf-idf": scores[1]})
    tables = [np.array([rank(side[question]).ranks for side in scores]) for question in range(3)]
    for name, measure in (("tau", kendall_tau_b), ("rbo", rank_biased_overlap)):
        assert found.pairs[name][:, 0] == pytest.approx([measure(table)[0, 1] for table in tables], abs=1e-3)
    assert found.texts == 9
