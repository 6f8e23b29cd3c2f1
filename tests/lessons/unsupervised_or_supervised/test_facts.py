"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.unsupervised_or_supervised import facts

CASES = {
    "simcse_part": (
        facts.simcse_part_choice,
        [
            ((0.21, 0.46, 0.59), "half_or_more"),
            ((0.2, 0.3, 0.6), "under_half"),
            ((0.2, 0.4, 0.6), "half_or_more"),
            ((0.2, 0.2, 0.6), "none"),
            ((0.2, 0.1, 0.6), "none"),
            ((0.2, 0.3, 0.1), "half_or_more"),
        ],
    ),
    "simcse_alignment": (
        facts.alignment_choice,
        [((0.62, 1.12), "farther"), ((0.62, 0.5), "closer"), ((0.62, 0.63), "same"), ((0.62, 0.61), "same")],
    ),
    "temperature_effect": (
        facts.temperature_choice,
        [((1.74, 0.01), "falls"), ((1.74, 2.5), "rises"), ((2.079, 2.075), "same")],
    ),
    "false_negative": (
        facts.false_negative_choice,
        [((0.009, 0.98), "nothing"), ((0.01, 0.98), "some"), ((0.4, 0.4), "more"), ((0.6, 0.3), "more")],
    ),
    "mask_sure": (
        facts.mask_choice,
        [((0.099,), "under_10"), ((0.1,), "from_10_to_50"), ((0.5,), "from_10_to_50"), ((0.51,), "over_50")],
    ),
}
CHOICES = choices_of(facts.TrainingFacts)
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(CHOICES[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(CHOICES)
