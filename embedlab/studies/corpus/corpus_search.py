"""A search in a collection: the scores of all chunks by a first stage, and the best of them ranked again.

The reference: every chunk is compared, in float32 products as they were kept. What an engine gives for less is held
against this, and stood in for by it where there is no engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.hybrid import Fusion, reciprocal_rank_fusion, weighted_sum
from embedlab.compute.lexical import LexicalIndex
from embedlab.compute.parts import Part
from embedlab.compute.ranking import rank
from embedlab.errors import InputError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.bm25_on_disk import Bm25OnDisk, saved_bm25
from embedlab.studies.corpus.engine_search import engine_rows
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DENSE_OF_HYBRIDS, DEPTH, HYBRIDS, SetUp
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import EngineError
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.by_terms import bm25_index


@dataclass(frozen=True, eq=False)
class Hits:
    """What a search found, best first.

    A chunk that shares no term with the query is not found by a first stage that compares terms, and nothing is found
    by a static model that knows no word of the query: their score of 0 says nothing of a text.

    Attributes:
        rows: numbers of chunks, (k,) int64.
        scores: the score of each, (k,) float64, falling; of a search that ranks again the scores of the second stage
            for the candidates that it ranked, which stand before all others.
        reranked: how many of the first were ranked again.
        seconds: how long each stage took: ``query`` (the query is read), ``first``, ``rerank``.
        said: why all chunks were compared though an engine was asked for, else empty.
    """

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]
    reranked: int
    seconds: Mapping[str, float]
    said: str = ""


def search(
    runtime: Runtime,
    corpus: OpenCorpus,
    set_up: SetUp,
    query: str,
    limit: int = 10,
    *,
    allowed: NDArray[np.bool_] | None = None,
    depth: int = DEPTH,
    ef: int | None = None,
) -> Hits:
    """Search a collection: exactly, or where ``ef`` is given and one reading is searched by the graph of an engine.

    Args:
        runtime: holds the models.
        corpus: where to search.
        set_up: how; its readings must have read all texts.
        query: what is looked for.
        limit: how many chunks are given back at most, k.
        allowed: which chunks may be found, (n,) bool; None for all.
        depth: how many candidates are ranked again.
        ef: candidates that the walk through the graph keeps.

    Raises:
        InputError: the query is empty.
        StoreError: a reading has not read all texts, or a model cannot be had.
    """
    if not query.strip():
        raise InputError("The query is empty; type something to search for.")
    began, wanted = perf_counter(), max(limit, depth) if set_up.rerank else limit
    said, by_engine = "", None
    if ef is not None and set_up.first not in ("bm25", *HYBRIDS):
        try:
            by_engine = engine_rows(runtime, corpus.index, set_up.readings[0], query, wanted, ef, allowed)
        except EngineError as error:
            said = f"{error} All chunks were compared instead."
    if by_engine is not None:
        rows, best, reading_took = by_engine
    else:
        scores, reading_took = first_scores(runtime, corpus, set_up, query)
        rows, best = top(scores, wanted, allowed)
    heard = set_up.first in HYBRIDS or bool(best.any())
    kept = best > 0 if set_up.compares_terms else np.full(len(best), heard)
    rows, best = rows[kept], best[kept]
    first_took = perf_counter() - began - reading_took
    seconds = {"query": reading_took, "first": first_took}
    if set_up.rerank is None or not len(rows):
        return Hits(rows[:limit], best[:limit], 0, seconds, said)
    began = perf_counter()
    rows, best, count = _ranked_again(runtime, corpus, set_up.rerank, query, rows, best, depth)
    seconds |= {"rerank": perf_counter() - began}
    return Hits(rows[:limit], best[:limit], min(count, limit), seconds, said)


def first_scores(runtime: Runtime, corpus: OpenCorpus, set_up: SetUp, query: str) -> tuple[NDArray[np.float64], float]:
    """The score of every chunk by the first stage, (n,) float64, and the seconds that reading the query took.

    Raises:
        StoreError: a reading has not read all texts, or a model cannot be had.
    """
    if set_up.first == "bm25":
        return bm25_scores(corpus, query), 0.0
    if set_up.first in HYBRIDS:
        mixed = mix(runtime, corpus, set_up.first, query)
        return mixed.fusion.scores, mixed.seconds
    return reading_scores(runtime, corpus, Reading.parse(set_up.first), query)


@dataclass(frozen=True, eq=False)
class Mixed:
    """Both sides of a hybrid, (n,) float64 each, what they give together, and the seconds to read the query."""

    dense: NDArray[np.float64]
    lexical: NDArray[np.float64]
    fusion: Fusion
    seconds: float


def mix(runtime: Runtime, corpus: OpenCorpus, hybrid: str, query: str) -> Mixed:
    """Score every chunk by both sides of a hybrid.

    Raises:
        StoreError: the dense side has not read all texts, or its model cannot be had.
    """
    dense, took = reading_scores(runtime, corpus, Reading.parse(DENSE_OF_HYBRIDS), query)
    lexical = bm25_scores(corpus, query)
    if hybrid == "hybrid-weighted":
        return Mixed(dense, lexical, weighted_sum(dense, lexical, 0.5, "minmax"), took)
    return Mixed(dense, lexical, reciprocal_rank_fusion({"dense": rank(dense), "lexical": rank(lexical)}), took)


def reading_scores(
    runtime: Runtime, corpus: OpenCorpus, reading: Reading, query: str
) -> tuple[NDArray[np.float64], float]:
    """Dot products of a query with all chunks, (n,) float64, and the seconds that reading the query took."""
    began = perf_counter()
    if reading.kind == "dense":
        one = reading.dense(runtime, [query], "query")[0]
        took = perf_counter() - began
        return (corpus.index.vectors(reading) @ one).astype(np.float64), took
    found = reading.sparse(runtime, [query])
    took = perf_counter() - began
    weights = np.zeros(len(found.vocabulary), dtype=np.float32)
    weights[found.terms] = found.weights
    return np.asarray(corpus.index.sparse(reading) @ weights, dtype=np.float64), took


def bm25_scores(corpus: OpenCorpus, query: str) -> NDArray[np.float64]:
    """The BM25 score of every chunk, (n,) float64, 0 or more; out of the index where it has them."""
    return _bm25(corpus).scores(query)


def bm25_parts(corpus: OpenCorpus, query: str, row: int) -> tuple[Part, ...]:
    """What each term adds to the BM25 score of a chunk, in the order of the query; they sum to it."""
    return _bm25(corpus).parts(query, row)


def _bm25(corpus: OpenCorpus) -> Bm25OnDisk | LexicalIndex:
    if (saved := saved_bm25(corpus.index)) is not None:
        return saved
    options = RankOptions()
    texts = tuple(corpus.index.texts())
    return bm25_index(texts, options.variant, options.k1, options.b, options.stop_words)


def top(
    scores: NDArray[np.float64], limit: int, allowed: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rows with the best scores, best first and equal ones by their number, and those scores; at most ``limit``."""
    rows = np.arange(len(scores)) if allowed is None else np.flatnonzero(allowed)
    found = scores[rows]
    if limit < len(rows):
        least = np.partition(found, -limit)[-limit]
        rows, found = rows[found >= least], found[found >= least]
    order = np.lexsort((rows, -found))[:limit]
    return rows[order].astype(np.int64), found[order]


def _ranked_again(
    runtime: Runtime,
    corpus: OpenCorpus,
    model: str,
    query: str,
    rows: NDArray[np.int64],
    scores: NDArray[np.float64],
    depth: int,
) -> tuple[NDArray[np.int64], NDArray[np.float64], int]:
    candidates = rows[:depth]
    ranked = rank_documents(runtime, model, query, corpus.texts(candidates))
    order = rank(ranked.scores).order
    again = np.asarray(ranked.scores, dtype=np.float64)[order]
    return np.concatenate([candidates[order], rows[depth:]]), np.concatenate([again, scores[depth:]]), len(candidates)
