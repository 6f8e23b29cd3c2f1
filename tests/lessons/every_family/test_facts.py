"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import numpy as np
import pytest
from scipy.stats import binomtest

from embedlab.content.facts import choices_of
from embedlab.lessons.every_family import facts, facts_board
from embedlab.lessons.every_family.shipped import load_board

CASES = {
    "firsts_choice": (
        facts.firsts_choice,
        [((1,), "one"), ((2,), "two_or_three"), ((3,), "two_or_three"), ((4,), "four_or_more")],
    ),
    "inside_choice": (
        facts_board.inside_choice,
        [
            (((0.31, 0.4), (0.2, 0.3)), "more"),
            (((0.3, 0.4), (0.2, 0.3)), "as_much"),
            (((0.1, 0.19), (0.2, 0.3)), "less"),
            (((0.1, 0.2), (0.2, 0.3)), "as_much"),
        ],
    ),
    "duel_choice": (
        facts_board.winner_choice,
        [((9, 1, 0.049), "words"), ((1, 9, 0.049), "vectors"), ((9, 1, 0.05), "luck")],
    ),
    "fused_choice": (
        facts_board.fused_choice,
        [
            ((2, 5, 1), "above_both"),
            ((2, 5, 2), "between"),
            ((5, 2, 5), "between"),
            ((2, 5, 6), "below_both"),
        ],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.FamilyFacts)[name])


def test_the_duel_of_the_board_is_counted_from_its_scores() -> None:
    board = load_board()
    assert board is not None
    firsts = [
        board.scores[name].argmax(axis=1) == np.arange(len(board.questions)) for name in ("bm25", "all-minilm-l6-v2")
    ]
    found = facts_board.board_duel()
    assert found is not None
    assert (found.items, found.first, found.second) == (
        len(board.questions), int((firsts[0] & ~firsts[1]).sum()), int((~firsts[0] & firsts[1]).sum()),
    )  # fmt: skip
    assert found.p == pytest.approx(binomtest(found.first, found.first + found.second).pvalue)
