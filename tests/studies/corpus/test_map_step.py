from pathlib import Path

import numpy as np
import pytest

from embedlab.compute.neighbour_graph import NeighbourGraph
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.map_record import FILE, CorpusMap, MapFacts, load_map, save_map
from embedlab.studies.corpus.map_step import MapStep, map_of, map_step
from embedlab.studies.corpus.text_reading import Reading

GLOVE = Reading("glove-6b-50d")
TEXTS = ["the bank of the river", "money in the bank", "money in the bank", "a loan of money", "water of the river"]


def vectors(count: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(count, 50)).astype(np.float32)


def index_with(path: Path, texts: list[str]) -> IndexFolder:
    index = IndexFolder.make(path / "key", texts)
    index.dense_rows(GLOVE).append(vectors(len(texts)))
    return index


def test_the_step_makes_the_map_once_and_finds_it_done(tmp_path: Path) -> None:
    index, told = index_with(tmp_path, TEXTS), []
    step = MapStep(index, GLOVE)
    assert (step.done(), step.total) == (0, 5)
    step.run(told.append)
    assert step.done() == told[-1] == 5
    made = (index.path / FILE).stat().st_mtime_ns
    step.run(told.append)
    assert (index.path / FILE).stat().st_mtime_ns == made


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_map_is_read_as_it_was_kept(tmp_path: Path, count: int) -> None:
    made = map_of(vectors(count), TEXTS[:count], "glove-6b-50d")
    save_map(tmp_path, made)
    found = load_map(tmp_path, count)
    assert found is not None
    assert found.facts == made.facts
    for one, other in (
        (found.xy, made.xy), (found.clusters, made.clusters), (found.same, made.same),
        (found.graph.rows, made.graph.rows), (found.graph.cosines, made.graph.cosines),
    ):  # fmt: skip
        np.testing.assert_array_equal(one, other)
        assert one.shape == other.shape


def test_a_map_of_other_texts_or_a_damaged_one_is_none(tmp_path: Path) -> None:
    save_map(tmp_path, map_of(vectors(3), TEXTS[:3], "glove-6b-50d"))
    assert load_map(tmp_path, 4) is None
    (tmp_path / FILE).write_bytes(b"no map")
    assert load_map(tmp_path, 3) is None
    facts = MapFacts("glove-6b-50d", "pca", 0, 1.0, 1, 1.0, 1.0, ((),), 0.1)
    astray = NeighbourGraph(np.array([[7]], np.int32), np.ones((1, 1), np.float32), 1.0)
    save_map(tmp_path, CorpusMap(np.zeros((1, 2), np.float32), *np.zeros((2, 1), np.int32), astray, facts))
    assert load_map(tmp_path, 1) is None


def test_equal_texts_have_one_number() -> None:
    assert map_of(vectors(5), TEXTS, "glove-6b-50d").same.tolist() == [0, 1, 1, 2, 3]


def test_a_sentence_encoder_is_preferred_and_a_sparse_model_gives_no_map(tmp_path: Path) -> None:
    index = IndexFolder(tmp_path)
    step = map_step(index, [GLOVE, Reading("e5-small-v2"), Reading("splade-tiny")])
    assert step is not None
    assert str(step.reading) == "e5-small-v2"
    assert map_step(index, [Reading("splade-tiny")]) is None
