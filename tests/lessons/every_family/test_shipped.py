"""The board of lesson 7 is what the live models say today; its examples are checked with those of other lessons."""

import numpy as np
import pytest

from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.shipped import BOARD, board_scores, board_texts, from_levels, load_board, to_levels
from embedlab.models.runtime import Runtime

ASKED = 7
"""One question of the board, put to all of its texts."""


def test_every_ranker_has_scored_every_text_for_every_question() -> None:
    board = load_board()
    assert board is not None
    assert tuple(board.scores) == RANKERS
    assert {scores.shape for scores in board.scores.values()} == {(BOARD, BOARD)}
    assert (board.questions, board.texts) == board_texts()


@pytest.mark.parametrize("ranker", RANKERS)
def test_the_board_is_that_of_the_live_model(ranker: str, runtime: Runtime) -> None:
    board = load_board()
    assert board is not None
    shipped = board.scores[ranker][ASKED]
    live = board_scores(runtime, ranker, board.questions[ASKED : ASKED + 1])[0]
    # Relative to what lies between the scores: int8 weights differ in the fifth digit from one processor to the next,
    # and where two texts of a fusion exchange a rank, its scores move by a step.
    np.testing.assert_allclose(shipped, live, atol=0.02 * np.ptp(live))


def test_levels_keep_equal_scores_equal_and_the_others_to_a_part_of_their_range() -> None:
    scores = np.array([[0.0, 2.5, 2.5, -1.0], [7.25, 0.0, 3.0, 1e-9]])
    back = from_levels(to_levels(scores))
    np.testing.assert_allclose(back, scores, atol=8.25 / 65_535 / 2)
    assert back[0, 1] == back[0, 2]


def test_scores_that_are_all_equal_are_kept() -> None:
    np.testing.assert_array_equal(from_levels(to_levels(np.full((2, 3), 0.75))), np.full((2, 3), 0.75))
