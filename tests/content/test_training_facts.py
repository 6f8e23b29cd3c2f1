import pytest

from embedlab.content import training_facts as facts
from embedlab.content.fact_names import CHOICES, NUMBERS


def kinds(negation, role_swap, number, unrelated):
    return {"negation": negation, "role_swap": role_swap, "number": number, "unrelated": unrelated, "paraphrase": 2.0}


CASES = {
    "static_order": (
        facts.static_order_choice,
        [((0.9999999,), "same"), ((1.0000001,), "same"), ((0.999,), "high"), ((0.5,), "high"), ((0.49,), "low")],
    ),
    "hardest_kind": (
        facts.hardest_kind_choice,
        [
            ((kinds(0.9, 0.8, 0.7, 0.1),), "negation"),
            ((kinds(0.8, 0.9, 0.9, 0.1),), "role_swap"),
            ((kinds(0.8, 0.7, 0.9, 0.1),), "number"),
            ((kinds(0.1, 0.1, 0.1, 0.2),), "unrelated"),
        ],
    ),
    "pooled_number": (
        facts.pooled_number_choice,
        [((15.86, 15.86005, 0.6), "dot"), ((0.6, 0.7, 0.6), "cosine"), ((0.5, 0.7, 0.6), "neither")],
    ),
    "lee_pooling": (
        facts.lee_choice,
        [((0.656, 0.609), "mean"), ((0.40, 0.45), "cls"), ((0.633, 0.632), "close"), ((0.5, 0.519), "close")],
    ),
    "cut_part": (
        facts.cut_choice,
        [((0.0,), "nothing"), ((0.001,), "under_half"), ((0.5,), "half_or_more"), ((0.9,), "half_or_more")],
    ),
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
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(CHOICES[name])


def test_every_choice_of_lessons_2_and_3_has_its_function():
    assert set(CASES) == set(facts.CHOICES)


def test_every_fact_of_lessons_2_and_3_is_open_to_templates():
    assert set(facts.CHOICES) <= set(CHOICES)
    assert set(facts.NUMBERS) <= set(NUMBERS)


def test_a_kind_that_was_not_measured_is_no_answer():
    with pytest.raises(KeyError, match="number"):
        facts.hardest_kind_choice({"negation": 0.9, "role_swap": 0.8, "unrelated": 0.1})
