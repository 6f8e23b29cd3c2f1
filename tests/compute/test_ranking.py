import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from embedlab.compute.ranking import rank, spearman
from embedlab.errors import InputError


def test_by_hand() -> None:
    ranking = rank([0.2, 0.9, -0.5])
    assert ranking.order.tolist() == [1, 0, 2]
    assert ranking.ranks.tolist() == [2, 1, 3]
    assert ranking.scores.tolist() == [0.2, 0.9, -0.5]
    assert ranking.ties == ()
    assert ranking.order.dtype == ranking.ranks.dtype == np.int64


def test_tied_texts_share_a_rank_are_named_and_stand_as_in_the_list() -> None:
    ranking = rank([0.1, 0.7, 0.9, 0.7, 0.1])
    assert ranking.order.tolist() == [2, 1, 3, 0, 4]
    assert ranking.ranks.tolist() == [4, 2, 1, 2, 4]
    assert ranking.ties == ((1, 3), (0, 4))


def test_rounding_neither_breaks_a_tie_nor_orders_it() -> None:
    ranking = rank([0.5, 0.5 + 1e-12, 0.5 + 1e-6])
    assert ranking.order.tolist() == [2, 0, 1]
    assert ranking.ranks.tolist() == [2, 2, 1]


def test_all_equal_is_one_tie_in_the_order_of_the_list() -> None:
    ranking = rank(np.zeros(4))
    assert ranking.order.tolist() == [0, 1, 2, 3]
    assert ranking.ranks.tolist() == [1, 1, 1, 1]
    assert ranking.ties == ((0, 1, 2, 3),)


def test_negative_scores_rank_as_any_other() -> None:
    assert rank([-3.0, -1.0, -2.0]).order.tolist() == [1, 2, 0]


@pytest.mark.parametrize("scores", [[], [0.3]])
def test_none_and_one(scores: list[float]) -> None:
    ranking = rank(np.array(scores))
    assert ranking.order.tolist() == list(range(len(scores)))
    assert ranking.ranks.tolist() == [1] * len(scores)
    assert ranking.ties == ()


def test_ranks_agree_with_scipy() -> None:
    scores = np.random.default_rng(0).integers(0, 20, size=60) / 7
    np.testing.assert_array_equal(rank(scores).ranks, rankdata(-scores, method="min"))


def test_scores_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="not finite"):
        rank([0.1, np.nan])


def test_the_correlation_by_hand() -> None:
    one, other = rank([4.0, 3.0, 2.0, 1.0]), rank([3.0, 4.0, 2.0, 1.0])
    assert spearman(one, other) == pytest.approx(1 - 6 * 2 / (4 * 15))


def test_the_same_order_is_one_and_the_reverse_minus_one() -> None:
    scores = np.array([0.1, 0.5, 0.3])
    assert spearman(rank(scores), rank(10 * scores)) == pytest.approx(1.0)
    assert spearman(rank(scores), rank(-scores)) == pytest.approx(-1.0)


def test_ties_take_their_mean_rank_as_scipy_has_it() -> None:
    scores = np.random.default_rng(0).integers(0, 4, (2, 30)).astype(float)
    assert spearman(*map(rank, scores)) == pytest.approx(spearmanr(*scores).statistic)


@pytest.mark.parametrize("scores", [[], [1.0], [2.0, 2.0, 2.0]])
def test_no_correlation_without_an_order(scores: list[float]) -> None:
    other = rank(np.arange(len(scores)))
    assert spearman(rank(np.array(scores)), other) is None
    assert spearman(other, rank(np.array(scores))) is None


def test_rankings_of_different_lists_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="rankings of 2 and of 3 texts"):
        spearman(rank([1.0, 2.0]), rank([1.0, 2.0, 3.0]))
