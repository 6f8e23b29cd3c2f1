import numpy as np
import pytest

from embedlab.compute.recall import coarse_to_fine
from embedlab.errors import InputError


def test_by_hand() -> None:
    fine = [[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]
    coarse = [[1.0, 3.0, 2.0], [0.0, 1.0, 2.0]]  # the fine best is third, then first
    found = coarse_to_fine(coarse, fine, [1, 2, 3])
    assert found.candidates == (1, 2, 3)
    assert found.top_1.tolist() == [0.5, 0.5, 1.0]
    np.testing.assert_allclose(found.top_10, [1 / 3, 2 / 3, 1.0])  # three texts: all of them are wanted


def test_top_ten_by_counting_sets() -> None:
    rng = np.random.default_rng(0)
    coarse, fine = rng.normal(size=(2, 6, 50))
    ks = (1, 5, 10, 20, 50)
    found = coarse_to_fine(coarse, fine, ks)
    for i, k in enumerate(ks):
        kept = [set(np.argsort(-row)[:k]) for row in coarse]
        tens = [set(np.argsort(-row)[:10]) for row in fine]
        firsts = [int(row.argmax()) for row in fine]
        assert found.top_10[i] == pytest.approx(np.mean([len(a & b) / 10 for a, b in zip(kept, tens, strict=True)]))
        assert found.top_1[i] == pytest.approx(np.mean([f in a for a, f in zip(kept, firsts, strict=True)]))


def test_more_candidates_never_lose_and_all_lose_nothing() -> None:
    rng = np.random.default_rng(1)
    found = coarse_to_fine(rng.normal(size=(4, 30)), rng.normal(size=(4, 30)), [1, 3, 9, 30, 1000])
    for recall in (found.top_1, found.top_10):
        assert (np.diff(recall) >= 0).all()
        assert recall[-2:].tolist() == [1.0, 1.0]


def test_a_perfect_first_stage_needs_one_candidate_for_the_best_and_ten_for_the_ten() -> None:
    scores = np.random.default_rng(2).normal(size=(5, 40))
    found = coarse_to_fine(scores, scores, [1, 10])
    assert found.top_1.tolist() == [1.0, 1.0]
    np.testing.assert_allclose(found.top_10, [0.1, 1.0])


def test_ties_share_the_places_in_both_stages() -> None:
    coarse, fine = [[0.5, 0.5, 0.5, 0.1]], [[0.2, 0.2, 0.1, 0.3]]
    found = coarse_to_fine(coarse, fine, [1, 2, 3, 4])
    assert found.top_1.tolist() == [0.0, 0.0, 0.0, 1.0]
    np.testing.assert_allclose(found.top_10, [1 / 4, 2 / 4, 3 / 4, 1.0])
    # The fine best is the first or the second text, and of three tied texts one or two are kept.
    np.testing.assert_allclose(coarse_to_fine(coarse, [[0.2, 0.2, 0.1, 0.0]], [1, 2]).top_1, [1 / 3, 2 / 3])


def test_the_order_of_the_list_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    coarse, fine = rng.integers(0, 3, size=(2, 5, 40)).astype(float)
    shuffled, ks = rng.permutation(40), [1, 7, 25]
    one, other = coarse_to_fine(coarse, fine, ks), coarse_to_fine(coarse[:, shuffled], fine[:, shuffled], ks)
    np.testing.assert_allclose(one.top_1, other.top_1)
    np.testing.assert_allclose(one.top_10, other.top_10)


def test_nothing_to_search_and_no_candidates_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to search"):
        coarse_to_fine(np.empty((0, 3)), np.empty((0, 3)), [1])
    with pytest.raises(ValueError, match="of different texts"):
        coarse_to_fine(np.ones((1, 3)), np.ones((1, 2)), [1])
    with pytest.raises(ValueError, match="cannot keep 0 candidates"):
        coarse_to_fine(np.ones((1, 3)), np.ones((1, 3)), [2, 0])
