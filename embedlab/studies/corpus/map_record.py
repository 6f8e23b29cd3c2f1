"""The map of a collection as it is kept: places, clusters and their words, and the nearest texts of every text."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.neighbour_graph import NeighbourGraph
from embedlab.errors import StoreError
from embedlab.studies.corpus.arrow_files import open_table, write_table
from embedlab.studies.remembered import remembered

if TYPE_CHECKING:
    import pyarrow as pa

FILE: Final = "map.arrow"
NEIGHBOURS: Final = 10
"""Neighbours of a text that a map is asked for, when it is said how many it keeps."""
_FACTS: Final = b"embedlab"


@dataclass(frozen=True)
class MapFacts:
    """How a map was made.

    Attributes:
        reading: the vectors that it is a map of.
        method: ``umap`` or ``pca``.
        seed: what it was begun with.
        kept: share of a text's ``NEIGHBOURS`` nearest that are among its nearest on the map, 0 to 1.
        asked: texts that were asked for it, drawn at random.
        recall: share of the true nearest that were found among the vectors, 0 to 1.
        variance: share of the variance that the numbers hold in which clusters were found, 0 to 1.
        terms: the words of each cluster, the heaviest first.
        seconds: how long it took.
    """

    reading: str
    method: str
    seed: int
    kept: float
    asked: int
    recall: float
    variance: float
    terms: tuple[tuple[str, ...], ...]
    seconds: float


@dataclass(frozen=True, eq=False)
class CorpusMap:
    """A map of n chunks.

    Attributes:
        xy: (n, 2) float32, nearly all within -1 to 1, without a unit.
        clusters: (n,) int32, 0 or more, the largest cluster 0.
        same: (n,) int32, one number for each text that differs.
        graph: the nearest others of each chunk.
        facts: how it was made.
    """

    xy: NDArray[np.float32]
    clusters: NDArray[np.int32]
    same: NDArray[np.int32]
    graph: NeighbourGraph
    facts: MapFacts

    def __len__(self) -> int:
        """How many chunks it has, n."""
        return len(self.xy)


def save_map(folder: Path, found: CorpusMap) -> None:
    """Keep a map in the folder of an index.

    Raises:
        OSError: there is no room.
    """
    import pyarrow as pa

    def listed(values: NDArray[Any]) -> "pa.Array":
        return pa.FixedSizeListArray.from_arrays(pa.array(values.ravel()), max(values.shape[1], 1))

    # A single text has no neighbour, and a list of none cannot say how many lists there are.
    rows, cosines = (_one_wide(part) for part in (found.graph.rows, found.graph.cosines))
    table = pa.table({
        "x": found.xy[:, 0], "y": found.xy[:, 1], "cluster": found.clusters, "same": found.same,
        "neighbours": listed(rows), "cosines": listed(cosines),
    })  # fmt: skip
    facts = {**vars(found.facts), "neighbours": found.graph.rows.shape[1]}
    write_table(folder / FILE, table.replace_schema_metadata({_FACTS: json.dumps(facts).encode()}))


def load_map(folder: Path, count: int) -> CorpusMap | None:
    """The map of an index of ``count`` texts, shared by all visitors; None where there is none that can be used."""
    path = folder / FILE
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return None
    found = _read(str(path), stamp)
    return found if found is not None and len(found) == count else None


@remembered
def _read(path: str, stamp: int) -> CorpusMap | None:
    del stamp  # part of the key: a new map is read anew
    try:
        table = open_table(Path(path))
        return _record_of(table)
    except (StoreError, KeyError, TypeError, ValueError):
        return None


def _record_of(table: "pa.Table") -> CorpusMap:
    facts = json.loads((table.schema.metadata or {})[_FACTS])
    k, recall = int(facts.pop("neighbours")), float(facts["recall"])
    facts["terms"] = tuple(tuple(map(str, terms)) for terms in facts["terms"])
    count = table.num_rows

    def flat(name: str) -> NDArray[Any]:
        return np.asarray(table.column(name).combine_chunks().flatten().to_numpy()).reshape(count, -1)[:, :k]

    places = np.stack([table.column(axis).to_numpy() for axis in "xy"], axis=1)
    rows, cosines = flat("neighbours").astype(np.int32), flat("cosines").astype(np.float32)
    if rows.size and not (rows.min() >= 0 and rows.max() < count):
        raise ValueError("a neighbour is no text")
    return CorpusMap(
        places.astype(np.float32),
        table.column("cluster").to_numpy().astype(np.int32),
        table.column("same").to_numpy().astype(np.int32),
        NeighbourGraph(rows, cosines, recall),
        MapFacts(**facts),
    )


def _one_wide(values: NDArray[Any]) -> NDArray[Any]:
    return values if values.shape[1] else np.zeros((len(values), 1), values.dtype)
