import numpy as np
import pytest
from scipy.stats import kstest, percentileofscore

from embedlab.compute.calibration import random_pair_cosines, share_below
from embedlab.errors import InputError


def test_share_below_by_hand() -> None:
    sample = [0.1, 0.2, 0.2, 0.4]
    assert share_below(0.0, sample) == 0.0
    assert share_below(0.2, sample) == 0.5  # one below, two ties at half
    assert share_below(0.3, sample) == 0.75
    assert share_below(1.0, sample) == 1.0


def test_share_below_agrees_with_scipy() -> None:
    sample = np.sort(np.random.default_rng(0).normal(size=200).round(1))
    for value in (-1.0, 0.0, 0.1, 0.55):
        assert share_below(value, sample) == pytest.approx(percentileofscore(sample, value, "mean") / 100)


def test_a_value_from_a_single_precision_sample_ties_with_itself() -> None:
    sample = np.array([0.1, 0.3, 0.7], dtype=np.float32)
    assert share_below(0.3, sample) == 0.5


@pytest.mark.parametrize("sample", [[], [0.3, 0.1]])
def test_an_empty_or_unsorted_sample_is_a_mistake_of_the_program(sample: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one value, in ascending order"):
        share_below(0.5, sample)


def test_few_pairs_are_all_taken_once() -> None:
    vectors = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]
    np.testing.assert_allclose(random_pair_cosines(vectors), [-1.0, 0.0, 0.0], atol=1e-7)


def test_pairs_within_a_group_are_left_out() -> None:
    vectors = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]
    np.testing.assert_allclose(random_pair_cosines(vectors, [7, 3, 7]), [0.0, 0.0], atol=1e-7)
    assert random_pair_cosines(vectors, [1, 1, 1]).size == 0


def test_sampled_pairs_follow_the_distribution_of_all_pairs_across_groups() -> None:
    rng = np.random.default_rng(1)
    vectors, groups = rng.normal(size=(60, 4)), rng.integers(0, 5, 60) ** 2
    vectors[groups == 0] += 3  # a group that would show if it were paired with itself or drawn too often
    every = random_pair_cosines(vectors, groups, pairs=10_000)
    sampled = random_pair_cosines(vectors, groups, pairs=700, seed=2)
    assert len(every) == sum(groups[i] != groups[j] for i in range(60) for j in range(i))
    assert len(sampled) == 700
    assert (np.diff(sampled) >= 0).all()
    assert kstest(sampled, every).pvalue > 0.05


def test_asked_for_as_many_pairs_as_there_are_it_takes_each_once() -> None:
    vectors = np.random.default_rng(4).normal(size=(8, 3))
    np.testing.assert_array_equal(random_pair_cosines(vectors, pairs=28), random_pair_cosines(vectors, pairs=999))


def test_a_large_group_is_drawn_no_more_often_than_its_pairs() -> None:
    # 40 rows of one group to the east, 20 groups of one row to the north: 800 pairs at 0, 190 at 1
    groups = np.append(np.zeros(40, dtype=int), np.arange(1, 21))
    vectors = np.eye(2)[(groups > 0).astype(int)]
    sampled = random_pair_cosines(vectors, groups, pairs=950)
    assert sampled.mean() == pytest.approx(190 / 990, abs=0.03)


def test_a_sample_holds_no_pair_within_a_group() -> None:
    groups = np.arange(100) % 2
    vectors = np.eye(2)[groups]  # same group: cosine 1; different group: cosine 0
    assert random_pair_cosines(vectors, groups, pairs=500).max() == 0.0


def test_the_same_seed_gives_the_same_pairs() -> None:
    vectors = np.random.default_rng(3).normal(size=(90, 4))
    first, again, other = (random_pair_cosines(vectors, pairs=50, seed=seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_bad_vectors_and_groups_are_refused() -> None:
    with pytest.raises(InputError, match="Vector 1 of the random texts has no direction"):
        random_pair_cosines([[0.0, 0.0], [1.0, 0.0]])
    with pytest.raises(ValueError, match="do not fit 2 vectors"):
        random_pair_cosines([[0.0, 1.0], [1.0, 0.0]], [1])
