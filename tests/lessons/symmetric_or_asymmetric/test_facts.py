"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.compute.paired import McNemar
from embedlab.content.collections import KINDS
from embedlab.content.facts import choices_of
from embedlab.lessons.symmetric_or_asymmetric import facts

CASES = {
    "answer_beats_paraphrase": (
        facts.control_choice,
        [((0.0,), "hardly_ever"), ((0.1,), "sometimes"), ((0.49,), "sometimes"), ((0.5,), "mostly")],
    ),
    "better": (
        facts.better_choice,
        [
            ((McNemar(72, 13, 1, 0.049),), "minilm"),
            ((McNemar(72, 1, 13, 0.049),), "bare"),
            ((McNemar(72, 9, 2, 0.05),), "open"),
        ],
    ),
    "duplicates_better": (
        facts.setting_choice,
        [
            ((McNemar(72, 13, 1, 0.049),), "same"),
            ((McNemar(72, 1, 13, 0.049),), "right"),
            ((McNemar(72, 9, 2, 0.05),), "open"),
        ],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.AsymmetryFacts)[name])


def test_the_kind_of_the_first_text_is_its_own_choice():
    assert set(choices_of(facts.AsymmetryFacts)["symmetric_first"]) == set(KINDS)
