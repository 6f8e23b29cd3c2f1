import pytest

from embedlab.content import retrieval_facts as facts
from embedlab.content.fact_names import CHOICES, NUMBERS

CASES = {
    "best_ranker": (
        facts.best_ranker_choice,
        [
            ((0.9, 0.2, 0.8), "dense"),
            ((0.1, 0.2, 0.15), "bm25"),
            ((0.1, 0.2, 0.3), "splade"),
            ((0.9, 0.2, 0.897), "tie"),
            ((0.0, 0.0, 0.0), "tie"),
        ],
    ),
    "lexical_reach": (facts.reach_choice, [((3, 3), "all"), ((1, 3), "some"), ((0, 3), "none"), ((0, 0), "none")]),
    "sparse_nonzero": (
        facts.nonzero_choice,
        [((0.0099,), "under_1"), ((0.01,), "from_1_to_10"), ((0.1,), "from_1_to_10"), ((0.11,), "over_10")],
    ),
    "fewer_bytes": (facts.bytes_choice, [((1536, 900), "sparse"), ((1536, 1600), "dense")]),
    "hybrid_gain": (
        facts.hybrid_choice,
        [
            (([0.5, 0.8, 0.6],), "mixture"),
            (([0.5, 0.8, 0.8],), "dense_end"),
            (([0.9, 0.8, 0.8],), "bm25_end"),
            (([0.8, 0.7, 0.8],), "no_difference"),
        ],
    ),
    "cells_mean": (
        facts.cells_choice,
        [((0.31, 0.31005, 5.0), "dot_of_means"), ((5.0, 0.3, 5.0), "maxsim"), ((0.3, 0.4, 5.0), "neither")],
    ),
    "late_gain": (facts.late_choice, [((7, 1), "higher"), ((1, 1), "same"), ((1, 2), "lower")]),
    "mask_part": (facts.mask_choice, [((0.0,), "none"), ((0.49,), "under_half"), ((0.5,), "half_or_more")]),
    "late_bytes": (
        facts.ratio_choice,
        [((9.9,), "under_10"), ((10,), "from_10_to_100"), ((100,), "from_10_to_100"), ((101,), "over_100")],
    ),
    "coarse_place": (
        facts.coarse_choice,
        [((1,), "first"), ((2,), "second_to_fifth"), ((5,), "second_to_fifth"), ((6,), "later")],
    ),
    "prefix_effect": (facts.prefix_choice, [((5, 1), "up"), ((2, 2), "same"), ((1, 4), "down")]),
    "answer_beats_related": (
        facts.related_choice,
        [((0.3,), "under_third"), ((0.34,), "between"), ((0.66,), "between"), ((0.67,), "over_two_thirds")],
    ),
    "answer_beats_paraphrase": (
        facts.control_choice,
        [((0.0,), "hardly_ever"), ((0.1,), "sometimes"), ((0.49,), "sometimes"), ((0.5,), "mostly")],
    ),
    "intervals": (
        facts.intervals_choice,
        [
            (((0.5, 0.7), (0.6, 0.9)), "overlap"),
            (((0.5, 0.7), (0.7, 0.9)), "overlap"),
            (((0.8, 0.9), (0, 0.7)), "apart"),
        ],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(CHOICES[name])


def test_the_kind_of_the_first_text_is_its_own_choice():
    from embedlab.content.collections import KINDS

    assert set(CHOICES["symmetric_first"]) == set(KINDS)


def test_a_tie_gives_the_worst_place_of_its_group():
    assert [facts.place([0.5, 0.0, 0.9, 0.0], index) for index in range(4)] == [2, 4, 1, 4]


def test_every_fact_of_lessons_4_to_6_is_open_to_templates():
    assert set(facts.CHOICES) <= set(CHOICES)
    assert set(facts.NUMBERS) <= set(NUMBERS)
