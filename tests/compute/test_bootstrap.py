"""Intervals by drawing again, beside the normal law and beside one draw at a time."""

import numpy as np
import pytest

from embedlab.compute import bootstrap
from embedlab.compute.bootstrap import bootstrap_interval, middle, resampled_means, times_drawn
from embedlab.errors import InputError


def test_the_draws_are_those_of_numpy_one_at_a_time_however_many_fit_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(3).normal(size=23)
    rng = np.random.default_rng(0)
    means = [rng.choice(values, 23).mean() for _ in range(2000)]
    expected = pytest.approx(np.quantile(means, [0.025, 0.975]), rel=1e-12)
    assert bootstrap_interval(values) == expected
    monkeypatch.setattr(bootstrap, "_AT_ONCE", 100)
    assert bootstrap_interval(values) == expected


def test_the_interval_holds_the_mean_and_narrows_with_more_values() -> None:
    rng = np.random.default_rng(0)
    few, many = rng.random(20), rng.random(2000)
    low, high = bootstrap_interval(few)
    assert low < few.mean() < high
    narrow = bootstrap_interval(many)
    assert narrow[1] - narrow[0] < (high - low) / 5


def test_the_interval_is_that_of_the_normal_law_for_many_values() -> None:
    values = np.random.default_rng(1).normal(size=1000)
    low, high = bootstrap_interval(values, samples=4000)
    half = 1.96 * values.std() / 1000**0.5
    assert (low, high) == pytest.approx((values.mean() - half, values.mean() + half), abs=half / 10)


def test_a_lower_level_is_narrower_and_a_seed_repeats() -> None:
    values = np.random.default_rng(2).random(50)
    wide, narrow = bootstrap_interval(values), bootstrap_interval(values, level=0.5)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
    assert bootstrap_interval(values) == wide
    assert bootstrap_interval(values, seed=1) != wide


def test_equal_values_have_no_spread() -> None:
    assert bootstrap_interval([0.5]) == (0.5, 0.5)
    assert bootstrap_interval([1.0, 1.0, 1.0]) == (1.0, 1.0)


def test_nothing_cannot_be_averaged() -> None:
    with pytest.raises(InputError, match="nothing to average"):
        bootstrap_interval(np.array([]))
    with pytest.raises(ValueError, match="not between 0 and 1"):
        bootstrap_interval([1.0], level=95)


def test_means_of_columns_are_over_the_same_draws_as_the_interval_of_one() -> None:
    table = np.random.default_rng(4).normal(size=(30, 3))
    means = resampled_means(table)
    assert means.shape == (2000, 3)
    for column, drawn in zip(table.T, means.T, strict=True):
        assert middle(drawn, 0.95) == pytest.approx(bootstrap_interval(column))


def test_a_missing_value_is_left_out_of_each_draw_and_a_draw_of_nothing_else_is_missing() -> None:
    table = np.array([[1.0, np.nan], [3.0, 5.0]])
    means = resampled_means(table, samples=50)
    assert set(means[:, 0]) == {1.0, 2.0, 3.0}
    assert set(means[means[:, 0] > 1, 1]) == {5.0}
    assert np.isnan(means[means[:, 0] == 1, 1]).all()


def test_draws_are_counted() -> None:
    drawn = np.array([[0, 0, 2], [1, 1, 1]])
    assert times_drawn(drawn).tolist() == [[2, 0, 1], [0, 3, 0]]


def test_means_of_no_rows_and_of_a_list_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to average"):
        resampled_means(np.empty((0, 2)))
    with pytest.raises(ValueError, match="must be a table"):
        resampled_means([1.0, 2.0])
