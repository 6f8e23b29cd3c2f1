"""The engine in this process: Qdrant Edge, a folder with a write-ahead log.

One process at a time can have a folder open; a second one gets an ``EngineError`` and can search without it.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from embedlab.studies.corpus.index_folder import bytes_under
from embedlab.studies.corpus.vector_engine import (
    EVERYWHERE,
    FAST,
    FIRST_RANK,
    GRAPH_EF,
    GRAPH_FROM_KB,
    GRAPH_LINKS,
    RRF_K,
    Batch,
    EngineError,
    How,
    Nearest,
    Shape,
    Side,
    Terms,
    Vector,
    Within,
    nearest_of,
    payload_key,
    payload_of,
    sparse_lists,
)

if TYPE_CHECKING:
    from qdrant_edge import EdgeConfig, Filter, Query, ScoredPoint, SearchParams

HELD_BYTES: Final = 20_000_000
"""What an open folder holds in memory, about."""


class EdgeEngine:
    """An open folder.

    Args:
        folder: where it is; made when it is not there.
        shape: what it holds; that of a folder that is there.
        threads: threads of one search, and of the graph when it is built.

    Raises:
        EngineError: another process has it open, or it cannot be read or made.
    """

    def __init__(self, folder: Path, shape: Shape, threads: int = 1) -> None:
        from qdrant_edge import EdgeShard

        self._folder, self._shape = folder, shape
        made = (folder / "edge_config.json").is_file()
        with _told(folder):
            if not made:
                # What a death left behind that came before the first line of the log holds nothing.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
            self._shard = EdgeShard.load(str(folder)) if made else self._created(threads)

    @property
    def where(self) -> str:
        """Where the points are, for a reader."""
        return "Qdrant Edge, in this process"

    def _created(self, threads: int) -> Any:
        from qdrant_edge import EdgeShard, PayloadSchemaType, UpdateOperation

        shard = EdgeShard.create(str(self._folder), _config(self._shape, threads))
        for column in self._shape.columns:
            key = payload_key(self._shape, column)
            shard.update(UpdateOperation.create_field_index(key, PayloadSchemaType.Keyword))
        return shard

    def add(self, batch: Batch) -> None:
        """Add texts; the log has them when this returns."""
        from qdrant_edge import Point, UpdateOperation

        points = [
            Point(batch.start + text, _vectors(batch, text), payload_of(self._shape, batch, text))
            for text in range(batch.texts)
        ]
        with _told(self._folder):
            self._shard.update(UpdateOperation.upsert_points(points))

    def count(self) -> int:
        """How many texts are in it."""
        from qdrant_edge import CountRequest

        with _told(self._folder):
            return int(self._shard.count(CountRequest(exact=True)))

    def build(self) -> None:
        """Build the graph."""
        with _told(self._folder):
            self._shard.optimize()
            self._shard.flush()

    def nearest(self, name: str, query: Vector, limit: int, within: Within = EVERYWHERE, how: How = FAST) -> Nearest:
        """The best by dot product, or by MaxSim."""
        from qdrant_edge import QueryRequest

        with _told(self._folder):
            found = self._shard.query(
                QueryRequest(
                    limit=limit, query=_query(name, query), filter=self._filter(within), params=_params(how),
                    with_payload=False, with_vector=False,
                )
            )  # fmt: skip
        return _nearest(found)

    def fused(self, sides: Sequence[Side], limit: int, within: Within = EVERYWHERE, k: int = RRF_K) -> Nearest:
        """The best by reciprocal rank fusion."""
        from qdrant_edge import Fusion, Prefetch, QueryRequest

        narrowed = self._filter(within)
        fetched = [
            Prefetch(side.depth, _query(side.name, side.query), params=_params(side.how), filter=narrowed)
            for side in sides
        ]
        joined: Any = Fusion.Rrf(k=k + FIRST_RANK)
        with _told(self._folder):
            found = self._shard.query(
                QueryRequest(
                    limit=limit, query=joined, prefetches=fetched,
                    with_payload=False, with_vector=False,
                )
            )  # fmt: skip
        return _nearest(found)

    def bytes_stored(self) -> int:
        """Bytes of the disk that are really taken."""
        return bytes_under(self._folder)

    @property
    def bytes(self) -> int:
        """Bytes of memory that it holds, about; vectors and graph are mapped, and the system takes them back."""
        return HELD_BYTES

    def drop(self) -> None:
        """Throw away the folder."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the folder, so that another process can open it."""
        self._shard.close()

    def _filter(self, within: Within) -> "Filter | None":
        from qdrant_edge import FieldCondition, Filter, HasIdCondition, MatchAny

        must: list[Any] = [] if within.rows is None else [HasIdCondition(set(within.rows.tolist()))]
        for column, values in within.columns.items():
            must.append(FieldCondition(payload_key(self._shape, column), match=MatchAny(list(values))))
        return Filter(must=must) if must else None


