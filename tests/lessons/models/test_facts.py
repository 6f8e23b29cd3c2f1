"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.models import facts

CASES = {
    "biggest_part": (facts.biggest_choice, [((0.51,), "pieces"), ((0.5,), "layers"), ((0.1,), "layers")]),
    "less_per_text": (facts.less_choice, [((1.0, 2.0), "dense"), ((2.0, 1.0), "late"), ((1.0, 1.0), "equal")]),
    "dearer": (facts.dearer_choice, [((2.0, 2.5), "pair"), ((2.0, 1.9), "twice_layers"), ((2.0, 2.0), "equal")]),
    "keeps": (facts.keeps_choice, [((1536.0,), "vector"), ((float("nan"),), "nothing")]),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.ModelsFacts)[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(choices_of(facts.ModelsFacts))
