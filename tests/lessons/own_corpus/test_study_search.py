"""What stands beside the lists: which set-ups there are, how the lists agree, what was not read, and what is shown."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.lessons.own_corpus.study_search import (
    SNIPPET,
    agreement_sentence,
    family_of,
    fastest_first,
    grades_of,
    is_set_up,
    nothing_sentence,
    offered_set_ups,
    query_note,
    question_of,
    relevant_sentence,
    share_counts,
    snippet,
    time_sentence,
    unread_sentence,
)
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import GAP
from embedlab.studies.corpus.hit_reasons import Reasons
from embedlab.studies.corpus.open_corpus import OpenCorpus
from tests.studies.corpus.opened import opened, read_by

RERANK = "bm25>ms-marco-minilm-l12-v2"


@pytest.fixture
def corpus(tmp_path: Path) -> OpenCorpus:
    return opened(tmp_path, ["a cat sleeps", "a dog barks"], ["who sleeps", "who flies"], [{"d0": 1, "d1": 0}, {}])


def test_what_has_not_read_the_texts_is_said(runtime: Runtime, corpus: OpenCorpus) -> None:
    assert "GloVe 6B 50d has not read these texts" in unread_sentence(corpus, "glove-6b-50d")
    assert "all-MiniLM-L6-v2 has not read" in unread_sentence(corpus, "hybrid-rrf")
    assert unread_sentence(corpus, RERANK) == ""
    read_by(runtime, corpus, "glove-6b-50d")
    assert unread_sentence(corpus, "glove-6b-50d") == ""


def test_what_has_read_the_texts_or_was_measured_is_offered(runtime: Runtime, corpus: OpenCorpus) -> None:
    read_by(runtime, corpus, "word2vec-embedlab")
    offered = offered_set_ups(corpus, ["hybrid-rrf>ms-marco-minilm-l12-v2", "gone-model"])
    assert {"bm25", "word2vec-embedlab", "hybrid-rrf>ms-marco-minilm-l12-v2", RERANK} <= set(offered)
    assert not is_set_up("gone-model")
    assert "gone-model" not in offered
    assert offered.index("bm25") < offered.index(RERANK)


def test_what_reads_least_answers_first() -> None:
    asked = [RERANK, "bm25>answerai-colbert-small-v1", "hybrid-rrf", "e5-small-v2+none", "glove-6b-50d", "bm25"]
    assert fastest_first(asked) == asked[::-1]


def test_a_list_has_the_colour_of_what_orders_it_at_last() -> None:
    families = [family_of(each) for each in ("bm25", "e5-small-v2+none", "hybrid-rrf", RERANK)]
    assert families == ["lexical", "dense", "", "cross-encoder"]


def test_a_query_of_the_collection_is_known_by_its_words(corpus: OpenCorpus) -> None:
    found = question_of(corpus, "  who sleeps ")
    assert found is not None
    assert grades_of(corpus, found, np.array([1, 0])) == [0, 1]
    assert grades_of(corpus, None, np.array([1, 0])) == [None, None]
    assert question_of(corpus, "who barks") is None
    assert relevant_sentence(found, [0, 1]) == "rank 2 answers"
    assert relevant_sentence(found, [0, None]) == "none of the first 2 answers"
    assert relevant_sentence(question_of(corpus, "who flies"), [None]) == ""


def test_shared_passages_by_hand() -> None:
    lists = {"bm25": np.array([1, 2, 3]), "glove-6b-50d": np.array([3, 2, 9]), "e5-small-v2": np.array([7, 8, 1])}
    counts = share_counts(lists, 3)
    assert counts == {("bm25", "glove-6b-50d"): 2, ("bm25", "e5-small-v2"): 1, ("glove-6b-50d", "e5-small-v2"): 0}
    assert share_counts(lists, 1) == dict.fromkeys(counts, 0)
    told = agreement_sentence(lists)
    assert "BM25 and GloVe 6B 50d share 2" in told
    assert "first 3 passages" in told
    more = lists | {"splade-tiny": np.array([1, 2, 3])}
    assert "BM25 and SPLADE tiny share 3, more than any other two" in agreement_sentence(more)
    assert agreement_sentence({"bm25": np.array([1])}) == ""


def test_times_are_told_by_stage() -> None:
    told = time_sentence({"query": 0.006, "first": 0.002, "rerank": 1.2})
    assert told.replace(GAP, " ") == "reads the query 6 ms · compares 2 ms · ranks again 1.2 s"
    assert time_sentence({"query": 0.0, "first": 0.002}).replace(GAP, " ") == "compares 2 ms"


@pytest.mark.parametrize(
    ("set_up", "told"),
    [("bm25", "word of the query"), ("splade-tiny", "shares a term"), ("glove-6b-50d", "GloVe 6B 50d knows no word")],
)
def test_why_nothing_was_found_is_said(set_up: str, told: str) -> None:
    assert told in nothing_sentence(set_up)


def test_what_a_model_could_not_read_of_the_query_is_said(runtime: Runtime) -> None:
    assert query_note(runtime, "bm25", "🚲") == ""
    assert query_note(runtime, "all-minilm-l6-v2", "a plain query") == ""
    assert "unknown to the model" in query_note(runtime, "all-minilm-l6-v2", "🚲 tire")
    assert "read the first 32 of" in query_note(runtime, "bm25>answerai-colbert-small-v1", "tire " * 60)


def test_a_short_text_is_shown_whole_and_a_long_one_where_its_words_bring_the_most() -> None:
    assert snippet("short", None) == (0, 5)
    text = "word " * 400
    places = tuple((start, start + 4) for start in range(0, len(text) - 1, 5))
    values = np.zeros(len(places))
    values[300:310] = 1.0
    start, end = snippet(text, Reasons("words", 1.0, (), places, values))
    assert start <= places[300][0] < places[309][1] <= end
    assert end - start <= SNIPPET
    assert text[start - 1] == " "
    assert snippet(text, None)[0] == 0


@pytest.mark.parametrize("text", ["x" * 5_000, "字" * 3_000, "a " * 4_000])
def test_any_text_has_a_stretch_of_it(text: str) -> None:
    for at in (0, len(text) // 2, len(text) - 2):
        reasons = Reasons("words", 1.0, (), ((at, at + 1),), np.ones(1))
        start, end = snippet(text, reasons)
        assert 0 <= start <= at < end <= len(text)
