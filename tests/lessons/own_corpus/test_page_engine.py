"""The part about the graph on the page: before there is one, with one, and when the server that has it is down."""

from collections.abc import Iterator

import numpy as np
import pytest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.engine_steps import EngineStep
from embedlab.studies.corpus.open_engine import place, tell_engine
from embedlab.studies.corpus.text_reading import Reading
from tests.kit.pages.screen import alive, bodies, figures, lesson_page

READING = Reading("all-minilm-l6-v2")
TEXTS = tuple(f"text {number}" for number in range(1_000))


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    """A thousand texts with vectors that no model has made: the part asks for none."""
    gathered = Gathered("A thousand", documents_of([f"d{row}" for row in range(len(TEXTS))], TEXTS))
    made = shared_collections().add(gathered, source="a test")
    vectors = np.random.default_rng(0).standard_normal((len(TEXTS), READING.width)).astype(np.float32)
    index = shared_collections().index(made)
    index.dense_rows(READING).append(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    yield made
    shared_collections().delete(made)


def test_without_an_engine_it_says_where_one_is_built(record: CollectionRecord) -> None:
    app = lesson_page("own_corpus", parts=["engine"], corpus=record.id)
    assert "There is no engine yet" in bodies(app)
    assert "own_corpus-engine-recall" not in figures(app)


def test_recall_and_time_are_drawn_and_follow_the_ef(record: CollectionRecord) -> None:
    EngineStep(shared_collections().index(record), READING, read_settings()).run(lambda _: None)
    app = lesson_page("own_corpus", parts=["engine"], corpus=record.id)
    assert "With ef 64 the graph finds" in bodies(app)
    assert "own_corpus-engine-recall" in figures(app)
    other = alive(lesson_page("own_corpus", parts=["engine"], corpus=record.id, ef="10"))
    assert "With ef 10 the graph finds" in bodies(other)


def test_a_server_that_is_down_is_one_sentence_and_the_page_stands(
    record: CollectionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDLAB_QDRANT_URL", "http://127.0.0.1:9")
    tell_engine(
        shared_collections().index(record).path, READING, points=1_000, built=True, at=1.0, where=place(read_settings())
    )
    app = alive(lesson_page("own_corpus", parts=["engine"], corpus=record.id))
    assert "The Qdrant server at 127.0.0.1:9 does not answer" in bodies(app)
    assert "compare everything until then" in bodies(app)
