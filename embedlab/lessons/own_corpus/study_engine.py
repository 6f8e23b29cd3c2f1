"""The recall of the graph on a collection: its own queries where there are enough, else its own texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.hnsw_recall import GraphRecall, graph_recall
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.open_engine import VECTORS, built_engine, is_built
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import GRAPH_FROM_KB

ENGINE_QUERIES: Final = 100
_ENOUGH: Final = 20
"""Queries of the collection from which on they are asked; recall of fewer would be a matter of luck."""


@dataclass(frozen=True, eq=False)
class EngineAsked:
    """What was measured, and on what.

    Attributes:
        found: recall and time.
        own: whether texts of the collection stood in for queries.
        graph: whether there is a graph: of few vectors an engine makes none.
        stored: bytes of the disk, None where they are not to be had.
    """

    found: GraphRecall
    own: bool
    graph: bool
    stored: int | None


def engines_built(index: IndexFolder) -> tuple[Reading, ...]:
    """The readings whose dense vectors an engine has in a graph, by name."""
    settings = read_settings()
    return tuple(each for each in index.readings() if each.kind == "dense" and is_built(index, each, settings))


def measure_engine(runtime: Runtime, index: IndexFolder, reading: Reading, queries: Sequence[str]) -> EngineAsked:
    """Measure recall and time of the graph of a reading, with the queries where there are enough.

    Raises:
        EngineError: the engine does not answer.
        StoreError: the model of the reading cannot be had.
    """
    engine, vectors = built_engine(index, reading), index.vectors(reading)
    if len(queries) >= _ENOUGH:
        own, asked = None, reading.dense(runtime, [queries[place] for place in drawn(len(queries))], "query")
    else:
        own = drawn(len(vectors))
        asked = np.asarray(vectors[own])
    found = graph_recall(engine, VECTORS, vectors, asked, own=own)
    return EngineAsked(found, own is not None, vectors.nbytes > GRAPH_FROM_KB * 1_024, engine.bytes_stored())


def drawn(count: int) -> list[int]:
    """A sample of at most ``ENGINE_QUERIES`` numbers below ``count``, the same each time, rising."""
    return sorted(np.random.default_rng(0).choice(count, min(count, ENGINE_QUERIES), replace=False).tolist())
