import numpy as np
import pytest

from embedlab.compute.pareto import pareto_front


def test_the_front_by_hand() -> None:
    # The third costs as much as the second and is worse; the fourth costs more than the second and is as good.
    found = pareto_front([1, 2, 2, 3, 4], [0.5, 0.6, 0.4, 0.6, 0.9])
    assert found.tolist() == [True, True, False, False, True]


def test_equal_choices_are_all_on_the_front() -> None:
    assert pareto_front([1, 1, 2], [0.5, 0.5, 0.5]).tolist() == [True, True, False]


def test_what_is_not_known_is_off_the_front_and_puts_nobody_off_it() -> None:
    assert pareto_front([1, np.nan, 0.5], [0.5, 0.9, np.nan]).tolist() == [True, False, False]


def test_a_front_rises_and_everything_else_is_beaten_by_someone_on_it() -> None:
    rng = np.random.default_rng(3)
    cost, quality = rng.random(200), rng.random(200)
    front = pareto_front(cost, quality)
    order = np.argsort(cost[front])
    assert (np.diff(quality[front][order]) > 0).all()
    for each in np.flatnonzero(~front):
        assert ((cost[front] <= cost[each]) & (quality[front] >= quality[each])).any()


def test_other_lengths_are_refused_and_no_choice_is_no_front() -> None:
    assert pareto_front([], []).tolist() == []
    with pytest.raises(ValueError, match="2 costs do not fit 1 qualities"):
        pareto_front([1, 2], [1])
def test_by_hand() -> None:
    # The second costs more than the first for less; the fourth costs as much as the third for less.
    assert pareto_front([1, 2, 3, 3, 9], [0.5, 0.4, 0.7, 0.6, 0.8]).tolist() == [0, 2, 4]


def test_one_point_is_the_front_and_no_point_has_none() -> None:
    assert pareto_front([5], [0.1]).tolist() == [0]
    assert pareto_front([], []).tolist() == []


def test_equal_points_are_all_kept() -> None:
    assert pareto_front([2, 1, 2, 1], [0.9, 0.5, 0.9, 0.5]).tolist() == [1, 3, 0, 2]


def test_of_one_gain_only_the_cheapest_is_kept_and_of_one_cost_only_the_best() -> None:
    assert pareto_front([3, 1, 2], [0.5, 0.5, 0.5]).tolist() == [1]
    assert pareto_front([1, 1, 1], [0.2, 0.6, 0.4]).tolist() == [1]


def test_a_missing_number_is_on_no_front_and_beats_nothing() -> None:
    assert pareto_front([np.nan, 1, 0.5], [0.9, np.nan, 0.1]).tolist() == [2]


def test_free_and_boundless_choices_are_choices() -> None:
    assert pareto_front([0, np.inf], [0.1, 0.2]).tolist() == [0, 1]


def test_no_row_of_the_front_is_beaten_and_every_other_is() -> None:
    rng = np.random.default_rng(0)
    costs, gains = rng.integers(0, 9, 60), rng.integers(0, 9, 60)
    front = set(pareto_front(costs, gains).tolist())
    for row in range(60):
        beaten = (costs <= costs[row]) & (gains >= gains[row]) & ((costs < costs[row]) | (gains > gains[row]))
        assert (row in front) != beaten.any()


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="3 costs and 2 gains"):
        pareto_front([1, 2, 3], [1, 2])
