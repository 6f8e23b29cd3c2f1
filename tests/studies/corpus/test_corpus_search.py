"""A search in a collection against the rankers of the other lessons, and by hand."""

from collections.abc import Iterator

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.errors import InputError
from embedlab.models.runtime import shared_runtime
from embedlab.studies.corpus.corpus_search import search, top
from embedlab.studies.corpus.index_steps import steps_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.rank import rank_documents

FIRST_STAGES = ("bm25", "glove-6b-50d", "all-minilm-l6-v2", "splade-tiny", "hybrid-rrf", "hybrid-weighted")
QUERY = "Is Perl difficult to learn?"


@pytest.fixture
def read(corpus: OpenCorpus, bundled_weights: None) -> Iterator[OpenCorpus]:
    readings = [Reading(model) for model in FIRST_STAGES if "-" in model and "hybrid" not in model]
    for step in steps_of(corpus.index, readings, shared_runtime()):
        step.run(lambda _: None)
    return corpus


def test_every_first_stage_gives_what_the_ranker_of_the_lessons_gives(read: OpenCorpus) -> None:
    texts = read.texts(range(read.count))
    for set_up in FIRST_STAGES:
        found = search(shared_runtime(), read, SetUp(set_up), QUERY, 24)
        ranked = rank_documents(shared_runtime(), set_up, QUERY, texts)
        np.testing.assert_allclose(found.scores, ranked.scores[found.rows], atol=2e-4, err_msg=set_up)
        assert found.rows[0] in rank(ranked.scores).order[:1], set_up


@pytest.mark.parametrize("second", ["answerai-colbert-small-v1", "ms-marco-minilm-l12-v2"])
def test_candidates_are_ranked_again_by_the_second_model_alone(read: OpenCorpus, second: str) -> None:
    first = search(shared_runtime(), read, SetUp("bm25"), QUERY, 24)
    found = search(shared_runtime(), read, SetUp("bm25", second), QUERY, 8, depth=6)
    assert set(found.rows[:6]) == set(first.rows[:6])
    assert found.reranked == 6
    assert found.rows[6:].tolist() == first.rows[6:8].tolist()
    again = rank_documents(shared_runtime(), second, QUERY, read.texts(found.rows[:6])).scores
    np.testing.assert_allclose(found.scores[:6], again, atol=1e-3)
    assert (np.diff(found.scores[:6]) <= 0).all()


def test_a_filter_lets_nothing_else_through(read: OpenCorpus) -> None:
    allowed = read.allowed("file", ["perlfaq2.pod"])
    for set_up in ("bm25", "all-minilm-l6-v2", "hybrid-rrf"):
        found = search(shared_runtime(), read, SetUp(set_up), QUERY, 24, allowed=allowed)
        assert set(found.rows) == set(np.flatnonzero(allowed)), set_up


def test_an_empty_query_is_refused(corpus: OpenCorpus) -> None:
    with pytest.raises(InputError, match="query is empty"):
        search(shared_runtime(), corpus, SetUp("bm25"), "  ")


def test_the_best_rows_come_first_and_equal_ones_by_their_number() -> None:
    scores = np.array([1.0, 3.0, 2.0, 3.0, 2.0])
    assert top(scores, 4)[0].tolist() == [1, 3, 2, 4]
    assert top(scores, 3)[0].tolist() == [1, 3, 2]
    assert top(scores, 99)[1].tolist() == [3.0, 3.0, 2.0, 2.0, 1.0]
    assert top(scores, 2, np.array([True, False, True, False, True]))[0].tolist() == [2, 4]
    assert top(scores, 2, np.zeros(5, dtype=np.bool_))[0].tolist() == []


@pytest.mark.parametrize("text", DEFAULT_SET_UPS)
def test_a_set_up_is_read_as_it_is_written(text: str) -> None:
    assert str(SetUp.parse(text)) == text


@pytest.mark.parametrize("text", ["nothing", "bm25>all-minilm-l6-v2", "ms-marco-minilm-l12-v2", "bm25>bm25"])
def test_what_cannot_search_or_rank_again_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        SetUp.parse(text)
