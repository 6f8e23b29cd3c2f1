"""Weighted terms and pair scores, and the figures that these weights are known to give."""

import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import pair_scores, sparse_vectors
from embedlab.models.runtime import Runtime

SPLADE, CROSS = card("splade-tiny"), card("ms-marco-minilm-l12-v2")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("vehicle tire", {"tire": 2.3, "vehicle": 2.2, "car": 1.9, "cars": 1.7}),
        ("automobile wheel", {"wheel": 2.4, "car": 1.6, "automobile": 1.6}),
    ],
)
def test_splade_adds_the_words_it_is_known_to_add(text: str, known: dict[str, float], runtime: Runtime) -> None:
    row = dict(sparse_vectors(runtime, SPLADE, [text]).row(0))
    assert {term: round(row[term], 1) for term in known} == known
    assert next(iter(row)) == next(iter(known))


def test_splade_lets_two_texts_meet_that_share_no_word(runtime: Runtime) -> None:
    found = sparse_vectors(runtime, SPLADE, ["vehicle tire", "automobile wheel"])
    shared = dict(found.row(0)).keys() & dict(found.row(1)).keys()
    assert "car" in shared
    assert not shared & {"vehicle", "tire"} & {"automobile", "wheel"}


def test_terms_are_positive_heaviest_first_and_few(runtime: Runtime) -> None:
    found = sparse_vectors(runtime, SPLADE, ["vehicle tire", "automobile wheel"])
    for index in range(2):
        weights = [weight for _, weight in found.row(index)]
        assert weights == sorted(weights, reverse=True)
        assert weights[-1] > 0
        assert len(weights) < 300
    assert len(found.vocabulary) == SPLADE.dimension


def test_each_term_names_the_token_it_came_from(runtime: Runtime) -> None:
    found = sparse_vectors(runtime, SPLADE, ["vehicle tire"])
    source = {
        found.vocabulary[term]: found.tokens[0].tokens[place]
        for term, place in zip(found.terms, found.positions, strict=True)
    }
    assert (source["vehicle"], source["tire"]) == ("vehicle", "tire")


def test_no_text_gives_no_terms(runtime: Runtime) -> None:
    found = sparse_vectors(runtime, SPLADE, [])
    assert (len(found.weights), found.starts.tolist()) == (0, [0])


def test_the_cross_encoder_puts_the_answer_first(runtime: Runtime) -> None:
    answer = "Python is a high-level, general-purpose programming language that emphasises readable code."
    texts = ["What is Python used for?", "Is Python easy to learn?", answer, "The python is a snake.", "What is Java?"]
    scores = pair_scores(runtime, CROSS, "What is Python?", texts)
    assert scores.argmax() == 2
    assert scores[2] == pytest.approx(9.5, abs=0.7)


def test_the_order_of_a_pair_matters(runtime: Runtime) -> None:
    question, answer = "What is Python?", "Python is a programming language."
    forward, backward = pair_scores(runtime, CROSS, question, [answer]), pair_scores(runtime, CROSS, answer, [question])
    assert abs(float(forward[0] - backward[0])) > 0.1


def test_pairs_with_the_same_tokens_and_another_border_are_not_confused(runtime: Runtime) -> None:
    first = pair_scores(runtime, CROSS, "a", ["b [SEP] c"])
    second = pair_scores(runtime, CROSS, "a [SEP] b", ["c"])
    runtime.cache.forget(CROSS.id)
    assert pair_scores(runtime, CROSS, "a [SEP] b", ["c"]) == pytest.approx(second, abs=1e-4)
    assert abs(float(first[0] - second[0])) > 1e-3


def test_no_document_gives_no_score(runtime: Runtime) -> None:
    assert pair_scores(runtime, CROSS, "a", []).shape == (0,)


def test_a_model_without_the_head_says_so(runtime: Runtime) -> None:
    with pytest.raises(InputError, match=r"^e5-small-v2 makes no sparse vectors\.$"):
        sparse_vectors(runtime, card("e5-small-v2"), ["a"])
    with pytest.raises(InputError, match=r"^e5-small-v2 does not score pairs\.$"):
        pair_scores(runtime, card("e5-small-v2"), "a", ["b"])
