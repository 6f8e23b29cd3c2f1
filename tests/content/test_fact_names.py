import pytest

from embedlab.content.fact_names import (
    CHOICES,
    NUMBERS,
    layer0_choice,
    names_in,
    random_words_choice,
    region_choice,
    unknown_names,
)


def test_names_are_found_with_and_without_a_format():
    assert names_in("{n} of {best_accuracy:.0%}, {{not this}}") == {"n", "best_accuracy"}


def test_a_name_that_nobody_computes_is_unknown():
    assert unknown_names("{n} {m} {cheaper}") == {"m"}


def test_reaching_into_a_fact_is_unknown():
    assert unknown_names("{word.__class__}") == {"word.__class__"}


def test_an_open_brace_is_an_error():
    with pytest.raises(ValueError, match="expected '}'"):
        names_in("{n")


def test_no_name_is_both_a_choice_and_a_number():
    assert not set(CHOICES) & set(NUMBERS)


@pytest.mark.parametrize(
    ("accuracy", "choice"), [(0.05, "chance"), (0.2, "chance"), (0.29, "chance"), (0.31, "better"), (1.0, "perfect")]
)
def test_layer_0_is_better_only_when_clearly_above_chance(accuracy, choice):
    assert layer0_choice(accuracy, chance=0.2) == choice


def test_the_first_layer_is_the_input_and_the_last_is_the_top():
    assert [region_choice(layer, 6) for layer in (0, 1, 5, 6)] == ["first", "middle", "middle", "last"]


@pytest.mark.parametrize(
    ("cosine", "choice"),
    [(-0.02, "near_zero"), (0.09, "near_zero"), (0.1, "between"), (0.49, "between"), (0.5, "above_half")],
)
def test_random_words_fall_into_the_ranges_that_the_quiz_names(cosine, choice):
    assert random_words_choice(cosine) == choice


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("accuracy_layer0_vs_chance", {layer0_choice(a, 0.2) for a in (0.1, 0.5, 1.0)}),
        ("best_layer_region", {region_choice(layer, 2) for layer in (0, 1, 2)}),
        ("random_words_cosine", {random_words_choice(c) for c in (0.0, 0.3, 0.9)}),
    ],
)
def test_every_value_of_a_choice_can_be_reached(name, values):
    assert values == set(CHOICES[name])
