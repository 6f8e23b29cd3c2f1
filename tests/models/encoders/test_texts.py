"""One vector a text."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors, token_states
from embedlab.models.runtime import Runtime

GLOVE, MINILM, E5 = (card(name) for name in ("glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2"))


@pytest.mark.parametrize("model", [GLOVE, MINILM, E5], ids=lambda entry: entry.id)
def test_vectors_have_unit_length_and_the_dimension_of_the_card(model, runtime: Runtime) -> None:
    vectors = text_vectors(runtime, model, ["The bank of the river.", "A cat"]).vectors
    assert vectors.shape == (2, model.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_no_text_gives_no_row(runtime: Runtime) -> None:
    assert text_vectors(runtime, MINILM, []).vectors.shape == (0, 384)
    assert text_vectors(runtime, GLOVE, []).vectors.shape == (0, 50)


def test_a_layer_is_pooled_as_the_last_one_is(runtime: Runtime) -> None:
    hidden = token_states(runtime, MINILM, ["The bank of the river."])[0].hidden
    for layer in (0, 3, 6):
        mean = hidden[layer].mean(axis=0)
        found = text_vectors(runtime, MINILM, ["The bank of the river."], layer=layer).vectors[0]
        assert np.abs(found - mean / np.linalg.norm(mean)).max() < 1e-5


@pytest.mark.parametrize("layer", [-1, 7])
def test_a_layer_that_is_not_there_names_those_that_are(layer: int, runtime: Runtime) -> None:
    with pytest.raises(InputError, match=rf"all-minilm-l6-v2 has layers 0 to 6; there is no layer {layer}\."):
        text_vectors(runtime, MINILM, ["a"], layer=layer)


def test_only_a_role_with_a_prompt_changes_the_vector(runtime: Runtime) -> None:
    texts = ["how do vaccines work"]
    for model, changes in ((MINILM, False), (E5, True)):
        plain, query, document = (
            text_vectors(runtime, model, texts, role).vectors for role in (None, "query", "document")
        )
        assert np.allclose(plain, query, atol=1e-6) is not changes
        assert np.allclose(query, document, atol=1e-6) is not changes


def test_a_prompt_is_the_text_before_the_text(runtime: Runtime) -> None:
    by_role = text_vectors(runtime, E5, ["vaccines"], "query").vectors
    typed = text_vectors(runtime, E5, ["query: vaccines"]).vectors
    assert np.abs(by_role - typed).max() < 1e-6


def test_a_cut_text_says_where(runtime: Runtime) -> None:
    found = text_vectors(runtime, MINILM, ["word " * 300, "word"])
    assert found.cut_at == (5 * 254, None)


def test_a_static_text_is_the_mean_of_its_known_words(runtime: Runtime) -> None:
    table = runtime.table(GLOVE)
    mean = np.mean([table.vector("river"), table.vector("bank")], axis=0)
    found = text_vectors(runtime, GLOVE, ["River bank xyzzyqwv!"]).vectors[0]
    assert np.abs(found - mean / np.linalg.norm(mean)).max() < 1e-6


def test_the_order_of_words_does_not_matter_to_a_static_model_only(runtime: Runtime) -> None:
    texts = ["dog bites man", "man bites dog"]
    for model, same in ((GLOVE, True), (MINILM, False)):
        first, second = text_vectors(runtime, model, texts).vectors
        assert np.allclose(first, second, atol=1e-5) is same


@pytest.mark.parametrize("text", ["xyzzyqwv", "", "🐍", "!!!"])
def test_a_text_without_a_known_word_has_no_static_vector(text: str, runtime: Runtime) -> None:
    with pytest.raises(InputError, match="GloVe 6B 50d knows no word of"):
        text_vectors(runtime, GLOVE, ["river", text])


@pytest.mark.parametrize("name", ["answerai-colbert-small-v1", "ms-marco-minilm-l12-v2", "splade-tiny"])
def test_a_model_that_makes_no_single_vector_says_so(name: str, runtime: Runtime) -> None:
    with pytest.raises(InputError, match=rf"^{name} makes no single vector of a text\.$"):
        text_vectors(runtime, card(name), ["a"])


def test_a_text_of_unseen_words_alone_has_a_fasttext_vector(runtime: Runtime) -> None:
    fasttext = card("fasttext-embedlab")
    table = runtime.table(fasttext)
    expected = (table.vector("microbiologyst") + table.vector("river")) / 2
    found = text_vectors(runtime, fasttext, ["Microbiologyst, river!", "xyzzyqwv"]).vectors
    assert found[0] == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)
    assert np.linalg.norm(found[1]) == pytest.approx(1)
    with pytest.raises(InputError, match=r"FastText \(trained here\) knows no word of '🐍 !'"):
        text_vectors(runtime, fasttext, ["🐍 !"])