def _config(shape: Shape, threads: int) -> "EdgeConfig":
    import qdrant_edge as edge

    dot = edge.Distance.Dot
    late = edge.MultiVectorConfig(edge.MultiVectorComparator.MaxSim)
    smaller: Any = None
    if shape.quantisation == "int8":
        smaller = edge.ScalarQuantizationConfig(edge.ScalarType.Int8)
    elif shape.quantisation == "binary":
        smaller = edge.BinaryQuantizationConfig()
    # No graph of token vectors: they rank what others have found.
    alone = edge.HnswIndexConfig(0, GRAPH_EF, GRAPH_FROM_KB)
    vectors = {
        name: edge.EdgeVectorParams(size, dot, quantization_config=smaller) for name, size in shape.dense.items()
    }
    for name, size in shape.multi.items():
        vectors[name] = edge.EdgeVectorParams(size, dot, multivector_config=late, hnsw_config=alone)
    return edge.EdgeConfig(
        vectors=vectors,
        sparse_vectors={
            name: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf if weighed else None)
            for name, weighed in shape.sparse.items()
        },
        hnsw_config=edge.HnswIndexConfig(GRAPH_LINKS, GRAPH_EF, GRAPH_FROM_KB, max_indexing_threads=threads),
        optimizers=edge.EdgeOptimizersConfig(indexing_threshold=GRAPH_FROM_KB, default_segment_number=1),
        max_search_threads=threads,
        # By name: without the log a death loses what was not flushed.
        wal_enabled=True,
    )


def _vectors(batch: Batch, text: int) -> dict[str, Any]:
    from qdrant_edge import SparseVector

    found: dict[str, Any] = {name: rows[text].tolist() for name, rows in batch.dense.items()}
    found |= {name: SparseVector(*terms) for name, terms in sparse_lists(batch, text)}
    return found | {name: rows[text].tolist() for name, rows in batch.multi.items()}


def _query(name: str, query: Vector) -> "Query":
    from qdrant_edge import Query, SparseVector

    if isinstance(query, Terms):
        return Query.Nearest(SparseVector(query.indices.tolist(), query.values.tolist()), using=name)
    return Query.Nearest(query.tolist(), using=name)


def _params(how: How) -> "SearchParams":
    from qdrant_edge import QuantizationSearchParams, SearchParams

    smaller = QuantizationSearchParams(ignore=how.exact, rescore=how.rescore, oversampling=how.oversampling)
    return SearchParams(hnsw_ef=how.ef, exact=how.exact, quantization=smaller)


def _nearest(points: "Sequence[ScoredPoint]") -> Nearest:
    return nearest_of([(int(str(point.id)), point.score) for point in points])


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the library raises, bare exceptions with a text, into one sentence."""
    try:
        yield
    except OSError:
        raise  # a full disk is told as one
    except Exception as error:
        if "WouldBlock" in str(error):
            raise EngineError("Another process has the vectors of this collection open; try again later.") from error
        if "No space left" in str(error):
            raise OSError(28, "No space left on device", str(folder)) from error
        raise EngineError("The engine cannot read the vectors of this collection; index it again.") from error
