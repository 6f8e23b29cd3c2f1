"""Which option of the quiz is right, and what the guess may say of the curves."""

import numpy as np
import pytest

from embedlab.content.facts import choices_of
from embedlab.content.labelled_set import labelled_set
from embedlab.lessons.uses import facts
from embedlab.lessons.uses.study import Chosen, Curve
from embedlab.lessons.uses.study_curves import lead_sentence

CASES = {
    "needed_choice": (
        facts.needed_choice,
        [((8, 8), "same"), ((8, 4), "same"), ((8, 16), "twice"), ((8, 32), "more"), ((8, None), "never")],
    ),
    "trend_choice": (
        facts.trend_choice, [((0.4, 0.1), "narrows"), ((0.1, 0.4), "widens"), ((0.1, 0.11), "same")],
    ),
    "static_choice": (
        facts.static_choice, [((0.7, 0.4), "better"), ((0.4, 0.7), "worse"), ((0.5, 0.49), "same")],
    ),
}  # fmt: skip
SHIPPED = {"needs_model_choice", "variety_choice"}
"""Choices that follow from records that ship, in ``facts_doubles``."""
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.UsesFacts)[name])


def test_every_choice_has_its_function():
    assert set(CASES) | SHIPPED == set(choices_of(facts.UsesFacts))


def curve(model, family, shares):
    """A curve of two draws, whose every test text is right in the same share of them as all are."""
    right = np.array([[2] * round(share * 20) + [0] * (20 - round(share * 20)) for share in shares])
    accuracy = np.array([[share - 0.05, share + 0.05] for share in shares])
    return Curve(model, model.upper(), family, accuracy, right)


def chosen(*curves, size=8):
    labels = ["a", "b"] * 30
    labelled = labelled_set("x", "Mine", [f"text {n}" for n in range(60)], labels)
    return Chosen(labelled, (1, 8, 16), curves, "logistic", size, 0)


COUNTED = curve("tf-idf", "lexical", [0.5, 0.6, 0.8])
DENSE = curve("e5", "dense", [0.6, 0.8, 0.85])


def test_the_facts_are_those_of_the_curves():
    told = facts.facts(chosen(DENSE, curve("glove", "static", [0.5, 0.5, 0.5]), COUNTED))
    assert (told.best_name, told.best, told.counted) == ("E5", pytest.approx(0.8), pytest.approx(0.6))
    assert (told.points, told.points_last) == (pytest.approx(20), pytest.approx(5))
    assert (told.needed, told.needed_choice, told.trend_choice) == ("16", "twice", "narrows")
    assert (told.static_name, told.static_choice) == ("GLOVE", "worse")
    assert (told.needs_model_choice, told.variety_choice) == ("reworded", "lowers")
    assert told.points_low is not None
    assert told.points_high is not None
    assert told.points_low < 20 < told.points_high


def test_without_a_model_there_is_nothing_to_guess():
    assert facts.facts(chosen(COUNTED)).known() == {}
    assert lead_sentence(chosen(COUNTED)).startswith("After 8 labelled texts of each class counted words (TF-IDF) tell")


def test_the_sentence_says_how_much_more_and_how_sure():
    told = lead_sentence(chosen(DENSE, COUNTED))
    assert told.startswith("After 8 labelled texts of each class E5 tells 80\u00a0% of 20 test texts right, TF-IDF 60")
    assert "20 points more (95\u00a0% interval " in told


def test_a_difference_within_luck_is_called_so():
    same = curve("e5", "dense", [0.5, 0.6, 0.8])
    assert lead_sentence(chosen(same, COUNTED)).endswith("no difference that luck could not make (0 to 0 points).")
