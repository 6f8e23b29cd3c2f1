from math import log

import pytest

from embedlab.compute.bm42 import bm42_parts, lucene_idf, word_attention
from embedlab.compute.lexical import Bm25Index
from embedlab.compute.parts import Part, total

WORDS = ["replace", "the", "vehicle", "tire"]
ATTENTION = [0.05, 0.02, 0.08, 0.23]


def test_by_hand() -> None:
    parts = bm42_parts(["tire", "wheel", "the"], WORDS, ATTENTION, {"tire": 2.0, "the": 0.5, "vehicle": 1.0})
    assert [part.name for part in parts] == ["tire", "the"]
    assert [part.value for part in parts] == pytest.approx([0.46, 0.01], abs=1e-7)
    assert total(parts) == pytest.approx(0.47, abs=1e-7)


def test_nothing_shared_scores_zero() -> None:
    assert bm42_parts(["automobile", "wheel"], WORDS, ATTENTION, {}) == ()
    assert bm42_parts([], WORDS, ATTENTION, {}) == ()
    assert bm42_parts(["tire"], [], [], {}) == ()


def test_a_repeated_query_word_counts_once() -> None:
    idf = {"tire": 1.0}
    assert bm42_parts(["tire", "tire"], ["tire"], [0.5], idf) == (Part("tire", 0.5),)


def test_a_repeated_document_word_counts_with_its_strongest_place_not_with_the_sum() -> None:
    assert word_attention(["tire", "a", "tire"], [0.25, 0.125, 0.5]) == {"tire": 0.5, "a": 0.125}


def test_the_idf_is_that_of_lucene() -> None:
    docs = [["a", "b", "b"], ["a"], ["c"]]
    idf = lucene_idf(docs)
    assert idf["a"] == pytest.approx(log(1 + 1.5 / 2.5))
    assert idf["b"] == pytest.approx(log(1 + 2.5 / 1.5))  # one document, however often it says so
    assert idf == pytest.approx(Bm25Index([" ".join(words) for words in docs]).idf)


def test_no_document_has_no_idf() -> None:
    assert lucene_idf([]) == {}
    assert lucene_idf([[]]) == {}


def test_an_idf_of_other_documents_is_noticed() -> None:
    with pytest.raises(ValueError, match="no IDF for 'tire'"):
        bm42_parts(["tire"], WORDS, ATTENTION, {"vehicle": 1.0})


def test_weights_must_fit_the_words() -> None:
    with pytest.raises(ValueError, match="1 weights do not fit 4 words"):
        word_attention(WORDS, [0.5])
    with pytest.raises(ValueError, match="never negative"):
        word_attention(["a"], [-0.1])
