"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.every_family import facts

CASES = {
    "firsts_choice": (
        facts.firsts_choice,
        [((1,), "one"), ((2,), "two_or_three"), ((3,), "two_or_three"), ((4,), "four_or_more")],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.FamilyFacts)[name])
