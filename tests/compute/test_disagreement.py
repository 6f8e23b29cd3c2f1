from math import log2

import numpy as np
import pytest
from scipy.stats import rankdata

from embedlab.compute.disagreement import credit_at_first, furthest, mean_ranks, rank_doublings, widest
from embedlab.compute.ranking import rank

RNG = np.random.default_rng(0)


def test_by_hand() -> None:
    assert rank_doublings([1, 41, 2, 8], [10, 50, 2, 1]).tolist() == pytest.approx([log2(10), log2(50 / 41), 0, -3])


def test_the_top_of_a_list_counts_more_than_its_end() -> None:
    top, end = rank_doublings([1, 41], [10, 50])
    assert top > 10 * end > 0
    assert rank_doublings([1], [2])[0] == pytest.approx(rank_doublings([30], [60])[0])


def test_exchanging_the_lists_changes_the_sign_alone() -> None:
    first, second = (RNG.permutation(40) + 1 for _ in range(2))
    np.testing.assert_array_equal(rank_doublings(first, second), -rank_doublings(second, first))
    assert not rank_doublings(first, first).any()


def test_the_range_is_the_logarithm_of_the_number_of_texts() -> None:
    ranks = np.arange(1, 65)
    doublings = rank_doublings(ranks, ranks[::-1])
    assert doublings.max() == 6 == -doublings.min()


def test_turning_both_rankings_into_one_of_fewer_steps_adds_up() -> None:
    a, b, c = (RNG.permutation(12) + 1 for _ in range(3))
    np.testing.assert_allclose(rank_doublings(a, c), rank_doublings(a, b) + rank_doublings(b, c), atol=1e-12)


def test_tied_texts_have_the_mean_of_their_ranks() -> None:
    assert mean_ranks(rank([3.0, 1.0, 1.0, 0.0, 0.0, 0.0])).tolist() == [1, 2.5, 2.5, 5, 5, 5]
    assert mean_ranks(rank([0.0, 0.0, 0.0])).tolist() == [2, 2, 2]


def test_mean_ranks_are_those_of_scipy() -> None:
    for _ in range(20):
        scores = RNG.integers(0, 6, size=25).astype(float)
        np.testing.assert_array_equal(mean_ranks(rank(scores)), rankdata(-scores))


@pytest.mark.parametrize(("first", "second", "message"), [
    ([1, 2], [1], "of 2 and of 1 texts"), ([0, 1], [1, 2], "begin with 1"),
])  # fmt: skip
def test_what_are_no_ranks_of_one_list_is_refused(first: list[int], second: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rank_doublings(first, second)


def test_each_direction_finds_its_own_text() -> None:
    doublings = [0.5, -3.0, 2.0, 0.0]
    assert furthest(doublings) == 1
    assert furthest(doublings, "first") == 2
    assert furthest(doublings, "second") == 1
    assert furthest([0.0, 0.0]) is None
    assert furthest([1.0, 0.5], "second") is None
    assert furthest([]) is None
    assert furthest([1.0, -1.0]) == 0, "the first of equals"


def test_a_planted_pair_is_found_and_no_query_has_two() -> None:
    ranks = [RNG.permutation(30) + 1 for _ in range(12)]
    near = []
    for row in ranks:
        # Only neighbours change places, so nothing is far from where it was.
        order = np.argsort(row)
        order[10:12] = order[11:9:-1]
        moved = np.empty(30)
        moved[order] = np.arange(1, 31)
        near.append(moved)
    planted = near[7]
    text = int(np.argmin(planted))
    other = int(np.argmax(planted))
    planted[text], planted[other] = planted[other], planted[text]
    rows = [rank_doublings(*pair) for pair in zip(ranks, near, strict=True)]
    found = widest(rows, most=10)
    assert found[0][0] == 7
    assert widest(rows, "first")[0] == (7, text)
    assert widest(rows, "second")[0] == (7, other)
    assert len({query for query, _ in found}) == len(found) == 10


def test_the_widest_come_first_and_equal_ones_as_they_stand() -> None:
    rows = [rank_doublings([1, 2], [2, 1]), rank_doublings([1, 9, 3], [9, 1, 3]), rank_doublings([5, 10], [10, 5])]
    assert widest(rows) == [(1, 0), (0, 0), (2, 0)]
    assert widest(rows, "second") == [(1, 1), (0, 1), (2, 1)]
    assert widest(rows, most=1) == [(1, 0)]
    assert widest([[0.0, 0.0]]) == []


def test_a_tie_at_the_top_is_a_share_of_being_first() -> None:
    assert credit_at_first(rank([0.9, 0.1]), {0}) == 1
    assert credit_at_first(rank([0.9, 0.1]), {1}) == 0
    assert credit_at_first(rank([0.9, 0.9, 0.9, 0.1]), {1, 3}) == pytest.approx(1 / 3)
    assert credit_at_first(rank([]), {0}) == 0
