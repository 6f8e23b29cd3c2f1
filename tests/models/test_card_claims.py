"""What a card says in words is so: held to the model's own documentation, and to the other fields of the card."""

import re

import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card, catalog

CARDS = list(catalog().values())


def said(entry: ModelCard) -> str:
    return " ".join((entry.summary, entry.choose_when, entry.trained_on, entry.objective, entry.note)).lower()


@pytest.mark.parametrize("entry", CARDS, ids=lambda entry: entry.id)
def test_a_card_says_in_one_sentence_when_to_choose_the_model(entry: ModelCard) -> None:
    assert re.fullmatch(r"When [^.]{30,120}\.", entry.choose_when)
    assert [other.id for other in CARDS if other.choose_when == entry.choose_when] == [entry.id]


def test_a_card_warns_of_its_licence_where_work_is_not_allowed_and_only_there() -> None:
    warned = {entry.id for entry in CARDS if "licence forbids commercial use" in entry.choose_when}
    assert warned == {entry.id for entry in CARDS if "-NC" in entry.licence} != set()


def test_a_card_sends_to_another_model_where_its_own_was_made_to_show_something() -> None:
    made_here = {e.id for e in CARDS if e.id.endswith("-embedlab") and e.tower is None}
    assert made_here <= {e.id for e in CARDS if "for work take" in e.choose_when}


def test_the_paraphrase_model_saw_more_than_paraphrases_and_is_not_called_distilled() -> None:
    """The data sets in its metadata: entailment, QQP, captions, ..., and MS MARCO, Yahoo Answers, S2ORC."""
    entry = card("paraphrase-minilm-l3-v2")
    for other in ("web queries with passages", "questions with their titles", "articles that cite each other"):
        assert other in entry.trained_on
    assert "distil" not in said(entry)


def test_splade_tiny_is_the_model_of_its_hub_page_and_the_paper_is_that_of_splade() -> None:
    """rasyosef/splade-tiny: SpladeLoss of SparseMarginMSELoss and FlopsLoss, a cross-encoder as the teacher."""
    entry = card("splade-tiny")
    assert [getattr(source, "repo", None) for source in entry.sources][-1] == "rasyosef/splade-tiny"
    assert entry.year == 2025
    assert entry.paper.year == 2021
    assert all(word in entry.objective for word in ("Distilled", "cross-encoder", "margin MSE", "FLOPS"))
    assert entry.authors.startswith("rasyosef")


def test_one_vector_for_a_document_is_the_same_unit_whether_it_was_learnt_or_counted() -> None:
    assert {card(name).axes.unit for name in ("tf-idf", "bm25", "splade-tiny", "bm42")} == {"sentence"}


def test_the_fasttext_of_2018_guesses_a_word_from_its_neighbours() -> None:
    """Mikolov and others 2018, section 2: an extension of the cbow model, with position weights and subwords."""
    entry = card("fasttext-wiki-news-subwords-300")
    assert entry.objective.startswith("Continuous bag of words")
    assert "skip-gram" not in said(entry)
    assert "Skip-gram" in card("fasttext-embedlab").objective  # made here after the paper of 2017


def test_no_card_gives_one_range_for_all_cosines() -> None:
    """E5's random pairs go down to 0.64, under the 0.7 that its own page names: see Home's random pairs."""
    assert [entry.id for entry in CARDS if re.search(r"cosines .*between (about )?\d", entry.note)] == []
