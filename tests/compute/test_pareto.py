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
