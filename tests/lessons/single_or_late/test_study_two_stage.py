"""Two stages of search: order by hand, and recall where it is known."""

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.compute.recall import coarse_to_fine
from embedlab.lessons.single_or_late.study_two_stage import KEPT, first_share, shipped_texts, two_stages

COARSE = np.array([0.9, 0.8, 0.7, 0.1])
FINE = np.array([1.0, 3.0, 2.0, 9.0])


@pytest.mark.parametrize(
    ("kept", "order"),
    [(1, [0, 1, 2, 3]), (2, [1, 0, 2, 3]), (3, [1, 2, 0, 3]), (4, [3, 1, 2, 0]), (99, [3, 1, 2, 0])],
)
def test_the_kept_are_ranked_by_fine_scores_and_the_rest_stand_below(kept: int, order: list[int]) -> None:
    assert rank(two_stages(COARSE, FINE, kept)).order.tolist() == order


def test_equal_scores_stand_in_the_order_of_the_list() -> None:
    assert rank(two_stages(np.ones(3), np.ones(3), 2)).order.tolist() == [0, 1, 2]


def test_the_first_of_both_stages_is_found_exactly_when_recall_counts_it() -> None:
    rng = np.random.default_rng(0)
    coarse, fine = rng.random((20, 30)), rng.random((20, 30))
    found = coarse_to_fine(coarse, fine, (3,)).top_1[0]
    firsts = [rank(two_stages(c, f, 3)).order[0] == f.argmax() for c, f in zip(coarse, fine, strict=True)]
    assert found == pytest.approx(np.mean(firsts))


def test_the_share_that_comes_first_counts_the_own_document_and_no_tie() -> None:
    assert first_share(np.array([[3.0, 1, 2], [1, 3, 2], [9, 1, 3]])) == pytest.approx(2 / 3)
    assert first_share(np.ones((3, 3))) == 0


def test_every_question_of_the_shipped_set_has_its_entry_and_the_curve_ends_at_all_of_them() -> None:
    queries, documents = shipped_texts()
    assert len(queries) == len(documents) == len(set(documents)) == KEPT[-1]
    assert KEPT[0] == 1
