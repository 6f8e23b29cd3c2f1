"""What a graph (HNSW) finds of the nearest vectors, and how soon, beside comparing all: the reference is NumPy.

HNSW: Malkov and Yashunin 2018. Its walk keeps ``ef`` candidates: with more of them it misses less and takes longer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.ties import SAME_COSINE
from embedlab.studies.corpus.vector_engine import How, VectorEngine

EFS: Final = (10, 16, 32, 64, 128, 256)
"""Candidates that are tried; a walk keeps at least as many as are asked for."""
TOP: Final = 10

Float32 = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pace:
    """How long a query took, in seconds: median, and what 95 of 100 stayed below."""

    p50: float
    p95: float


@dataclass(frozen=True, eq=False)
class GraphRecall:
    """What was measured.

    Attributes:
        efs: the values of ef that were tried, rising.
        recall: of each, the mean share of the ten nearest that were found, 0 to 1.
        paces: how long a query took with each.
        exact: how long it took to compare all.
        queries: how many queries it is of.
        points: n, how many vectors were searched.
        where: the engine, for a reader.
    """

    efs: tuple[int, ...]
    recall: tuple[float, ...]
    paces: tuple[Pace, ...]
    exact: Pace
    queries: int
    points: int
    where: str

    def at(self, ef: int) -> int:
        """The place of an ef, or of the nearest one that was tried."""
        return min(range(len(self.efs)), key=lambda place: abs(self.efs[place] - ef))


def graph_recall(
    engine: VectorEngine,
    name: str,
    vectors: Float32,
    queries: Float32,
    *,
    own: Sequence[int] | None = None,
    efs: Sequence[int] = EFS,
) -> GraphRecall:
    """Ask for the ten nearest with each ef, and compare with those of all vectors.

    Args:
        engine: holds the vectors under ``name``, its graph built.
        name: of the vectors.
        vectors: (n, d) float32, the same.
        queries: (q, d) float32, q of 1 or more.
        own: where queries are vectors of the collection, their rows: none finds itself.
        efs: what is tried.

    A vector as near as the tenth (within ``SAME_COSINE``) counts for it: among equals there is no right one.

    Raises:
        EngineError: the engine does not answer.
    """
    mine = [None] * len(queries) if own is None else list(own)
    wanted = TOP if own is None else TOP + 1
    truths, exact = _timed(lambda place: _nearest(vectors, queries[place], wanted), len(queries))
    recalls, paces = [], []
    for ef in efs:

        def ask(place: int, ef: int = ef) -> Rows:
            return engine.nearest(name, queries[place], wanted, how=How(ef=ef)).rows

        found, pace = _timed(ask, len(queries))
        rows = zip(truths, found, mine, queries, strict=True)
        recalls.append(float(np.mean([_share(vectors, truth, each, row, query) for truth, each, row, query in rows])))
        paces.append(pace)
    return GraphRecall(tuple(efs), tuple(recalls), tuple(paces), exact, len(queries), len(vectors), engine.where)


def _nearest(vectors: Float32, query: Float32, limit: int) -> Rows:
    scores = vectors @ query
    kept = np.argpartition(-scores, min(limit, len(scores)) - 1)[:limit]
    return kept[np.argsort(-scores[kept], kind="stable")].astype(np.int64)


def _timed(ask: Callable[[int], Rows], count: int) -> tuple[list[Rows], Pace]:
    ask(0)  # awake
    found, took = [], []
    for place in range(count):
        began = perf_counter()
        rows = ask(place)
        took.append(perf_counter() - began)
        found.append(rows)
    p50, p95 = np.percentile(took, [50, 95]).tolist()
    return found, Pace(p50, p95)


def _share(vectors: Float32, truth: Rows, found: Rows, own: int | None, query: Float32) -> float:
    truth, found = (rows[rows != own][:TOP] for rows in (truth, found))
    least = float((vectors[truth] @ query).min())
    return float((vectors[found] @ query >= least - SAME_COSINE).sum()) / len(truth) if len(truth) else 1.0
