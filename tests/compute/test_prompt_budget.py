"""A prompt packed by hand."""

import pytest

from embedlab.compute.prompt_budget import Packed, pack_prompt


def test_passages_are_taken_in_order_until_one_finds_no_room() -> None:
    # 40 + 30 fit into 80; the 20 behind them does not, and the 10 behind that may not overtake it.
    assert pack_prompt([40, 30, 20, 10], 80, [None] * 4) == Packed((0, 1), (), 70, 0, 80, full=True)


def test_a_budget_that_is_just_enough_is_not_exceeded() -> None:
    assert pack_prompt([40, 40], 80, [None, None]) == Packed((0, 1), (), 80, 0, 80, full=False)


def test_repeats_cost_what_they_have_and_are_counted() -> None:
    found = pack_prompt([40, 30, 30], 100, [None, None, 1])
    assert (found.taken, found.tokens, found.repeated) == ((0, 1, 2), 100, 30)
    assert found.repeated_share == 0.3


def test_left_out_repeats_make_room_for_others() -> None:
    found = pack_prompt([40, 40, 40], 80, [None, 0, None], skip_repeats=True)
    assert found == Packed((0, 2), (1,), 80, 0, 80, full=False)


def test_nothing_fits_where_the_first_is_too_long() -> None:
    found = pack_prompt([90, 10], 80, [None, None])
    assert (found.taken, found.tokens, found.full, found.repeated_share) == ((), 0, True, 0.0)


def test_an_empty_ranking_gives_an_empty_prompt() -> None:
    assert pack_prompt([], 80, []) == Packed((), (), 0, 0, 80, full=False)


def test_wrong_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="answers"):
        pack_prompt([1], 2, [])
    with pytest.raises(ValueError, match="from 0"):
        pack_prompt([-1], 2, [None])
