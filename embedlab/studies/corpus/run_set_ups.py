"""What a set-up puts first for each query, and how long each search takes: the work of an evaluation.

A document counts as much as its best chunk (MaxP: Dai and Callan 2019), so its rank is that of the first of its chunks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.corpus_search import Hits, search
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.runs import DEPTH_OF_RUNS, falling
from embedlab.studies.corpus.set_ups import DEPTH, SetUp

WARM: Final = 3
"""Searches before time is taken: the first load a model, and map files into memory."""
RERANK_UNITS: Final = 40
"""How much longer a query takes whose candidates are ranked again, about, to say how far all is."""


@dataclass(frozen=True, eq=False)
class Searched:
    """What a set-up found for Q queries.

    Attributes:
        documents: (Q, K) int32 numbers of documents, best first; -1 behind the last that was found.
        scores: (Q, K) float32, strictly falling; 0 behind the last.
        seconds: (Q,) float64, how long each search took, the models and files warm.
    """

    documents: NDArray[np.int32]
    scores: NDArray[np.float32]
    seconds: NDArray[np.float64]


def units_of(set_up: SetUp) -> int:
    """How much work a query is, in searches without a second stage."""
    return RERANK_UNITS if set_up.rerank else 1


def run_set_up(
    runtime: Runtime, corpus: OpenCorpus, set_up: SetUp, queries: Sequence[str], tell: Callable[[int], None]
) -> Searched:
    """Ask each query; ``tell`` is given how many have been asked.

    Args:
        runtime: without a memory of vectors, or times are those of repeated queries.
        corpus: where to search; the readings of the set-up have read it.
        set_up: how to search.
        queries: their texts, none empty.
        tell: called after each.

    Raises:
        StoreError: a reading has not read all texts, or a model cannot be had.
        InputError: a query is empty.
    """
    limit = _chunks_for(corpus, DEPTH_OF_RUNS)
    documents = np.full((len(queries), DEPTH_OF_RUNS), -1, dtype=np.int32)
    scores = np.zeros((len(queries), DEPTH_OF_RUNS), dtype=np.float32)
    seconds = np.zeros(len(queries))
    for query in queries[:WARM]:
        search(runtime, corpus, set_up, query, limit)
    for place, query in enumerate(queries):
        began = perf_counter()
        hits = search(runtime, corpus, set_up, query, limit)
        seconds[place] = perf_counter() - began
        found, kept = best_documents(hits, corpus.document_of, counts_words=set_up.compares_terms)
        documents[place, : len(found)], scores[place, : len(found)] = found, kept
        tell(place + 1)
    return Searched(documents, scores, seconds)


def best_documents(
    hits: Hits, document_of: NDArray[np.int32], *, counts_words: bool, limit: int = DEPTH_OF_RUNS
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the documents of chunks, best first, each once, with strictly falling scores, at most ``limit``.

    Of equal scores the first of the collection stands first. What was not ranked again stands behind all that was, one
    below the last of it. Where ``counts_words``, what shares no word with the query (a score of 0) was not found.
    """
    rows, scores = hits.rows, _behind_each_other(hits)
    if counts_words:
        kept = (hits.scores > 0) | (np.arange(len(rows)) < hits.reranked)
        rows, scores = rows[kept], scores[kept]
    owners = document_of[rows]
    first = np.sort(np.unique(owners, return_index=True)[1])[:limit]
    return owners[first].astype(np.int32), falling(scores[first])


def _behind_each_other(hits: Hits) -> NDArray[np.float64]:
    """Scores of both stages on one scale: those of the first stage begin one below the last of the second."""
    scores, count = hits.scores.copy(), hits.reranked
    if 0 < count < len(scores):
        scores[count:] += scores[count - 1] - 1 - scores[count]
    return scores


def _chunks_for(corpus: OpenCorpus, documents: int) -> int:
    """How many chunks hold so many documents for certain, even if those with most chunks come first."""
    sizes = np.sort(np.bincount(corpus.document_of))[::-1]
    return int(max(min(sizes[: documents - 1].sum() + 1, corpus.count), min(DEPTH, corpus.count)))
