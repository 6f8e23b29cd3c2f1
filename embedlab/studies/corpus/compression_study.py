"""What smaller vectors lose on a collection: neighbours of the exact search, quality, and what they save.

One length at a time, so that a page can show how far it is. Vectors come in blocks from the disk: those of 117,659
texts never lie in memory together. The times are those of NumPy, scaled from the first texts where there are many.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.compression import (
    KEPT,
    Kept,
    byte_ranges,
    bytes_of_vector,
    principal_directions,
    rescored,
    shortened,
)
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.ranking import rank
from embedlab.errors import InputError
from embedlab.limits import COMPRESSION_SCORES
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.findings import Estimate
from embedlab.studies.corpus.grown_files import DenseRows
from embedlab.studies.corpus.kept_numbers import NO_RANGES, NOTHING, KeptNumbers
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading

NEIGHBOURS: Final = 10
RESCORED: Final = 100
"""Candidates that bits have found and that full vectors order."""
LENGTHS: Final = (192, 128, 64, 32)
"""Numbers that are kept of a longer vector."""
_BLOCK: Final = 4_096
_TIMED: Final = 20_000
_REPEATS: Final = 5
_APART: Final = 1e-13
"""What each row puts a score behind that of the row before: equal scores stand in the order of their rows."""

Rows = NDArray[np.float32]
Grades = Mapping[int, int]


@dataclass(frozen=True, eq=False)
class Basis:
    """What every length is compared with.

    Attributes:
        file: of the vectors; they themselves are mapped when they are asked for, since what is remembered is counted.
        width: numbers of a vector, d.
        directions: (d, d) float32, see ``principal_directions``.
        queries: (Q, d) float32.
        own: (Q,) int64, the row that a query is itself, which it must not find; -1 for a query of the collection.
        exact: (Q, 10) int64, the nearest rows of each query by its full vector; -1 where there are fewer rows.
        document_of: (n,) int32.
        grades: for each query the grades of documents; empty for one without judgements.
    """

    file: str
    width: int
    directions: Rows
    queries: Rows
    own: NDArray[np.int64]
    exact: NDArray[np.int64]
    document_of: NDArray[np.int32]
    grades: tuple[Grades, ...]

    @property
    def vectors(self) -> Rows:
        """All vectors, (n, d) float32, mapped into memory."""
        return DenseRows(Path(self.file), self.width).rows()

    @property
    def judged(self) -> int:
        """Queries for which a relevant document is known."""
        return sum(any(grade > 0 for grade in grades.values()) for grades in self.grades)


@dataclass(frozen=True)
class Compressed:
    """One way to keep the vectors of a collection.

    Attributes:
        width: numbers of a vector.
        kept: how each is kept.
        rescored: candidates that full vectors order, which then have to be kept as well, on the disk; 0 for none.
        bytes: searched for a document, on average: what has to lie in memory.
        recall: share 0..1 of the ten nearest by full vectors that are among the ten found.
        quality: nDCG@10; None without judgements.
        seconds: comparing one query with all chunks, the median of five.
    """

    width: int
    kept: Kept
    rescored: int
    bytes: float
    recall: Estimate
    quality: Estimate | None
    seconds: float


def lengths_of(width: int) -> tuple[int, ...]:
    """The lengths that are compared for vectors of ``width`` numbers: all of them, and the shorter ones."""
    return (width, *(length for length in LENGTHS if length < width))


def basis_of(runtime: Runtime, corpus: OpenCorpus, reading: Reading) -> Basis:
    """Read queries, find directions, and search exactly: what is the same for all lengths.

    The queries are the judged ones of the collection, else all it has, else some of its texts, which must then find
    others than themselves; as many, evenly drawn, as ``COMPRESSION_SCORES`` allows.

    Raises:
        InputError: the reading keeps no dense vectors.
        StoreError: it has not read all texts.
        EmbedLabError: the model cannot be had.
    """
    if reading.kind != "dense":
        raise InputError(f"{reading.name} keeps no dense vectors that could be shortened; choose another model.")
    vectors = corpus.index.vectors(reading)
    most = max(1, COMPRESSION_SCORES // len(vectors))
    asked = corpus.judged or corpus.questions
    drawn = _evenly(len(asked) or len(vectors), most)
    if asked:
        queries = reading.dense(runtime, [asked[row].text for row in drawn], "query")
        own, grades = np.full(len(drawn), -1), tuple(asked[row].grades for row in drawn)
    else:
        queries, own, grades = np.asarray(vectors[drawn]), drawn, ({},) * len(drawn)
    directions = principal_directions(_blocks(vectors))
    plain = KeptNumbers(vectors.shape[1], "float32", NO_RANGES, NOTHING)
    nothing = np.empty((len(drawn), 0), dtype=np.int64)
    source = corpus.index.dense_rows(reading)
    basis = Basis(str(source.path), source.width, directions, queries, own, nothing, corpus.document_of, grades)
    exact = _nearest(basis, vectors.shape[1], {"float32": plain}, NEIGHBOURS)["float32"]
    return replace(basis, exact=exact)


def compressed_to(basis: Basis, width: int) -> tuple[Compressed, ...]:
    """Measure vectors of ``width`` numbers, each kept in every way, and bits once more with candidates rescored.

    Raises:
        ValueError: there are not so many numbers.
    """
    ranges = byte_ranges(_shortened(basis, rows, width) for rows in _blocks(basis.vectors))
    total = sum(_shortened(basis, rows, width).sum(axis=0, dtype=np.float64) for rows in _blocks(basis.vectors))
    middle = np.asarray(total / len(basis.vectors), dtype=np.float32)
    ways: dict[Kept, KeptNumbers] = {kept: KeptNumbers(width, kept, ranges, middle) for kept in KEPT}
    found = _nearest(basis, width, ways, RESCORED)
    timed = {kept: _seconds(basis, way) for kept, way in ways.items()}
    told = [_told(basis, ways[kept], 0, found[kept], timed[kept]) for kept in KEPT]
    began = perf_counter()
    again = _rescored(basis, found["binary"])
    extra = (perf_counter() - began) / len(again)
    return (*told, _told(basis, ways["binary"], RESCORED, again, timed["binary"] + extra))


def _blocks(vectors: Rows) -> Iterator[Rows]:
    return (np.asarray(vectors[start : start + _BLOCK]) for start in range(0, len(vectors), _BLOCK))


def _evenly(count: int, most: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.int64))


def _shortened(basis: Basis, rows: Rows, width: int) -> Rows:
    # Whole vectors stay as the model made them; bits of turned ones would be others.
    return rows if width == basis.width else shortened(rows, basis.directions, width)


def _nearest(basis: Basis, width: int, ways: Mapping[Kept, KeptNumbers], keep: int) -> dict[Kept, NDArray[np.int64]]:
    """The rows that each way finds, best first, (Q, keep); -1 where there are fewer rows."""
    queries, count = _shortened(basis, basis.queries, width), len(basis.queries)
    rows = {kept: np.full((count, keep), -1, dtype=np.int64) for kept in ways}
    best = {kept: np.full((count, keep), -np.inf) for kept in ways}
    start = 0
    for block in _blocks(basis.vectors):
        short, numbers = _shortened(basis, block, width), np.arange(start, start + len(block))
        for kept, way in ways.items():
            scores = way.scores(way.written(short), queries) - numbers * _APART
            scores[basis.own[:, None] == numbers] = -np.inf
            both = np.concatenate([best[kept], scores], axis=1)
            names = np.concatenate([rows[kept], np.broadcast_to(numbers, scores.shape)], axis=1)
            first = np.argpartition(-both, keep - 1, axis=1)[:, :keep]
            best[kept], rows[kept] = (np.take_along_axis(each, first, axis=1) for each in (both, names))
        start += len(block)
    for kept in ways:
        order = np.argsort(-best[kept], axis=1, kind="stable")
        rows[kept] = np.take_along_axis(np.where(np.isinf(best[kept]), -1, rows[kept]), order, axis=1)
    return rows


def _rescored(basis: Basis, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
    again = np.full_like(candidates, -1)
    for place, (query, found) in enumerate(zip(basis.queries, candidates, strict=True)):
        rows = np.sort(found[found >= 0])
        order = np.argsort(-rescored(basis.vectors[rows], query), kind="stable")
        again[place, : len(rows)] = rows[order]
    return again


def _seconds(basis: Basis, way: KeptNumbers) -> float:
    """The median time of a query, scaled from the first texts to all."""
    rows = np.asarray(basis.vectors[:_TIMED])
    written, queries = way.written(_shortened(basis, rows, way.width)), _shortened(basis, basis.queries, way.width)
    took = []
    for place in range(_REPEATS):
        began = perf_counter()
        way.scores(written, queries[[place % len(queries)]])
        took.append(perf_counter() - began)
    return median(took) * len(basis.vectors) / len(rows)


def _told(basis: Basis, way: KeptNumbers, again: int, found: NDArray[np.int64], seconds: float) -> Compressed:
    shares = []
    for row, exact in zip(found[:, :NEIGHBOURS], basis.exact, strict=True):
        known = exact[exact >= 0]
        shares.append(np.isin(known, row).mean() if len(known) else 1.0)
    gains = [
        gain for row, grades in zip(found, basis.grades, strict=True) if (gain := _gain(basis, row, grades)) is not None
    ]
    stored = bytes_of_vector(way.width, way.kept) * len(basis.vectors) / (int(basis.document_of.max()) + 1)
    return Compressed(
        way.width, way.kept, again, stored, _estimate(shares), _estimate(gains) if gains else None, seconds
    )


def _gain(basis: Basis, rows: NDArray[np.int64], grades: Grades) -> float | None:
    """nDCG@10 of the documents of the rows, each where its first chunk stands; None without a relevant document."""
    found = list(dict.fromkeys(basis.document_of[rows[rows >= 0]].tolist()))[:NEIGHBOURS]
    missing = [document for document in grades if document not in found]
    # What was not found stands behind ten others, whatever they are, so that none of it counts.
    listed = [grades.get(document, 0) for document in found] + [0] * (NEIGHBOURS - len(found))
    listed += [grades[document] for document in missing]
    return ndcg_at(rank(-np.arange(len(listed), dtype=np.float64)), listed, NEIGHBOURS)


def _estimate(values: list[float]) -> Estimate:
    return Estimate(float(np.mean(values)), *bootstrap_interval(values))
