"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.lessons.static_or_contextual import facts

CASES = {
    "accuracy_layer0_vs_chance": (
        facts.layer0_choice,
        [
            ((0.05, 0.2), "chance"),
            ((0.2, 0.2), "chance"),
            ((0.29, 0.2), "chance"),
            ((0.31, 0.2), "better"),
            ((1.0, 0.2), "perfect"),
        ],
    ),
    "best_layer_region": (
        facts.region_choice,
        [((0, 6), "first"), ((1, 6), "middle"), ((5, 6), "middle"), ((6, 6), "last")],
    ),
    "random_words_cosine": (
        facts.random_words_choice,
        [
            ((-0.02,), "near_zero"),
            ((0.09,), "near_zero"),
            ((0.1,), "between"),
            ((0.49,), "between"),
            ((0.5,), "above_half"),
        ],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(facts.CHOICES[name])
