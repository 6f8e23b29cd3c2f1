"""Agreement of rankings: values by hand, every order of ties written out, and the published formulas."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from math import log

import numpy as np
import pytest
from scipy.stats import kendalltau

from embedlab.compute import rank_agreement
from embedlab.compute.rank_agreement import chance_overlap, kendall_tau_b, rank_biased_overlap, top_weight
from embedlab.compute.ranking import rank
from embedlab.errors import InputError

TIED = [[1, 2, 2, 4, 4, 4], [3, 1, 1, 3, 5, 6]]


def ranks_of(count: int, texts: int, levels: int, seed: int = 0) -> np.ndarray:
    """Ranks with many ties."""
    scores = np.random.default_rng(seed).integers(0, levels, (count, texts))
    return np.array([rank(row).ranks for row in scores])


def orders(ranks: Sequence[int]) -> Iterator[list[int]]:
    """Every order of texts that tied ranks leave open."""
    groups = [[text for text, each in enumerate(ranks) if each == value] for value in sorted(set(ranks))]
    for chosen in product(*(permutations(group) for group in groups)):
        yield [text for group in chosen for text in group]


def untied_overlap(one: list[int], other: list[int], p: float) -> float:
    """Equation 4 with sets, over so many depths that nothing is left."""
    shares = [len(set(one[:depth]) & set(other[:depth])) / min(depth, len(one)) for depth in range(1, 600)]
    return (1 - p) * sum(p**place * share for place, share in enumerate(shares))


def test_tau_b_by_hand_with_a_tie_on_one_side() -> None:
    # Of the six pairs of four texts the first ranking ties one; of the five others four are alike, one is not.
    found = kendall_tau_b([[1, 2, 2, 4], [1, 2, 4, 3]])
    assert found[0, 1] == found[1, 0] == pytest.approx((4 - 1) / (5 * 6) ** 0.5)


def test_tau_b_is_one_for_the_same_order_and_minus_one_for_the_reverse() -> None:
    found = kendall_tau_b([[1, 2, 3, 4], [1, 2, 3, 4], [4, 3, 2, 1]])
    assert found.tolist() == [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]


def test_two_texts_are_in_the_same_order_or_not() -> None:
    assert kendall_tau_b([[1, 2], [1, 2], [2, 1]]).tolist() == [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]


def test_tau_b_is_that_of_scipy_on_scores_with_many_ties() -> None:
    scores = np.random.default_rng(1).integers(0, 5, (4, 30))
    found = kendall_tau_b([rank(row).ranks for row in scores])
    expected = [[kendalltau(one, other, variant="b").statistic for other in scores] for one in scores]
    assert found == pytest.approx(np.array(expected), abs=1e-12)


def test_who_ties_all_texts_has_no_agreement_with_anyone() -> None:
    for measure in (kendall_tau_b, rank_biased_overlap):
        found = measure([[1, 2, 3], [1, 1, 1], [3, 2, 1]])
        assert np.isnan(found).tolist() == [[False, True, False], [True, True, True], [False, True, False]]
        assert np.isnan(measure([[1], [1]])).all()


def test_overlap_by_hand() -> None:
    # Only the first depth differs, and it weighs 1 - p.
    assert rank_biased_overlap([[1, 2, 3, 4, 5], [2, 1, 3, 4, 5]])[0, 1] == pytest.approx(0.9)
    # Depths 1 and 2 of the reverse of three share 0 and a half.
    assert rank_biased_overlap([[1, 2, 3], [3, 2, 1]], p=0.5)[0, 1] == pytest.approx(0.25 * 0.5 + 0.25)


def test_overlap_is_the_infinite_sum_of_the_paper() -> None:
    one, other = np.random.default_rng(2).random((2, 25))
    expected = untied_overlap(rank(one).order.tolist(), rank(other).order.tolist(), 0.9)
    assert rank_biased_overlap([rank(one).ranks, rank(other).ranks])[0, 1] == pytest.approx(expected, abs=1e-12)


def test_overlap_is_what_the_library_rbo_gives_without_ties() -> None:
    # rbo 0.1.3 (MIT): RankingSimilarity(list("abcdefg"), list("acbdegf")).rbo_ext(p=0.9)
    assert rank_biased_overlap([[1, 2, 3, 4, 5, 6, 7], [1, 3, 2, 4, 5, 7, 6]])[0, 1] == pytest.approx(0.9451585)


def test_tied_texts_count_as_the_mean_over_all_their_orders() -> None:
    expected = np.mean([untied_overlap(a, b, 0.9) for a in orders(TIED[0]) for b in orders(TIED[1])])
    assert rank_biased_overlap(TIED)[0, 1] == pytest.approx(expected, abs=1e-12)
    itself = np.mean([untied_overlap(a, b, 0.9) for a in orders(TIED[0]) for b in orders(TIED[0])])
    assert rank_biased_overlap(TIED)[0, 0] == pytest.approx(itself, abs=1e-12)
    assert itself < 1


def test_overlap_is_symmetric_and_the_same_in_blocks_of_depths(monkeypatch: pytest.MonkeyPatch) -> None:
    ranks = ranks_of(5, 40, 12)
    found = rank_biased_overlap(ranks)
    assert found == pytest.approx(found.T)
    monkeypatch.setattr(rank_agreement, "_AT_ONCE", 450)  # two depths at once
    assert rank_biased_overlap(ranks) == pytest.approx(found, abs=1e-12)


def test_a_change_at_the_top_costs_more_overlap_than_one_at_the_end() -> None:
    straight = list(range(1, 21))
    top, end = [2, 1, *straight[2:]], [*straight[:-2], 20, 19]
    found = rank_biased_overlap([straight, top, end])
    assert found[0, 1] < found[0, 2] < 1
    tau = kendall_tau_b([straight, top, end])
    assert tau[0, 1] == pytest.approx(tau[0, 2])


def test_unrelated_orders_reach_chance() -> None:
    draws = np.random.default_rng(3).random((400, 12)).argsort(axis=1) + 1
    pairs = rank_biased_overlap(draws)[np.triu_indices(400, 1)]
    assert pairs.mean() == pytest.approx(chance_overlap(12), abs=0.01)
    assert chance_overlap(1) == pytest.approx(1)


def test_the_first_ten_ranks_carry_86_percent_as_in_the_paper() -> None:
    assert top_weight(10, 0.9) == pytest.approx(0.86, abs=0.005)
    assert top_weight(1, 0.9) == pytest.approx(0.1 / 0.9 * log(10))


def test_the_weight_is_what_a_full_overlap_of_the_first_ranks_adds() -> None:
    # Rankings that share their first five texts and nothing below: depth d beyond has 5 of d in common.
    p, depths = 0.9, np.arange(1, 2000)
    expected = (1 - p) * (p ** (depths - 1) * np.minimum(5 / depths, 1)).sum()
    assert top_weight(5, p) == pytest.approx(expected)


@pytest.mark.parametrize("p", [0, 1, -0.5, 2])
def test_a_persistence_outside_0_to_1_is_refused(p: float) -> None:
    for asked in (lambda: rank_biased_overlap([[1, 2]], p), lambda: chance_overlap(3, p), lambda: top_weight(3, p)):
        with pytest.raises(ValueError, match="is not between 0 and 1"):
            asked()


def test_what_is_no_table_of_ranks_is_refused() -> None:
    for measure in (kendall_tau_b, rank_biased_overlap):
        with pytest.raises(ValueError, match="must have 2 axes"):
            measure([1, 2, 3])
        with pytest.raises(InputError, match="not finite"):
            measure([[1, np.nan]])
    with pytest.raises(ValueError, match="order of no texts"):
        chance_overlap(0)
    with pytest.raises(ValueError, match="first 0 ranks are none"):
        top_weight(0)


def test_no_ranking_is_an_empty_table() -> None:
    for measure in (kendall_tau_b, rank_biased_overlap):
        assert measure(np.empty((0, 4))).shape == (0, 0)
