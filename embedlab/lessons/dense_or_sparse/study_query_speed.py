"""What a query costs by SPLADE, BM42 and BM25: reading the query, and looking its terms up; measured on this machine.

SPLADE runs a model over every query; BM42 only looks up how rare its words are, as BM25 does. Over the texts both run a
model, once, when the index is made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean, median
from typing import Final

from embedlab.compute.inverted_index import InvertedIndex
from embedlab.compute.lexical import tokenise
from embedlab.compute.sparse import bytes_sparse
from embedlab.lessons.dense_or_sparse.examples import SPARSE
from embedlab.lessons.dense_or_sparse.study_faq_vectors import FaqIndexes, bm42_idf, bm42_query
from embedlab.models.catalog import card
from embedlab.models.encoders import first_attentions, sparse_vectors
from embedlab.models.measure import median_seconds
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.by_terms import BM42_MODEL, bm25_index

WAYS: Final = (SPARSE, "bm42", "bm25")
QUERIES, REPEATS, TEXTS = 10, 3, 2
"""Questions that are timed, how often each, and texts that are read as for an index."""


@dataclass(frozen=True)
class QuerySpeed:
    """One way to search N texts by named terms.

    Attributes:
        read_ms: milliseconds to turn a question into weighted terms, median.
        look_up_ms: milliseconds to add up the scores of all texts, median.
        terms: terms of a question, mean.
        looked_at: postings that a question reads, mean.
        per_text: postings of a text, mean.
        size: bytes of all postings, uncompressed.
        text_ms: milliseconds to turn a text into weighted terms, for the index, median.
    """

    read_ms: float
    look_up_ms: float
    terms: float
    looked_at: float
    per_text: float
    size: int
    text_ms: float


Reader = Callable[[str], Mapping[str, float]]


def measure_queries(
    runtime: Runtime, indexes: FaqIndexes, questions: Sequence[str], texts: Sequence[str]
) -> dict[str, QuerySpeed]:
    """Time the first questions and texts by each way, warm and never answered from the cache of results.

    Raises:
        StoreError: a model cannot be fetched or read.
    """
    idf, counted = bm42_idf(texts), _counted(tuple(texts))
    apart = runtime.without_memory()

    def learned_terms(text: str) -> dict[str, float]:
        return dict(sparse_vectors(apart, card(SPARSE), [text]).row(0))

    def attended(text: str) -> object:
        return first_attentions(apart, card(BM42_MODEL), [text])

    splade = _speed(indexes.splade, questions, learned_terms, texts)
    bm42 = _speed(indexes.bm42, questions, lambda text: bm42_query(text, idf), texts)
    text_ms = _median_ms(attended, texts[:TEXTS], 1)
    bm25 = _speed(counted, questions, lambda text: dict.fromkeys(tokenise(text), 1.0), texts)
    return {SPARSE: splade, "bm42": QuerySpeed(**{**vars(bm42), "text_ms": text_ms}), "bm25": bm25}


def _speed(index: InvertedIndex, questions: Sequence[str], read: Reader, texts: Sequence[str]) -> QuerySpeed:
    asked = questions[:QUERIES]
    vectors = [read(question) for question in asked]
    searched = dict(zip(asked, vectors, strict=True))
    return QuerySpeed(
        read_ms=_median_ms(read, asked),
        look_up_ms=_median_ms(lambda question: index.scores(searched[question]), asked),
        terms=fmean(map(len, vectors)),
        looked_at=fmean(map(index.read_by, vectors)),
        per_text=index.postings / index.documents,
        size=bytes_sparse(index.postings),
        text_ms=_median_ms(read, texts[:TEXTS], 1),
    )


def _counted(texts: tuple[str, ...]) -> InvertedIndex:
    index = bm25_index(texts, "lucene", 1.5, 0.75, False)
    return InvertedIndex.of([index.doc_weights(number) for number in range(len(texts))])


def _median_ms(work: Callable[[str], object], texts: Sequence[str], repeats: int = REPEATS) -> float:
    return 1e3 * median(median_seconds(partial(work, text), repeats) for text in texts)
