"""Which option of guess and quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.fine_tuning import facts
from embedlab.lessons.fine_tuning.study import Outcome
from embedlab.lessons.fine_tuning.study_compare import Compared


def compared(difference: float, p: float, wins: int = 3, losses: int = 1) -> Compared:
    return Compared(difference, difference - 0.01, difference + 0.01, p, wins, losses)


EFFECTS = [
    ((compared(0.02, 0.049),), "more"),
    ((compared(0.02, 0.05),), "luck"),
    ((compared(-0.02, 0.049),), "less"),
    ((compared(-0.02, 0.2),), "luck"),
]
CASES = {
    "effect": (facts.effect_of, EFFECTS),
    "together": (facts.effect_of, EFFECTS),
    "words": (facts.effect_of, EFFECTS),
    "forgot": (facts.effect_of, EFFECTS),
    "hurt": (
        facts.hurt_of,
        [
            ((compared(0, 1, 3, 0),), "none"),
            ((compared(0, 1, 3, 2),), "fewer"),
            ((compared(0, 1, 3, 3),), "as_many_or_more"),
            ((compared(0, 1, 3, 4),), "as_many_or_more"),
        ],
    ),
    "part": (
        facts.part_of,
        [((0.0099,), "under_1"), ((0.01,), "from_1_to_10"), ((0.1,), "from_1_to_10"), ((0.101,), "over_10")],
    ),
    "fewest_choice": (facts.fewest_of, [((250,), "up_to_250"), ((251,), "more"), ((None,), "never")]),
}
CHOICES = choices_of(facts.TuningFacts)
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(CHOICES[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(CHOICES)


def test_the_facts_of_a_tuning_are_its_numbers(better: Outcome) -> None:
    found = facts.facts_of(better, 60)
    assert found.effect == "more"
    assert found.after - found.before == pytest.approx(found.difference, abs=1e-6)
    assert (found.queries, found.texts, found.pairs, found.depth) == (40, 60, 300, "Adapter")
    assert found.part == "under_1"
    assert found.stories is None, "nothing was read for it"
    assert found.forgot is None
