"""Rankers over text from all of Unicode: none fails, no cosine leaves its range, and no zero is silent."""

from collections.abc import Sequence

import numpy as np
import pytest

from embedlab.models.catalog import card
from embedlab.models.encoders import first_attentions, sparse_vectors
from embedlab.models.runtime import shared_runtime
from embedlab.models.text.tokens import Tokenised
from embedlab.models.text.word_pieces import words_of
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.by_terms import BM42_MODEL
from tests.kit.any_text import any_texts, any_words

TEXTS = [*any_texts(600, 41), *[word for word in any_words(200, 42) if word.strip()]]
FEW = TEXTS[:200]
TABLES = ("glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab")


def zero_is_told(model: str, text: str, others: Sequence[str] = (), options: RankOptions | None = None) -> None:
    """Rank a text beside others for itself: it scores above 0, or the note says why not."""
    found = rank_documents(shared_runtime(), model, text, [text, *others], options)
    assert np.isfinite(found.scores).all()
    assert found.scores[0] > 0 or found.note, (model, ascii(text))
    assert sum(part.value for part in found.explain(0)) == pytest.approx(found.scores[0], abs=1e-5)


@pytest.mark.parametrize(("model", "texts", "stop_words"), [
    ("bm25", TEXTS, False), ("bm25", FEW, True), ("tf-idf", FEW, False), ("tf-idf", FEW[:40], True),
])  # fmt: skip
def test_a_text_finds_itself_among_others_by_its_words(model: str, texts: list[str], stop_words: bool) -> None:
    for start in range(0, len(texts), 40):
        chunk = texts[start : start + 40]
        for text in chunk:
            zero_is_told(model, text, chunk, RankOptions(stop_words=stop_words))


@pytest.mark.parametrize("variant", ["robertson", "atire", "bm25+", "bm25l"])
def test_a_variant_that_gives_a_common_word_no_weight_says_so(variant: str) -> None:
    found = rank_documents(shared_runtime(), "bm25", "cat", ["cat"] * 3, RankOptions(variant=variant))  # type: ignore[arg-type]
    assert found.scores.any() or "gives it no weight" in found.note


@pytest.mark.parametrize("model", TABLES)
def test_a_text_finds_itself_by_its_mean_word_within_the_range_of_a_cosine(model: str) -> None:
    for start in range(0, len(TEXTS), 40):
        chunk = TEXTS[start : start + 40]
        for text in chunk[::8]:
            found = rank_documents(shared_runtime(), model, text, chunk)
            assert np.abs(found.scores).max() <= 1
            assert found.scores[chunk.index(text)] > 0.999 or "knows no word of the query" in found.note


def test_a_text_finds_itself_by_bm42_and_by_splade() -> None:
    first_attentions(shared_runtime(), card(BM42_MODEL), FEW)  # in batches: what follows finds them remembered
    sparse_vectors(shared_runtime(), card("splade-tiny"), FEW)
    for text in FEW:
        zero_is_told("bm42", text)
        zero_is_told("splade-tiny", text)


def test_every_piece_points_into_the_text_that_was_typed() -> None:
    for tokens in sparse_vectors(shared_runtime(), card("splade-tiny"), FEW).tokens:
        assert_in_text(tokens)


def assert_in_text(tokens: Tokenised) -> None:
    """Hold offsets to the text, and each piece that reads a letter to a word of it."""
    size = len(tokens.text)
    assert all(0 <= start <= end <= size for start, end in tokens.offsets)
    owned = {piece for word in words_of(tokens) for piece in word.pieces}
    for place, (start, end) in enumerate(tokens.offsets):
        if not tokens.special[place] and any(c.isalnum() for c in tokens.text[start:end]):
            assert place in owned, (ascii(tokens.text), place)


@pytest.mark.parametrize("sign", ["™", "℃", "№", "¨", "¯", "®", "¼", "㏂"])
def test_a_sign_that_becomes_letters_hides_no_word_beside_it(sign: str) -> None:
    texts = [f"Kleenex{sign} tissues" if sign != "¼" else f"Kleenex {sign} tissues", "Bread"]
    for model in ("bm25", "tf-idf", "bm42"):
        assert rank_documents(shared_runtime(), model, "kleenex", texts).scores[0] > 0


def test_a_query_of_stop_words_is_told_to_be_one() -> None:
    text = "to be or not to be"
    for model in ("bm25", "tf-idf"):
        found = rank_documents(shared_runtime(), model, text, [text], RankOptions(stop_words=True))
        assert not found.scores.any()
        assert "only stop words" in found.note
        assert "occurs in any document" not in found.note


@pytest.mark.parametrize("model", ["glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "tf-idf"])
def test_a_cosine_of_a_text_with_itself_is_no_more_than_one(model: str) -> None:
    texts = ["the red car stops", "naïve café", "A much longer sentence, about the bank of a river, and its point."]
    for text in texts:
        found = rank_documents(shared_runtime(), model, text, texts, RankOptions(prefixes="none"))
        assert np.abs(found.scores).max() <= 1
        assert found.scores[texts.index(text)] == pytest.approx(1, abs=1e-6)


def test_no_token_adds_more_than_one_to_late_interaction() -> None:
    for model in ("answerai-colbert-small-v1", "all-minilm-l6-v2+maxsim"):
        found = rank_documents(shared_runtime(), model, "the red car stops", ["the red car stops", "bread"])
        assert all(-1 <= part.value <= 1 for number in (0, 1) for part in found.explain(number))
