"""Which option of the quiz is right: every bound that the wording of an option sets, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.dense_or_sparse import facts

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
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.SparseFacts)[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(choices_of(facts.SparseFacts))
