"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.word_or_sentence import facts


def kinds(negation: float, role_swap: float, number: float, unrelated: float) -> dict[str, float]:
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
        [((0.01, 0.1), "mean"), ((-0.1, -0.01), "cls"), ((-0.03, 0.13), "open"), ((0.0, 0.1), "open")],
    ),
    "cut_part": (
        facts.cut_choice,
        [((0.0,), "nothing"), ((0.001,), "under_half"), ((0.5,), "half_or_more"), ((0.9,), "half_or_more")],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.PoolingFacts)[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(choices_of(facts.PoolingFacts))


def test_a_kind_that_was_not_measured_is_no_answer():
    with pytest.raises(KeyError, match="number"):
        facts.hardest_kind_choice({"negation": 0.9, "role_swap": 0.8, "unrelated": 0.1})
