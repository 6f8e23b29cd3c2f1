"""Two texts compared four ways, with the numbers worked out here."""

import numpy as np
import pytest

from embedlab.compute.overlap import word_overlap
from embedlab.errors import InputError
from embedlab.lessons.home.found import find_random_pairs, find_triple
from embedlab.lessons.home.study import Comparison, Triple, text_cards
from embedlab.lessons.home.view import comparison_rows
from embedlab.limits import SENTENCE_CHARS
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime

TEXTS = ("How to change a tire", "Steps to fix a flat tire", "How to change a password")
OWN = ("Nobody shipped this.", "Somebody wrote that.", "A third one.")


def compare(model: str, texts: tuple[str, str, str]) -> Triple:
    found = find_triple(model, texts)
    assert found is not None
    return found


@pytest.mark.parametrize("texts", [TEXTS, OWN])
@pytest.mark.parametrize("model", [entry.id for entry in text_cards()])
def test_the_three_scores_are_those_of_the_vectors(model: str, texts: tuple[str, str, str]) -> None:
    vectors = text_vectors(shared_runtime(), card(model), texts).vectors
    found = compare(model, texts)
    for other, result in enumerate((found.with_b, found.with_c), start=1):
        dot = float(vectors[0] @ vectors[other])
        assert result.cosine == pytest.approx(dot, abs=2e-3)
        assert result.dot == pytest.approx(dot, abs=2e-3)
        assert result.distance == pytest.approx(np.sqrt(max(0.0, 2 - 2 * dot)), abs=5e-3)
        assert result.above == pytest.approx(np.mean(find_random_pairs(model) < result.cosine), abs=0.01)
        assert result.overlap == word_overlap(texts[0], texts[other])


def test_only_models_that_give_one_vector_a_text_are_offered() -> None:
    assert {entry.family for entry in text_cards()} <= {"static", "dense", "contextual"}
    assert all(entry.family == "static" or entry.pooling == "mean" for entry in text_cards())
    assert not any(entry.towers or entry.tower for entry in text_cards())
    assert all(entry.bundled for entry in text_cards())


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_an_empty_or_long_text_is_named(name: str) -> None:
    for text, message in (("\t \n", f"Text {name} is empty"), ("x" * (SENTENCE_CHARS + 1), f"Text {name} has 1,001")):
        a, b, c = (text if letter == name else "some words" for letter in "ABC")
        with pytest.raises(InputError, match=message):
            compare("e5-small-v2", (a, b, c))


def test_the_products_add_up_to_the_cosine() -> None:
    found = compare("e5-small-v2", TEXTS)
    parts, total = found.parts()
    assert len(parts) == 384
    assert sum(parts) == pytest.approx(total, abs=1e-5)
    assert total == pytest.approx(found.with_b.cosine, abs=1e-6)


def test_the_scores_name_each_range() -> None:
    told = str(comparison_rows(Comparison(word_overlap("naïve <b>", "naïve <b>"), 0.5, 0.5, 1.0, 0.9)))
    assert all(text in told for text in ("of all words", "−1 to 1", "of length 1", "lower is closer"))
