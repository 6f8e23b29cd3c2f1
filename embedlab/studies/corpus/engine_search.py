"""A search by the engine of an index instead of by comparing everything: the same query, a graph in between."""

from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.open_engine import VECTORS, built_engine, query_of
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import EVERYWHERE, How, Within


def engine_rows(
    runtime: Runtime,
    index: IndexFolder,
    reading: Reading,
    query: str,
    limit: int,
    ef: int,
    allowed: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Return rows (k,) int64 and scores (k,) float64, best first, and the seconds that reading the query took.

    Args:
        runtime: holds the model.
        index: where to search.
        reading: by whose vectors.
        query: what is looked for.
        limit: k at most; sparse vectors bring only texts that share a term.
        ef: candidates that the walk through the graph keeps; it takes no fewer than ``limit``.
        allowed: which texts may be found, (n,) bool; None for all.

    Raises:
        EngineError: there is no engine, or it does not answer.
        StoreError: the model cannot be had.
    """
    engine = built_engine(index, reading)
    began = perf_counter()
    vector = (
        reading.dense(runtime, [query], "query")[0] if reading.kind == "dense" else reading.sparse(runtime, [query])
    )
    took = perf_counter() - began
    within = EVERYWHERE if allowed is None else Within(np.flatnonzero(allowed))
    found = engine.nearest(VECTORS, query_of(reading, vector), limit, within, How(ef=ef))
    return found.rows, found.scores, took
