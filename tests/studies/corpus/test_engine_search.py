"""A search by the engine beside the exact one, on real vectors; where there is no engine, the exact one and a word."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, documents_of
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.corpus_search import search
from embedlab.studies.corpus.index_steps import steps_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.corpus.text_reading import Reading

READINGS = ("all-minilm-l6-v2", "splade-tiny")
TEXTS = [text[:300] for text in load_faq().texts[:60]]


@pytest.fixture(scope="module")
def corpus(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> OpenCorpus:
    """Sixty answers of a FAQ, indexed."""
    collections = Collections(tmp_path_factory.mktemp("home"), 100_000_000)
    gathered = Gathered("answers", documents_of([str(row) for row in range(60)], TEXTS))
    corpus = OpenCorpus(collections, collections.add(gathered, source="test"))
    for step in steps_of(corpus.index, [Reading.parse(name) for name in READINGS], runtime):
        step.run(lambda _: None)
    return corpus


@pytest.mark.parametrize("reading", READINGS)
def test_the_engine_finds_what_comparing_everything_finds(reading: str, runtime: Runtime, corpus: OpenCorpus) -> None:
    for allowed in (None, np.arange(60) % 2 == 0):
        exact = search(runtime, corpus, SetUp(reading), "How do I sort an array?", 5, allowed=allowed)
        found = search(runtime, corpus, SetUp(reading), "How do I sort an array?", 5, allowed=allowed, ef=64)
        assert (found.said, found.rows.tolist()) == ("", exact.rows.tolist())
        np.testing.assert_allclose(found.scores, exact.scores, atol=1e-5)


def test_without_an_engine_everything_is_compared_and_it_is_said(
    runtime: Runtime, corpus: OpenCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = search(runtime, corpus, SetUp(READINGS[0]), "regular expressions", 5)
    monkeypatch.setenv("EMBEDLAB_QDRANT_URL", "http://127.0.0.1:9")
    found = search(runtime, corpus, SetUp(READINGS[0]), "regular expressions", 5, ef=64)
    assert found.rows.tolist() == exact.rows.tolist()
    assert found.said.endswith("index it again to build one. All chunks were compared instead.")


def test_bm25_comes_out_of_the_index_with_the_scores_of_the_texts(
    runtime: Runtime, corpus: OpenCorpus, tmp_path: Path
) -> None:
    indexed = search(runtime, corpus, SetUp("bm25"), "sort the array", 60)
    (corpus.index.path / "bm25").rename(tmp_path / "away")
    counted = search(runtime, corpus, SetUp("bm25"), "sort the array", 60)
    (tmp_path / "away").rename(corpus.index.path / "bm25")
    assert indexed.rows.tolist() == counted.rows.tolist()
    np.testing.assert_allclose(indexed.scores, counted.scores, atol=1e-5)
