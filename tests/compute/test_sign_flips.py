import numpy as np
import pytest
from scipy.stats import permutation_test

from embedlab.compute.sign_flips import DRAWS, randomisation_test
from embedlab.errors import InputError


def test_by_hand() -> None:
    # Of the 8 ways to give three differences of 1 a sign, two are as far from 0 as +3: all plus and all minus.
    assert randomisation_test([1, 1, 1, 0], [0, 0, 0, 0]) == pytest.approx(2 / 8)
    # +3 and -1: the sums are 2, 4, -4, -2, all at least as far from 0 as 2.
    assert randomisation_test([3, 0], [0, 1]) == 1.0


def test_it_is_the_exact_test_of_scipy() -> None:
    rng = np.random.default_rng(1)
    first, second = rng.random(9), rng.random(9)
    reference = permutation_test(
        (first, second), lambda a, b: (a - b).mean(), permutation_type="samples", n_resamples=np.inf
    )
    assert randomisation_test(first, second) == pytest.approx(reference.pvalue)


def test_draws_come_near_all_ways_and_are_the_same_each_time() -> None:
    rng = np.random.default_rng(2)
    first = rng.random(400)
    second = first + rng.normal(0.01, 0.1, 400)
    found = randomisation_test(first, second)
    reference = permutation_test(
        (first, second), lambda a, b: (a - b).mean(), permutation_type="samples", n_resamples=20_000, rng=5
    )
    assert found == randomisation_test(first, second)
    assert found == pytest.approx(reference.pvalue, abs=0.015)


def test_it_names_no_side_and_is_never_0() -> None:
    first, second = np.full(100, 0.9), np.full(100, 0.1)
    assert randomisation_test(first, second) == randomisation_test(second, first) == 1 / (DRAWS + 1)


def test_what_does_not_differ_says_nothing() -> None:
    assert randomisation_test([0.5, 0.5], [0.5, 0.5]) == 1.0


def test_nothing_and_other_lengths_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to compare"):
        randomisation_test([], [])
    with pytest.raises(ValueError, match="on 1 and on 2 items"):
        randomisation_test([1], [1, 2])
