"""One contract for every family: parts add up, ties stay ties, prefixes do what the prompts do, bad input is said."""

import numpy as np
import pytest

from embedlab.content.collections import load_collections
from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.open_ranker import DEFAULT_RANKERS
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.search_facts import told_rank

RANKERS = (*DEFAULT_RANKERS, "hybrid-weighted", "all-minilm-l6-v2+maxsim")
TEXTS = ["the red car stops", "a car is a vehicle", "bread and butter", "the red car stops"]
PYTHON = load_collections("symmetric_or_asymmetric")[0]


@pytest.mark.parametrize("model", RANKERS)
def test_parts_add_up_and_identical_documents_tie(model: str) -> None:
    found = rank_documents(shared_runtime(), model, "red car", TEXTS)
    assert found.scores.shape == (4,)
    if model != "hybrid-rrf":  # it adds places, and both rankings give equal ones
        assert found.scores[:3].std() > 0
    assert found.scores[0] == pytest.approx(found.scores[3], abs=1e-6)
    for number, score in enumerate(found.scores):
        parts = found.explain(number)
        if parts or model != "ms-marco-minilm-l12-v2":
            assert sum(part.value for part in parts) == pytest.approx(score, abs=1e-5)


@pytest.mark.parametrize("model", ["tf-idf", "bm25", "bm42", "glove-6b-50d", "word2vec-embedlab"])
def test_unknown_words_give_zeros_and_a_note(model: str) -> None:
    found = rank_documents(shared_runtime(), model, "zorgleqx", TEXTS)
    assert found.scores.tolist() == [0, 0, 0, 0]
    assert "every score is 0" in found.note


def test_a_misspelt_query_is_ranked_by_its_ngrams_and_their_shares_add_up() -> None:
    texts = ["Banks lend money.", "Microbiology is the study of microbes.", "A red car."]
    found = rank_documents(shared_runtime(), "fasttext-embedlab", "microbiologyst", texts)
    assert found.scores.argmax() == 1
    for number, score in enumerate(found.scores):
        assert sum(part.value for part in found.explain(number)) == pytest.approx(score, abs=1e-5)


@pytest.mark.parametrize("model", RANKERS)
def test_one_document_is_ranked(model: str) -> None:
    assert np.isfinite(rank_documents(shared_runtime(), model, "red car", TEXTS[:1]).scores).all()


@pytest.mark.parametrize(("query", "texts"), [("  ", TEXTS), ("car", ["a", " "])])
def test_an_empty_text_is_said(query: str, texts: list[str]) -> None:
    with pytest.raises(InputError, match="is empty"):
        rank_documents(shared_runtime(), "bm25", query, texts)


@pytest.mark.parametrize("prefixes", ["right", "none", "swapped", "same", "passage"])
def test_prefixes_are_the_prompts_of_the_encoder(prefixes: Prefixes) -> None:
    before = {"query": "query: ", "document": "passage: ", None: ""}
    one_role, many_role = {
        "right": ("query", "document"), "none": (None, None), "swapped": ("document", "query"),
        "same": ("query", "query"), "passage": ("document", "document"),
    }[prefixes]  # fmt: skip
    texts = [before[one_role] + "red car", *(before[many_role] + text for text in TEXTS)]
    written = text_vectors(shared_runtime(), card("e5-small-v2"), texts, None).vectors
    options = RankOptions(prefixes=prefixes)
    scores = rank_documents(shared_runtime(), "e5-small-v2", "red car", TEXTS, options).scores
    assert scores == pytest.approx(written[1:] @ written[0], abs=2e-3)
    plain = rank_documents(shared_runtime(), "all-minilm-l6-v2", "red car", TEXTS).scores
    assert rank_documents(shared_runtime(), "all-minilm-l6-v2", "red car", TEXTS, options).scores.tolist() == (
        plain.tolist()
    )


@pytest.mark.parametrize(
    ("model", "prefixes", "expected"),
    [
        ("paraphrase-minilm-l3-v2", "right", 6),
        ("all-minilm-l6-v2", "right", 2),
        ("e5-small-v2", "none", 5),
        ("e5-small-v2", "right", 1),
        ("ms-marco-minilm-l12-v2", "right", 1),
    ],
)
def test_the_answer_stands_where_it_was_seen(model: str, prefixes: Prefixes, expected: int) -> None:
    texts = [doc.text for doc in PYTHON.docs]
    scores = rank_documents(shared_runtime(), model, PYTHON.query, texts, RankOptions(prefixes=prefixes)).scores
    assert told_rank(scores, PYTHON.best[:1]) == expected
