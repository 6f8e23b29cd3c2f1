"""What ships for a first figure is what the live models compute today."""

import pytest

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.shipped import ShippedSenses, compute_senses, load_spot, load_study
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.word_tables import Spot, spot
from tests.kit.drift import drift

CONTEXTUAL = [c.id for c in bundled_cards() if c.is_encoder]
STATIC = [c.id for c in bundled_cards() if c.family == "static"]
WORDS = load_sense_words()
STUDY = {
    "similarity": 2e-3, "accuracy": 1e-6, "chance": 1e-9, "silhouette": 5e-3, "mean_cosine": 2e-3, "explained": 2e-3,
    "kept": 0.03, "coordinates": 0.02, "heads": 1e-3,
}  # fmt: skip


def shipped(model: str, word: str) -> ShippedSenses | None:
    return load_study(model, word, WORDS[word].occurrences)


def live(model: str, word: str) -> ShippedSenses:
    return compute_senses(shared_runtime(), card(model), WORDS[word].occurrences)


@pytest.mark.parametrize("model", CONTEXTUAL)
@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_shipped_study_is_what_the_model_gives(word: str, model: str) -> None:
    assert drift(shipped(model, word), live(model, word), STUDY) == []


def test_another_model_is_drift() -> None:
    wrong = drift(shipped("e5-small-v2", "bass"), live("answerai-colbert-small-v1", "bass"), STUDY)
    assert {"similarity", "accuracy", "coordinates"} <= set(wrong)


@pytest.mark.parametrize("model", STATIC)
def test_shipped_neighbourhoods_are_those_of_the_table(model: str) -> None:
    table = shared_runtime().table(card(model))
    for word in WORDS:
        assert drift(load_spot(model, word), spot(table, word), {"similarities": 1e-5, "coordinates": 1e-4}) == []


def test_what_does_not_ship_is_none() -> None:
    occurrences = WORDS["point"].occurrences
    assert load_study("no-such-model", "point", occurrences) is None
    assert load_study("e5-small-v2", "point", occurrences[1:]) is None
    assert load_study("e5-small-v2", "../e5-small-v2/point", occurrences) is None
    assert load_spot("glove-6b-50d", "no-such-word") is None
    assert load_spot("no-such-model", "point") is None


def test_a_word_stands_first_among_its_neighbours() -> None:
    found = load_spot("glove-6b-50d", "point")
    assert isinstance(found, Spot)
    assert found.labels[0] == "point"
    assert found.similarities[0] == 1.0
    assert list(found.similarities) == sorted(found.similarities, reverse=True)
