"""The same engine on a server or a cluster of servers, through its client: ``EMBEDLAB_QDRANT_URL``.

What it was held to in tests is the client's local mode, which compares everything; graph and quantisation are the
server's own.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

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
    from qdrant_client import QdrantClient, models

_ANSWER_SECONDS: Final = 30
_GRAPH_SECONDS: Final = 3_600.0
_LOOK_SECONDS: Final = 0.5


def connect(url: str, key: str = "") -> "QdrantClient":
    """Return a client of the server at an address; it is not asked for anything yet."""
    from qdrant_client import QdrantClient

    return QdrantClient(url=url, api_key=key or None, timeout=_ANSWER_SECONDS, check_compatibility=False)


class QdrantServer:
    """An open collection of a server.

    Args:
        client: speaks to it.
        name: of the collection, with signs that it may not have put right; made when it is not there.
        shape: what it holds.
        url: its address, for messages.

    Raises:
        EngineError: the server does not answer, or refuses.
    """

    def __init__(self, client: "QdrantClient", name: str, shape: Shape, url: str = "") -> None:
        self._client, self._shape = client, shape
        self._name = re.sub(r"[^\w.+-]", "_", name, flags=re.ASCII)
        self._host = urlsplit(url).netloc or "this machine"
        with self._told():
            if not client.collection_exists(self._name):
                self._create()

    @property
    def where(self) -> str:
        """Where the points are, for a reader."""
        return f"Qdrant at {self._host}"

    def _create(self) -> None:
        from qdrant_client import models

        shape = self._shape
        vectors = {
            name: models.VectorParams(size=size, distance=models.Distance.DOT) for name, size in shape.dense.items()
        }
        for params in vectors.values():
            params.quantization_config = _smaller(shape)
        late = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
        alone = models.HnswConfigDiff(m=0)  # no graph of token vectors: they rank what others have found
        for name, size in shape.multi.items():
            vectors[name] = models.VectorParams(
                size=size, distance=models.Distance.DOT, multivector_config=late, hnsw_config=alone
            )
        sparse = {
            name: models.SparseVectorParams(modifier=models.Modifier.IDF if weighed else None)
            for name, weighed in shape.sparse.items()
        }
        self._client.create_collection(
            self._name,
            vectors_config=vectors,
            sparse_vectors_config=sparse,
            hnsw_config=models.HnswConfigDiff(m=GRAPH_LINKS, ef_construct=GRAPH_EF, full_scan_threshold=GRAPH_FROM_KB),
            optimizers_config=models.OptimizersConfigDiff(indexing_threshold=GRAPH_FROM_KB),
        )
        for column in shape.columns:
            key = payload_key(shape, column)
            self._client.create_payload_index(self._name, key, models.PayloadSchemaType.KEYWORD)

    def add(self, batch: Batch) -> None:
        """Add texts; the server has them on disk when this returns."""
        from qdrant_client import models

        points = [
            models.PointStruct(
                id=batch.start + text, vector=_vectors(batch, text), payload=payload_of(self._shape, batch, text)
            )
            for text in range(batch.texts)
        ]
        with self._told():
            self._client.upsert(self._name, points, wait=True)

    def count(self) -> int:
        """How many texts are in it."""
        with self._told():
            return self._client.count(self._name, exact=True).count

    def build(self) -> None:
        """Wait until the server has built the graph, which it does by itself."""
        from qdrant_client import models

        last = monotonic() + _GRAPH_SECONDS
        while monotonic() < last:
            with self._told():
                if self._client.get_collection(self._name).status == models.CollectionStatus.GREEN:
                    return
            sleep(_LOOK_SECONDS)
        raise EngineError(f"The Qdrant server at {self._host} builds its graph for too long; look at its log.")

    def nearest(self, name: str, query: Vector, limit: int, within: Within = EVERYWHERE, how: How = FAST) -> Nearest:
        """The best by dot product, or by MaxSim."""
        with self._told():
            found = self._client.query_points(
                self._name, query=_query(query), using=name, limit=limit, query_filter=self._filter(within),
                search_params=_params(how), with_payload=False,
            )  # fmt: skip
        return _nearest(found.points)

    def fused(self, sides: Sequence[Side], limit: int, within: Within = EVERYWHERE, k: int = RRF_K) -> Nearest:
        """The best by reciprocal rank fusion."""
        from qdrant_client import models

        narrowed = self._filter(within)
        fetched = [
            models.Prefetch(
                query=_query(side.query), using=side.name, limit=side.depth, params=_params(side.how), filter=narrowed
            )
            for side in sides
        ]
        fusion = models.RrfQuery(rrf=models.Rrf(k=k + FIRST_RANK))
        with self._told():
            found = self._client.query_points(
                self._name, query=fusion, prefetch=fetched, limit=limit, with_payload=False
            )
        return _nearest(found.points)

    def bytes_stored(self) -> None:
        """A server does not tell."""
        return

    def drop(self) -> None:
        """Have the server throw the collection away."""
        with self._told():
            self._client.delete_collection(self._name)
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _filter(self, within: Within) -> "models.Filter | None":
        from qdrant_client import models

        must: list[Any] = [] if within.rows is None else [models.HasIdCondition(has_id=within.rows.tolist())]
        for column, values in within.columns.items():
            key = payload_key(self._shape, column)
            must.append(models.FieldCondition(key=key, match=models.MatchAny(any=list(values))))
        return models.Filter(must=must) if must else None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the client raises into one sentence."""
        from qdrant_client.http.exceptions import ApiException, UnexpectedResponse

        try:
            yield
        except UnexpectedResponse as error:
            key = " and EMBEDLAB_QDRANT_KEY" if error.status_code in (401, 403) else ""
            raise EngineError(
                f"The Qdrant server at {self._host} refuses (status {error.status_code}); see its log{key}."
            ) from error
        except (ApiException, OSError) as error:
            raise EngineError(
                f"The Qdrant server at {self._host} does not answer; start it, or unset EMBEDLAB_QDRANT_URL."
            ) from error


def _smaller(shape: Shape) -> Any:
    from qdrant_client import models

    if shape.quantisation == "int8":
        return models.ScalarQuantization(scalar=models.ScalarQuantizationConfig(type=models.ScalarType.INT8))
    if shape.quantisation == "binary":
        return models.BinaryQuantization(binary=models.BinaryQuantizationConfig())
    return None


def _vectors(batch: Batch, text: int) -> dict[str, Any]:
    from qdrant_client import models

    found: dict[str, Any] = {name: rows[text].tolist() for name, rows in batch.dense.items()}
    for name, (indices, values) in sparse_lists(batch, text):
        found[name] = models.SparseVector(indices=indices, values=values)
    return found | {name: rows[text].tolist() for name, rows in batch.multi.items()}


def _query(query: Vector) -> Any:
    from qdrant_client import models

    if isinstance(query, Terms):
        return models.SparseVector(indices=query.indices.tolist(), values=query.values.tolist())
    return query.tolist()


def _params(how: How) -> "models.SearchParams":
    from qdrant_client import models

    smaller = models.QuantizationSearchParams(ignore=how.exact, rescore=how.rescore, oversampling=how.oversampling)
    return models.SearchParams(hnsw_ef=how.ef, exact=how.exact, quantization=smaller)


def _nearest(points: "Sequence[models.ScoredPoint]") -> Nearest:
    return nearest_of([(int(point.id), point.score) for point in points])
