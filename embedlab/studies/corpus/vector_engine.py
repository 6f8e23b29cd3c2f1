"""What a vector engine does for a collection, whichever engine it is: points go in by number, the nearest come out.

A point is a text of the collection, its number the row of the text. It may have several vectors under names of their
own: dense ones, sparse ones, and one for each token. ``edge_engine`` keeps them in this process, ``qdrant_server`` on a
server; one test holds both to this contract and to NumPy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import EmbedLabError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Quantisation = Literal["none", "int8", "binary"]
Float32 = NDArray[np.float32]

RRF_K: Final = 60
"""The constant of reciprocal rank fusion, as in its paper."""
FIRST_RANK: Final = 1
"""The paper counts ranks from 1 and Qdrant from 0: its constant is larger by so much."""
GRAPH_LINKS: Final = 16
"""Links of a point in the graph, called m."""
GRAPH_EF: Final = 100
"""Candidates looked at when a point is linked, called ef_construct."""
GRAPH_FROM_KB: Final = 1_000
"""Kilobytes of one kind of vectors below which there is no graph: all are compared, which is as fast."""


class EngineError(EmbedLabError):
    """An engine does not answer; what it holds can be searched without it."""


@dataclass(frozen=True)
class Shape:
    """What is kept of each text.

    Attributes:
        dense: dimension by name; compared by dot product, so bring them at length 1.
        sparse: by name, whether a term weighs more the fewer texts have it: times idf = ln(1 + (n - df + 1/2) /
            (df + 1/2)), n the texts that have any term.
        multi: dimension by name, of which a text has one vector for each token; compared by MaxSim, without a graph.
        columns: names of texts' properties that a search can be narrowed by.
        quantisation: how dense vectors are kept a second time, smaller, to be looked through first.
    """

    dense: Mapping[str, int] = field(default_factory=dict)
    sparse: Mapping[str, bool] = field(default_factory=dict)
    multi: Mapping[str, int] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    quantisation: Quantisation = "none"


@dataclass(frozen=True, eq=False)
class Batch:
    """Vectors of a run of texts, in their order; each side has one row or entry for each text.

    Attributes:
        start: number of the first text.
        dense: (b, d) float32 by name.
        sparse: (b, V) float32 CSR by name.
        multi: by name, a (tokens, d) float32 each.
        payload: for each text its properties by column.
    """

    start: int
    dense: Mapping[str, Float32] = field(default_factory=dict)
    sparse: Mapping[str, "csr_matrix"] = field(default_factory=dict)
    multi: Mapping[str, Sequence[Float32]] = field(default_factory=dict)
    payload: Sequence[Mapping[str, str]] = ()

    @property
    def texts(self) -> int:
        """How many texts it is of."""
        sizes = {len(rows) for side in (self.dense, self.multi) for rows in side.values()}
        sizes |= {int(rows.shape[0]) for rows in self.sparse.values()}
        if len(sizes) != 1 or (self.payload and len(self.payload) not in sizes):
            raise ValueError(f"a batch is of one number of texts, not of {sorted(sizes)}")
        return sizes.pop()


@dataclass(frozen=True, eq=False)
class Terms:
    """A sparse query: (k,) numbers of terms and their weights."""

    indices: NDArray[np.int64]
    values: Float32


Vector = Float32 | Terms
"""What a query is: (d,) float32, ``Terms``, or (tokens, d) float32."""


@dataclass(frozen=True)
class Within:
    """Which texts may be found: all, or those of some rows, or those with one of some values in each named column."""

    rows: NDArray[np.int64] | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EVERYWHERE: Final = Within()


@dataclass(frozen=True)
class How:
    """How hard to look.

    Attributes:
        ef: candidates that the walk through the graph keeps; the more, the surer and the slower. None: the engine's.
        exact: compare all, without the graph.
        rescore: compare what the smaller vectors have found by the vectors themselves. None: as the engine does.
        oversampling: how many times as many candidates are taken from the smaller vectors for that.
    """

    ef: int | None = None
    exact: bool = False
    rescore: bool | None = None
    oversampling: float | None = None


FAST: Final = How()


@dataclass(frozen=True, eq=False)
class Side:
    """One of the searches that a fusion joins: a query for the vectors of a name, and how many it brings."""

    name: str
    query: Vector
    depth: int = 100
    how: How = FAST


@dataclass(frozen=True, eq=False)
class Nearest:
    """What was found, best first: rows (k,) int64 and scores (k,) float64."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]


class VectorEngine(Protocol):
    """An open collection of points. Every method may raise an ``EngineError``."""

    @property
    def where(self) -> str:
        """Where the points are, for a reader."""
        ...

    def add(self, batch: Batch) -> None:
        """Add texts, or bring them again: when this returns, they outlive the death of this process."""
        ...

    def count(self) -> int:
        """How many texts are in it; what was added in order goes on from there."""
        ...

    def build(self) -> None:
        """Build the graph (HNSW) and wait for it."""
        ...

    def nearest(self, name: str, query: Vector, limit: int, within: Within = EVERYWHERE, how: How = FAST) -> Nearest:
        """The ``limit`` best by dot product: of dense vectors, of sparse ones, or MaxSim of token vectors."""
        ...

    def fused(self, sides: Sequence[Side], limit: int, within: Within = EVERYWHERE, k: int = RRF_K) -> Nearest:
        """The best by reciprocal rank fusion of several searches: the sum of 1 / (k + rank), ranks from 1.

        Cormack, Clarke and Büttcher 2009. A text that a search did not bring gets nothing from it, and equal scores
        have different ranks: other than ``compute.hybrid``, which ranks all texts everywhere.
        """
        ...

    def bytes_stored(self) -> int | None:
        """Bytes that it takes on the disk; None where that is not to be had."""
        ...

    def drop(self) -> None:
        """Throw away all that it holds, and close it."""
        ...

    def close(self) -> None:
        """Let go of it; what was added stays."""
        ...


def payload_key(shape: Shape, column: str) -> str:
    """The key of a column in the engine: its number, as a visitor's own names may have any sign in them.

    Raises:
        ValueError: the engine was made without that column.
    """
    return f"column_{shape.columns.index(column)}"


def payload_of(shape: Shape, batch: Batch, text: int) -> dict[str, str]:
    """The properties of a text of a batch under the keys of the engine."""
    values = batch.payload[text] if batch.payload else {}
    return {payload_key(shape, column): value for column, value in values.items()}


def sparse_lists(batch: Batch, text: int) -> Iterator[tuple[str, tuple[list[int], list[float]]]]:
    """By name, the numbers and the weights of the terms of a text of a batch; a text without a term is not named.

    Left out, so that idf is of the texts that have a term, for every engine: some count empty ones and some do not.
    """
    for name, rows in batch.sparse.items():
        part = slice(int(rows.indptr[text]), int(rows.indptr[text + 1]))
        if part.start < part.stop:
            yield name, (rows.indices[part].tolist(), rows.data[part].tolist())


def nearest_of(points: Sequence[tuple[int, float]]) -> Nearest:
    """Put points with their scores, best first, into arrays; equal scores by their rows."""
    found = sorted(points, key=lambda point: (-point[1], point[0]))
    rows = np.array([row for row, _ in found], dtype=np.int64)
    return Nearest(rows, np.array([score for _, score in found], dtype=np.float64))
