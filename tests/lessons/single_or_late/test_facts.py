"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.single_or_late import facts

CASES = {
    "cells_mean": (
        facts.cells_choice,
        [((0.31, 0.31005, 5.0), "dot_of_means"), ((5.0, 0.3, 5.0), "maxsim"), ((0.3, 0.4, 5.0), "neither")],
    ),
    "mask_part": (facts.mask_choice, [((0.0,), "none"), ((0.49,), "under_half"), ((0.5,), "half_or_more")]),
    "late_bytes": (
        facts.ratio_choice,
        [((9.9,), "under_10"), ((10,), "from_10_to_100"), ((100,), "from_10_to_100"), ((101,), "over_100")],
    ),
    "coarse_place": (
        facts.coarse_choice,
        [((1,), "first"), ((2,), "second_to_fifth"), ((5,), "second_to_fifth"), ((6,), "later")],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.LateFacts)[name])
