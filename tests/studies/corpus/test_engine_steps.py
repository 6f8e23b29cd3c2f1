"""The steps of an index that make it quick to search: they go on where they stopped, and say where they stand."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embedlab.models.settings import read_settings
from embedlab.studies.corpus import engine_steps
from embedlab.studies.corpus.bm25_on_disk import open_bm25
from embedlab.studies.corpus.engine_steps import Bm25Step, EngineStep
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.open_engine import VECTORS, built_engine, writing_engine
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import EngineError, How, Terms

DENSE, SPARSE = Reading.parse("all-minilm-l6-v2"), Reading.parse("splade-tiny")
N = 40
SETTINGS = replace(read_settings({}), threads=1)
rng = np.random.default_rng(0)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexFolder:
    """An index with a dense and a sparse reading of 40 texts; each of the 40 has a term of its own, and all have 7."""
    monkeypatch.delenv("EMBEDLAB_QDRANT_URL", raising=False)
    monkeypatch.setattr(engine_steps, "POINTS", 16)
    index = IndexFolder.make(tmp_path / "0123", [f"text {row}" for row in range(N)])
    vectors = rng.standard_normal((N, DENSE.width)).astype(np.float32)
    index.dense_rows(DENSE).append(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    index.tell(SPARSE, width=100)
    terms = np.array([[7, 20 + row] for row in range(N)]).ravel()
    index.sparse_rows(SPARSE).append([2] * N, terms, np.tile([1.0, 2.0], N).astype(np.float32))
    return index


def test_all_vectors_go_in_and_are_found_by_all_searches_of_a_process(index: IndexFolder) -> None:
    step, told = EngineStep(index, DENSE, SETTINGS), list[int]()
    assert step.done() == 0
    step.run(told.append)
    assert told == [1, 3, 4, step.total]
    assert step.done() == step.total
    engine = built_engine(index, DENSE)
    vectors = index.vectors(DENSE)
    found = engine.nearest(VECTORS, vectors[3], 5, how=How(exact=True))
    assert found.rows.tolist() == np.argsort(-(vectors @ vectors[3]))[:5].tolist()
    assert built_engine(index, DENSE) is engine


def test_sparse_vectors_keep_the_weights_that_the_model_gave(index: IndexFolder) -> None:
    EngineStep(index, SPARSE, SETTINGS).run(lambda _: None)
    query = Terms(np.array([7, 23]), np.array([0.5, 3.0], dtype=np.float32))
    found = built_engine(index, SPARSE).nearest(VECTORS, query, 2)
    assert (found.rows[0], found.scores.tolist()) == (3, [6.5, 0.5])


def test_a_step_goes_on_where_it_stopped(index: IndexFolder) -> None:
    step, told = EngineStep(index, DENSE, SETTINGS), list[int]()

    def stop(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        step.run(stop)
    assert step.done() == 3
    with pytest.raises(EngineError, match="no engine for this model yet"):
        built_engine(index, DENSE)
    EngineStep(index, DENSE, SETTINGS).run(told.append)
    assert told == [4, step.total]
    engine = built_engine(index, DENSE)
    assert engine.count() == N


def test_what_the_engine_holds_counts_and_not_what_was_noted(index: IndexFolder) -> None:
    step = EngineStep(index, DENSE, SETTINGS)
    engine, told = writing_engine(index, DENSE, SETTINGS), list[int]()
    engine.add(step._batch(0, 20))
    engine.close()
    step.run(told.append)
    assert told == [3, 4, step.total]  # begun anew with the batch of which 4 were there


def test_an_engine_elsewhere_is_another(index: IndexFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    EngineStep(index, DENSE, SETTINGS).run(lambda _: None)
    elsewhere = EngineStep(index, DENSE, replace(SETTINGS, qdrant_url="http://127.0.0.1:9"))
    assert elsewhere.done() == 0
    with pytest.raises(EngineError, match=r"^The Qdrant server at 127\.0\.0\.1:9 does not answer"):
        elsewhere.run(lambda _: None)
    monkeypatch.setenv("EMBEDLAB_QDRANT_URL", "http://127.0.0.1:9")
    with pytest.raises(EngineError, match="index it again"):
        built_engine(index, DENSE)


def test_an_index_made_anew_is_not_searched_by_what_was_open(index: IndexFolder) -> None:
    EngineStep(index, DENSE, SETTINGS).run(lambda _: None)
    old = built_engine(index, DENSE)
    shutil.rmtree(index.path / "engine")
    EngineStep(index, DENSE, SETTINGS).run(lambda _: None)
    assert built_engine(index, DENSE) is not old


def test_terms_are_counted_once(index: IndexFolder) -> None:
    step, told = Bm25Step(index), list[int]()
    assert step.done() == 0
    step.run(told.append)
    assert told == [0, N - 1, N]
    assert step.done() == step.total == N
    assert open_bm25(index.path / "bm25").scores("text 12").argmax() == 12
