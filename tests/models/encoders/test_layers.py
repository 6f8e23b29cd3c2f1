"""Vectors and attentions of tokens, and the figures that these weights are known to give."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import attentions, text_vectors, token_states, token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_pieces import words_of

MINILM, E5, COLBERT = (card(name) for name in ("all-minilm-l6-v2", "e5-small-v2", "answerai-colbert-small-v1"))
ANSWER = "Python is a high-level, general-purpose programming language known for its readable syntax."
SNAKE = "The python is a large non-venomous snake found in Africa and Asia."
QUESTIONS = ("What is Python used for?", "Is Python easy to learn?", "What is Java?", "Who created Python?")


def test_states_have_every_layer_and_every_token(runtime: Runtime) -> None:
    states = token_states(runtime, MINILM, ["The bank."])[0]
    assert states.tokens.tokens == ("[CLS]", "the", "bank", ".", "[SEP]")
    assert states.hidden.shape == (7, 5, 384)


def test_the_input_layer_does_not_know_the_other_words(runtime: Runtime) -> None:
    river, money = token_states(runtime, MINILM, ["the river bank", "the money bank"])
    assert np.abs(river.hidden[0, 3] - money.hidden[0, 3]).max() < 1e-5
    assert np.abs(river.hidden[6, 3] - money.hidden[6, 3]).max() > 0.1


def test_one_layer_of_token_vectors_is_that_layer_of_the_states(runtime: Runtime) -> None:
    states = token_states(runtime, MINILM, ["The bank."])[0]
    for layer in (0, 4, None):
        found = token_vectors(runtime, MINILM, ["The bank."], layer=layer)[0]
        assert np.abs(found.vectors - states.hidden[6 if layer is None else layer]).max() < 1e-5
        assert found.compared.all()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Replace the vehicle tire every six years.", {"tire": 0.23, "vehicle": 0.08, "six": 0.07}),
        ("Error E-4042 means the pump is blocked.", {"pump": 0.24, "4042": 0.12, "blocked": 0.05}),
    ],
)
def test_the_attention_of_cls_falls_on_the_words_it_is_known_to_fall_on(
    text: str, known: dict[str, float], runtime: Runtime
) -> None:
    found = attentions(runtime, MINILM, [text])[0]
    row = found.weights[-1].mean(axis=0)[0]
    words = {word.text: float(row[list(word.pieces)].sum()) for word in words_of(found.tokens)}
    assert {word: round(words[word], 2) for word in known} == known
    assert max((word for word in words if word.isalnum()), key=words.__getitem__) == next(iter(known))


def test_attention_rows_sum_to_one(runtime: Runtime) -> None:
    short, long = attentions(runtime, MINILM, ["bank", "The bank of the river was steep."])
    assert (short.weights.shape, long.weights.shape) == ((6, 12, 3, 3), (6, 12, 10, 10))
    for found in (short, long):
        assert np.abs(found.weights.sum(axis=-1) - 1).max() < 1e-5


def maxsim(query: np.ndarray, document: np.ndarray) -> float:
    return float((query @ document.T).max(axis=1).sum())


def test_colbert_puts_the_language_above_all_questions(runtime: Runtime) -> None:
    query = token_vectors(runtime, COLBERT, ["What is Python?"], "query")[0].vectors
    documents = token_vectors(runtime, COLBERT, [SNAKE, ANSWER, *QUESTIONS], "document")
    scores = [maxsim(query, found.vectors[found.compared]) for found in documents]
    assert np.argmax(scores) == 1


def test_late_vectors_have_unit_length(runtime: Runtime) -> None:
    for role in ("query", "document"):
        vectors = token_vectors(runtime, COLBERT, ["What is Python?"], role)[0].vectors
        assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5


def test_a_late_text_without_a_role_is_a_document(runtime: Runtime) -> None:
    assert token_vectors(runtime, COLBERT, ["a snake"])[0].tokens.tokens[1] == "[unused1]"


def test_a_late_model_has_no_choice_of_layer(runtime: Runtime) -> None:
    with pytest.raises(InputError, match="compares its last layer only; leave the layer out"):
        token_vectors(runtime, COLBERT, ["a"], layer=3)


def rank(runtime: Runtime, name: str, query_role: str | None, document_role: str | None) -> list[float]:
    query = text_vectors(runtime, card(name), ["What is Python?"], query_role).vectors[0]
    return (text_vectors(runtime, card(name), [QUESTIONS[0], ANSWER], document_role).vectors @ query).tolist()


@pytest.mark.parametrize(
    ("name", "cosine"), [("paraphrase-minilm-l3-v2", 0.887), ("all-minilm-l6-v2", 0.899), ("e5-small-v2", 0.918)]
)
def test_without_prefixes_the_question_is_closest_to_another_question(
    name: str, cosine: float, runtime: Runtime
) -> None:
    question, answer = rank(runtime, name, None, None)
    assert question == pytest.approx(cosine, abs=6e-4)
    assert question > answer


def test_with_its_prefixes_e5_puts_the_answer_first(runtime: Runtime) -> None:
    question, answer = rank(runtime, "e5-small-v2", "query", "document")
    assert answer > question
