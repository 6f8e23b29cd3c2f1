import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from embedlab.compute.pairs_bench import kind_means, order_difference, order_quality, pair_similarities
from embedlab.errors import InputError


def test_each_pair_is_compared_with_its_own_other_side() -> None:
    left, right = [[1.0, 0.0], [0.0, 2.0], [3.0, 0.0]], [[5.0, 0.0], [1.0, 0.0], [-1.0, 0.0]]
    assert pair_similarities(left, right).tolist() == [1.0, 0.0, -1.0]


@pytest.mark.parametrize("seed", range(5))
def test_order_quality_is_the_area_under_the_roc_curve(seed: int) -> None:
    rng = np.random.default_rng(seed)
    same = rng.random(60) < 0.4
    values = np.round(rng.normal(size=60) + same, 1)  # rounded so that there are ties
    assert order_quality(values, same) == pytest.approx(roc_auc_score(same, values), abs=1e-12)


def test_order_quality_by_hand() -> None:
    assert order_quality([0.9, 0.5, 0.7, 0.5], [True, True, False, False]) == (1 + 1 + 0 + 0.5) / 4


def test_a_rescaled_model_has_the_same_order() -> None:
    rng = np.random.default_rng(9)
    values, same = rng.normal(size=30), rng.random(30) < 0.5
    assert order_quality(values, same) == order_quality(0.9 + values / 100, same)
    assert order_quality(-values, same) == pytest.approx(1 - order_quality(values, same))


def test_a_model_that_tells_nothing_apart_is_at_chance() -> None:
    assert order_quality([0.7] * 5, [True, False, True, False, False]) == 0.5


def test_the_difference_of_two_orders_has_an_interval_around_it() -> None:
    rng = np.random.default_rng(2)
    same = np.arange(36) < 9
    one, other = rng.normal(size=(2, 36)) + 2 * same
    difference, low, high = order_difference(one, other, same)
    assert difference == pytest.approx(order_quality(one, same) - order_quality(other, same))
    assert low < difference < high
    assert order_difference(other, one, same)[0] == -difference


def test_the_interval_of_a_difference_is_that_of_the_spread_of_its_draws() -> None:
    """Against the two-sample formula of DeLong and others (1988), whose variance the bootstrap approaches."""
    rng = np.random.default_rng(5)
    same = np.arange(600) < 200
    one, other = rng.normal(size=(2, 600)) + same
    ahead = (one[same][:, None] > one[~same]).astype(float) - (other[same][:, None] > other[~same])
    deviation = np.sqrt(ahead.mean(axis=1).var(ddof=1) / 200 + ahead.mean(axis=0).var(ddof=1) / 400)
    _, low, high = order_difference(one, other, same)
    assert (high - low) / 2 == pytest.approx(1.96 * deviation, rel=0.08)


def test_a_way_is_not_ahead_of_itself() -> None:
    values, same = [0.9, 0.5, 0.7, 0.5], [True, True, False, False]
    assert order_difference(values, values, same) == (0.0, 0.0, 0.0)


def test_kinds_keep_their_order_and_have_their_means() -> None:
    assert kind_means([0.5, 1.0, 0.0], ["b", "a", "b"]) == {"b": 0.25, "a": 1.0}


@pytest.mark.parametrize("same", [[True, True], [False, False], []])
def test_an_order_needs_both_sorts_of_pairs(same: list[bool]) -> None:
    with pytest.raises(InputError, match="at least one pair that means the same and one that does not"):
        order_quality([0.5] * len(same), same)


def test_lengths_that_differ_are_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="2 judgements do not fit 3 pairs"):
        order_quality([1, 2, 3], [True, False])
    with pytest.raises(ValueError, match="1 kinds do not fit 2 pairs"):
        kind_means([1, 2], ["a"])
    with pytest.raises(ValueError, match="two sides of one shape"):
        pair_similarities(np.ones((2, 3)), np.ones((1, 3)))


def test_a_sentence_without_a_direction_is_named() -> None:
    with pytest.raises(InputError, match="Vector 2 of the second sentences"):
        pair_similarities(np.ones((2, 2)), [[1, 1], [0, 0]])
