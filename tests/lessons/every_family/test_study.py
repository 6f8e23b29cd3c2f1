"""What lesson 7 says of a search, by hand."""

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.content.collections import Doc
from embedlab.lessons.every_family.examples import DEFAULT, RANKERS, colour_family, fastest_first, with_others
from embedlab.lessons.every_family.facts import FamilyFacts, facts, kinds_sentence
from embedlab.lessons.every_family.study import Families
from embedlab.models.catalog import all_cards, card
from embedlab.models.families import FAMILIES
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import Result, Search

DOCS = (Doc("a", "other", 0), Doc("b", "answer", 2), Doc("c", "other", 0))


def families(
    scores: dict[str, list[float]], rankers: tuple[str, ...] | None = None, baseline: str = "bm25"
) -> Families:
    results = {name: Result(name, np.array(row), rank(row), "") for name, row in scores.items()}
    search = Search("an example", "q", DOCS, shipped=False)
    return Families(search, RankOptions(), rankers or tuple(scores), results, baseline, 1)


def test_the_facts_of_three_rankers_by_hand() -> None:
    found = facts(families({"bm25": [3, 1, 2], "e5-small-v2": [1, 3, 2], "glove-6b-50d": [2, 2, 1]}))
    assert found == FamilyFacts(
        families=3, documents=3, firsts=2, firsts_choice="two_or_three", answered=2, best_rank=1.0, best_ranker="E5",
        worst_rank=3.0, worst_ranker="BM25",
        best_by_kind="It has rank 3 by the best ranker that counts words, "
        "1 by the best that has a single vector for each text.",
    )  # fmt: skip


def test_what_can_be_guessed_is_told_by_kind_and_a_mixture_is_none() -> None:
    told = kinds_sentence({"hybrid-rrf": 1.0, "splade-tiny": 1.0, "bm25": 2.5, "ms-marco-minilm-l12-v2": 4.0})
    assert told == (
        "It has rank 2.5 by the best ranker that counts words, "
        "4 by the best that compares tokens or reads both at once."
    )
    assert kinds_sentence({"hybrid-rrf": 1.0}) == ""


def test_nothing_is_told_before_all_have_answered_or_without_an_answer() -> None:
    assert facts(families({"bm25": [3, 1, 2]}, ("bm25", "tf-idf"))) == FamilyFacts()
    assert facts(families({})) == FamilyFacts()


def test_a_change_counts_ranks_against_the_baseline() -> None:
    found = families({"bm25": [3, 1, 2], "e5-small-v2": [1, 3, 2], "tf-idf": [2, 2, 1]})
    assert [found.change(name, 1) for name in found.rankers] == [0, 2, 2]
    assert found.change("tf-idf", 2) == -1
    assert families({"tf-idf": [1, 2, 3]}).change("tf-idf", 0) is None


def test_tied_texts_are_all_first() -> None:
    assert families({"tf-idf": [2, 2, 1]}).firsts == {"tf-idf": (0, 1)}


def test_a_ranker_without_an_order_puts_nothing_first() -> None:
    found = families({"tf-idf": [0, 0, 0], "bm25": [3, 1, 2]})
    assert found.firsts == {"bm25": (0,)}
    assert facts(found).firsts == 1


def test_the_default_has_every_family_and_of_dense_models_both_kinds() -> None:
    assert {colour_family(ranker) for ranker in DEFAULT} == set(FAMILIES)
    assert set(DEFAULT) <= set(RANKERS)
    roles = [card(ranker).prompts.query != "" for ranker in DEFAULT if (ranker in all_cards() and "minilm-l6" in ranker)
             or ranker == "e5-small-v2"]  # fmt: skip
    assert roles == [False, True]


def test_other_models_stand_with_their_family() -> None:
    other = card("e5-small-v2").model_copy(update={"id": "mine"})
    assert with_others([other, card("bm25")]).index("mine") == with_others([]).index("two-tower-embedlab") + 1


def test_one_side_of_two_towers_is_no_ranker_of_its_own() -> None:
    pair, side = card("two-tower-embedlab"), card("two-tower-question-embedlab")
    assert set(with_others([pair, side])) == set(RANKERS)


@pytest.mark.parametrize("ranker", RANKERS)
def test_nothing_waits_for_the_cross_encoder(ranker: str) -> None:
    assert fastest_first([*RANKERS])[-1] == "ms-marco-minilm-l12-v2"
    assert sorted(fastest_first([*RANKERS])) == sorted(RANKERS)
    assert fastest_first(["ms-marco-minilm-l12-v2", ranker])[-1] == "ms-marco-minilm-l12-v2"
