"""Two towers against one: counted by hand, the shipped ranks against the live models, and what is said of both."""

import numpy as np
import pytest

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.facts_told import told
from embedlab.lessons.symmetric_or_asymmetric.shipped import (
    PAIRS,
    load_definition_ranks,
    load_seen,
    load_task_ranks,
    load_triple_scores,
)
from embedlab.lessons.symmetric_or_asymmetric.study_tied import ARRANGED, QUESTION, contests, definition_ranks
from embedlab.lessons.symmetric_or_asymmetric.view_tied import shown_rows, tied_sentence
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.training.term_pairs import read_pairs
from embedlab.studies.rank import RankOptions, rank_documents
from tests.kit.pages.screen import bodies, findings, lesson_page

SLUG = "symmetric_or_asymmetric"
FEW = 150


@pytest.mark.parametrize("model", ARRANGED)
def test_among_fewer_definitions_the_own_one_never_ranks_lower_than_it_ships(model: str) -> None:
    pairs = read_pairs(PAIRS).held_out[:FEW]
    live, shipped = definition_ranks(shared_runtime(), model, pairs), load_definition_ranks()[model]
    assert len(shipped) == 2_000
    assert (live <= shipped[:FEW] + 1).all()
    assert (live == 1).sum() >= (shipped[:FEW] == 1).sum()


@pytest.mark.parametrize("model", ARRANGED)
def test_the_card_gives_the_recall_that_ships(model: str) -> None:
    training = card(model).training
    assert training is not None
    ranks = load_definition_ranks()[model]
    given = {score.name: score.value for score in training.scores}
    assert given["recall@1"] == pytest.approx(np.mean(ranks == 1), abs=2e-3)
    assert given["recall@10"] == pytest.approx(np.mean(ranks <= 10), abs=2e-3)


def test_each_contest_counts_the_items_that_one_arrangement_alone_got_right() -> None:
    ranks = load_definition_ranks()
    two, one = ranks[TWO_TOWERS] == 1, ranks[ONE_TOWER] == 1
    first = contests(ranks, load_triple_scores(), load_task_ranks())[0]
    assert (first.test.items, first.test.first, first.test.second) == (2_000, (two & ~one).sum(), (one & ~two).sum())
    assert (first.two, first.one) == (two.mean(), one.mean())


def test_one_tower_reads_a_pair_alike_from_both_sides_and_two_do_not() -> None:
    pair = load_triples()[0].question, load_triples()[0].answer
    for model, alike in ((ONE_TOWER, True), (TWO_TOWERS, False)):
        there, back = (
            rank_documents(shared_runtime(), model, query, [text], RankOptions()).scores[0]
            for query, text in (pair, pair[::-1])
        )
        assert bool(abs(there - back) < 1e-5) is alike


def test_the_topics_that_the_towers_have_met_are_counted_from_their_pairs() -> None:
    terms = {term.lower() for term, _ in read_pairs(PAIRS).train}
    assert load_seen() == sum(triple.topic.lower() in terms for triple in load_triples())
    assert QUESTION == "what is {}?"


def test_the_page_says_of_both_what_was_counted() -> None:
    app = lesson_page(SLUG, parts=("tied",))
    found = contests(load_definition_ranks(), load_triple_scores(), load_task_ranks())
    assert tied_sentence(found) in findings(app)
    for row in shown_rows(found):
        assert all(str(cell).replace("<", "&lt;") in bodies(app) for cell in row)


def test_the_control_is_told_from_what_ships() -> None:
    facts = told()
    scores = load_triple_scores()
    assert facts.one_named == np.mean(scores[ONE_TOWER].answer > scores[ONE_TOWER].paraphrase)
