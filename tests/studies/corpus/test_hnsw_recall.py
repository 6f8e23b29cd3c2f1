"""Recall of a graph against comparing everything: worked out by hand on a line of points, and on a real graph."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.hnsw_recall import graph_recall
from embedlab.studies.corpus.vector_engine import Batch, How, Nearest, Shape, VectorEngine


class Lossy:
    """An engine that finds only rows that ef divides."""

    where = "here"

    def __init__(self, vectors: np.ndarray) -> None:
        self.vectors = vectors

    def nearest(self, _: str, query: np.ndarray, limit: int, how: How) -> Nearest:
        rows = [row for row in np.argsort(-(self.vectors @ query), kind="stable").tolist() if row % (how.ef or 1) == 0]
        return Nearest(np.array(rows[:limit], dtype=np.int64), np.zeros(0))


def lossy(vectors: np.ndarray) -> VectorEngine:
    return cast(VectorEngine, Lossy(vectors))


LINE = np.column_stack([np.linspace(1, 0, 40), np.zeros(40)]).astype(np.float32)
AHEAD = np.array([[1.0, 0.0]], dtype=np.float32)


def test_recall_is_the_share_of_the_ten_nearest_that_were_found() -> None:
    found = graph_recall(lossy(LINE), "v", LINE, AHEAD, efs=(1, 2, 5))
    assert found.recall == (1.0, 0.5, 0.2)  # of rows 0 to 9: all; 0, 2, 4, 6, 8; 0 and 5
    assert (found.queries, found.points, found.efs) == (1, 40, (1, 2, 5))
    assert [found.at(ef) for ef in (1, 3, 100)] == [0, 1, 2]


def test_a_query_of_the_collection_does_not_count_itself() -> None:
    found = graph_recall(lossy(LINE), "v", LINE, AHEAD, own=[0], efs=(1, 2))
    assert found.recall == (1.0, 0.5)  # of rows 1 to 10: all; 2, 4, 6, 8, 10


def test_one_of_equals_is_as_good_as_another() -> None:
    flat = np.ones((40, 2), dtype=np.float32)
    assert graph_recall(lossy(flat), "v", flat, AHEAD, efs=(2,)).recall == (1.0,)


def test_fewer_texts_than_ten_are_found_whole() -> None:
    assert graph_recall(lossy(LINE[:3]), "v", LINE[:3], AHEAD, efs=(1,)).recall == (1.0,)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Any]:
    engine = EdgeEngine(tmp_path / "engine", Shape({"v": 64}))
    yield engine
    engine.close()


def test_a_real_graph_finds_more_the_more_candidates_it_keeps(engine: EdgeEngine) -> None:
    rng = np.random.default_rng(3)
    vectors = rng.standard_normal((5_000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for start in range(0, 5_000, 500):
        engine.add(Batch(start, {"v": vectors[start : start + 500]}))
    engine.build()
    found = graph_recall(engine, "v", vectors, vectors[:50], own=range(50), efs=(10, 64, 512))
    assert found.recall[0] < found.recall[1] <= found.recall[2]
    assert found.recall[2] > 0.99
    assert all(0 < pace.p50 <= pace.p95 for pace in (*found.paces, found.exact))
