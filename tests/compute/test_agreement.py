import numpy as np
import pytest
from scipy import stats

from embedlab.compute.agreement import agreement, agreement_difference, pairs_above_diagonal, pearson, spearman
from embedlab.errors import InputError


def symmetric(seed: int, n: int = 12) -> np.ndarray:
    square = np.random.default_rng(seed).random((n, n))
    return (square + square.T) / 2


@pytest.mark.parametrize("seed", range(4))
def test_correlations_agree_with_scipy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = np.round(rng.random(80), 1)  # rounded so that ranks tie
    y = x + rng.normal(size=80)
    assert pearson(x, y) == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-12)
    assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-12)


def test_each_pair_of_documents_counts_once() -> None:
    matrix = np.arange(16.0).reshape(4, 4)
    assert pairs_above_diagonal(matrix).tolist() == [1, 2, 3, 6, 7, 11]
    assert len(pairs_above_diagonal(np.eye(50))) == 1225


def test_agreement_reads_only_above_the_diagonal() -> None:
    people, machine = symmetric(0), symmetric(1)
    found = agreement(people, machine, samples=10)
    np.fill_diagonal(machine, 77)
    assert agreement(people, machine, samples=10) == found
    rows, columns = np.triu_indices(12, 1)
    assert found.pearson == pytest.approx(stats.pearsonr(people[rows, columns], machine[rows, columns]).statistic)
    assert found.pairs == 66


def test_the_line_is_that_of_least_squares() -> None:
    people, machine = symmetric(2), symmetric(3)
    found = agreement(people, machine, samples=2)
    slope, intercept = np.polyfit(pairs_above_diagonal(people), pairs_above_diagonal(machine), 1)
    assert (found.slope, found.intercept) == pytest.approx((slope, intercept))


def test_perfect_agreement_has_no_doubt() -> None:
    found = agreement(symmetric(4), 2 * symmetric(4) - 1, samples=50)
    assert (found.pearson, found.low, found.high) == pytest.approx((1, 1, 1))


def test_the_interval_holds_the_value_and_repeats_for_a_seed() -> None:
    people = symmetric(5, 30)
    machine = people + symmetric(6, 30)
    found = agreement(people, machine, samples=300)
    assert found.low < found.pearson < found.high
    assert agreement(people, machine, samples=300) == found
    assert agreement(people, machine, samples=300, seed=1).low != found.low


def test_drawing_documents_doubts_more_than_drawing_pairs() -> None:
    """One trait of each document moves all its pairs, as one vivid news story does."""
    rng = np.random.default_rng(7)
    trait, other = rng.normal(size=(2, 40))
    people, machine = trait[:, None] + trait, (trait + other)[:, None] + trait + other
    found = agreement(people, machine, samples=400)
    x, y = pairs_above_diagonal(people), pairs_above_diagonal(machine)
    draws = rng.integers(0, len(x), (400, len(x)))
    low, high = np.quantile([pearson(x[rows], y[rows]) for rows in draws], [0.025, 0.975])
    assert found.high - found.low > 2 * (high - low)


def test_what_is_constant_or_too_little_agrees_with_nothing() -> None:
    with pytest.raises(InputError, match="All values of the second list are equal"):
        pearson([1, 2, 3], [4, 4, 4])
    with pytest.raises(InputError, match="All values of the first list are equal"):
        agreement(np.ones((4, 4)), symmetric(0, 4))
    with pytest.raises(InputError, match="at least three documents"):
        agreement(symmetric(0, 2), symmetric(1, 2))


def test_matrices_of_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="different documents"):
        agreement(symmetric(0, 4), symmetric(0, 5))
    with pytest.raises(ValueError, match=r"square, one row a document, not \(2, 3\)"):
        pairs_above_diagonal(np.ones((2, 3)))
    with pytest.raises(ValueError, match="lists of 2 and of 3"):
        pearson([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="not between 0 and 1"):
        agreement(symmetric(0), symmetric(1), level=95)


def test_a_difference_is_drawn_on_the_same_documents() -> None:
    people, noise = symmetric(5, 30), 0.2 * symmetric(6, 30)
    one, other = people + noise, people + noise + 0.05 * symmetric(7, 30)
    difference, low, high = agreement_difference(people, one, other)
    assert difference == pytest.approx(agreement(people, one).pearson - agreement(people, other).pearson)
    assert low < difference < high
    # What makes a draw hard for both drops out: narrower than the interval of either.
    assert high - low < 0.5 * (agreement(people, one).high - agreement(people, one).low)
    assert agreement_difference(people, other, one) == pytest.approx((-difference, -high, -low))
    assert agreement_difference(people, one, one) == (0, 0, 0)


def test_a_difference_by_drawing_documents_one_by_one() -> None:
    people, one, other = symmetric(1), symmetric(2), symmetric(3)
    rng, found = np.random.default_rng(9), []
    for _ in range(4000):
        rows = rng.integers(0, 12, 12)
        a, b = np.triu_indices(12, 1)
        apart = rows[a] != rows[b]
        a, b = rows[a][apart], rows[b][apart]
        found.append(np.corrcoef(people[a, b], one[a, b])[0, 1] - np.corrcoef(people[a, b], other[a, b])[0, 1])
    assert agreement_difference(people, one, other)[1:] == pytest.approx(np.quantile(found, [0.025, 0.975]), abs=0.05)


def test_a_difference_of_other_documents_is_refused() -> None:
    with pytest.raises(ValueError, match="different documents"):
        agreement_difference(symmetric(1), symmetric(2), symmetric(3, 11))
    with pytest.raises(InputError, match="at least three"):
        agreement_difference(np.eye(2), np.eye(2), np.eye(2))
