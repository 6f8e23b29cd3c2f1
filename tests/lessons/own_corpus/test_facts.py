"""Which option of the quiz is right, and what the guess may say of an evaluation."""

from dataclasses import replace

import pytest

from embedlab.content.facts import choices_of
from embedlab.lessons.own_corpus import facts
from embedlab.lessons.own_corpus.study import Chosen, kind_of
from tests.kit.made_findings import made_findings, made_test

KINDS = [
    (("bm25",), "words"), (("e5-small-v2+none",), "vector"), (("hybrid-rrf",), "mixture"),
    (("bm25>ms-marco-minilm-l12-v2",), "again"), (("hybrid-rrf>answerai-colbert-small-v1",), "again"),
]  # fmt: skip
CASES = {
    "best_kind": (kind_of, KINDS),
    "slowest_kind": (kind_of, KINDS),
    "level_choice": (facts.level_choice, [((0,), "none"), ((1,), "one"), ((2,), "several")]),
    "bm25_choice": (
        facts.bm25_choice,
        [(("bm25", 0.001), "bm25"), (("e5-small-v2", 0.049), "more"), (("e5-small-v2", 0.05), "luck")],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.CorpusFacts)[name])


def test_every_choice_has_its_function():
    assert set(CASES) == set(choices_of(facts.CorpusFacts))


def chosen(findings):
    return Chosen("faq", "FAQ", None, findings)


def test_the_facts_are_those_of_the_findings():
    """The cross-encoder is best and cannot be told from E5 and the mixture, of which E5 is the quicker."""
    told = facts.facts(chosen(made_findings()))
    assert (told.best_name, told.best, told.bm25) == ("BM25 > cross-encoder", 0.64, 0.50)
    assert (told.cheapest_name, told.level, told.level_choice) == ("E5", 2, "several")
    assert (told.difference, told.difference_p) == (pytest.approx(0.14), 0.001)
    assert (told.best_kind, told.slowest_kind, told.bm25_choice) == ("again", "again", "more")
    assert (told.quickest_name, told.slowest_seconds) == ("BM25", 0.3)


def test_a_cheaper_set_up_that_a_test_tells_apart_is_no_choice():
    cross = "bm25>ms-marco-minilm-l12-v2"
    tests = tuple(made_test(name, cross, -0.1, 0.04) for name in ("bm25", "e5-small-v2", "hybrid-rrf"))
    told = facts.facts(chosen(replace(made_findings(), against_best=tests)))
    assert (told.level, told.cheapest_name) == (0, told.best_name)


def test_without_judgements_nothing_is_known():
    bare = tuple(replace(each, metrics={}, per_query=()) for each in made_findings().set_ups)
    assert facts.facts(chosen(replace(made_findings(), set_ups=bare))).known() == {}
    assert facts.facts(chosen(None)).known() == {}


def test_without_bm25_there_is_nothing_to_guess():
    others = tuple(each for each in made_findings().set_ups if each.set_up != "bm25")
    assert facts.facts(chosen(replace(made_findings(), set_ups=others))).known() == {}
