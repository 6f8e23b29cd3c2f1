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


def test_ties_stand_in_the_order_of_the_list() -> None:
    coarse = np.random.default_rng(3).integers(0, 3, size=(1, 400)).astype(float)
    in_order = sorted(range(400), key=lambda text: (-coarse[0, text], text))
    for k in (1, 100, 250):
        fine = np.zeros((1, 400))
        fine[0, in_order[k - 1]] = 1.0  # the last text that is kept
        assert coarse_to_fine(coarse, fine, [max(k - 1, 1), k]).top_1.tolist() == [float(k == 1), 1.0]


def test_nothing_to_search_and_no_candidates_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to search"):
        coarse_to_fine(np.empty((0, 3)), np.empty((0, 3)), [1])
    with pytest.raises(ValueError, match="of different texts"):
        coarse_to_fine(np.ones((1, 3)), np.ones((1, 2)), [1])
    with pytest.raises(ValueError, match="cannot keep 0 candidates"):
        coarse_to_fine(np.ones((1, 3)), np.ones((1, 3)), [2, 0])
