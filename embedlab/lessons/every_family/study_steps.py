"""Each ranking in its steps: the texts are read and held, the query is read, the two are compared.

What ranks does all of it at once (``studies.rank``); here the steps are apart, so that each has a time and what is held
between them a size. They are made of the same functions, and the scores that come out are those of the ranking, but
that sparse vectors lie in an inverted index, as in a search engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bm42 import lucene_idf, word_attention
from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.inverted_index import InvertedIndex
from embedlab.compute.lexical import Bm25Index, LexicalIndex, TfIdfIndex, tokenise
from embedlab.compute.ranking import rank
from embedlab.compute.sparse import bytes_sparse
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import pair_scores, sparse_vectors, text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rank.by_terms import attended_words
from embedlab.studies.rank.by_tokens import best_cosines, late_documents, late_query, packed
from embedlab.studies.rank.by_vectors import cosines, document_vectors, word_means
from embedlab.studies.rank.ranker import of_each

Scores = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Steps:
    """The steps of one ranker; what they give each other is their own affair.

    Attributes:
        hold: reads texts, and returns what is kept of them.
        ask: reads a query, given what is held: lexical weights depend on the texts.
        compare: the scores (n,) float64 of the n texts that are held.
        stored: bytes of what is held, at 4 a number and 4 for the place of a number that is not 0.
        asks: False where a query is not read on its own, but with each text.
        holds: False where nothing is kept of a text.
    """

    hold: Callable[[Runtime, Sequence[str]], Any]
    ask: Callable[[Runtime, str, Any], Any]
    compare: Callable[[Runtime, Any, Any], Scores]
    stored: Callable[[Any], int]
    asks: bool = True
    holds: bool = True


def steps_of(ranker: str, options: RankOptions) -> Steps:
    """Return the steps of a ranker.

    Raises:
        UnknownModelError: there is no such ranker.
    """
    parsed = RankerId.parse(ranker)
    return _MAKERS["tokens" if parsed.lent else parsed.card.ranker](parsed.card, options)


def _lexical(index: Callable[[Sequence[str]], LexicalIndex], _: ModelCard, __: RankOptions) -> Steps:
    return Steps(
        hold=lambda _, texts: index(texts),
        ask=lambda _, query, held: held.query_weights(query),
        compare=lambda _, asked, held: held.weighted_scores(asked),
        stored=lambda held: bytes_sparse(held.vectors.nnz),
    )


def _tf_idf(card: ModelCard, options: RankOptions) -> Steps:
    return _lexical(partial(TfIdfIndex, stop_words=options.stop_words), card, options)


def _bm25(card: ModelCard, options: RankOptions) -> Steps:
    index = partial(
        Bm25Index, variant=options.variant, k1=options.k1, b=options.b, stop_words=options.stop_words
    )  # fmt: skip
    return _lexical(index, card, options)


def _words(card: ModelCard, _: RankOptions) -> Steps:
    def ask(runtime: Runtime, query: str, _: object) -> NDArray[np.float32]:
        row: NDArray[np.float32] = word_means(runtime.table(card), [query])[0]
        return row

    return Steps(
        hold=lambda runtime, texts: word_means(runtime.table(card), texts),
        ask=ask,
        compare=lambda _, asked, held: cosines(asked, held),
        stored=lambda held: int(held.nbytes),
    )


def _texts(card: ModelCard, options: RankOptions) -> Steps:
    query_role, document_role = options.roles()
    return Steps(
        hold=lambda runtime, texts: document_vectors(runtime, card, texts, document_role),
        ask=lambda runtime, query, _: text_vectors(runtime, card, [query], query_role).vectors[0],
        compare=lambda _, asked, held: cosines(asked, held),
        stored=lambda held: int(held.nbytes),
    )


def _terms(card: ModelCard, _: RankOptions) -> Steps:
    def hold(runtime: Runtime, texts: Sequence[str]) -> InvertedIndex:
        return InvertedIndex.of(of_each(texts, partial(_terms_of, runtime, card)))

    return Steps(
        hold=hold,
        ask=lambda runtime, query, _: dict(sparse_vectors(runtime, card, [query]).row(0)),
        compare=lambda _, asked, held: held.scores(asked),
        stored=lambda held: bytes_sparse(held.postings),
    )


def _terms_of(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> list[dict[str, float]]:
    found = sparse_vectors(runtime, card, texts)
    return [dict(found.row(row)) for row in range(len(texts))]


def _bm42(_: ModelCard, __: RankOptions) -> Steps:
    def hold(runtime: Runtime, texts: Sequence[str]) -> tuple[InvertedIndex, Mapping[str, float]]:
        attended = [word_attention(*words) for words in attended_words(runtime, texts)]
        return InvertedIndex.of(attended), lucene_idf([tokenise(text) for text in texts])

    return Steps(
        hold=hold,
        ask=lambda _, query, held: {term: held[1][term] for term in tokenise(query) if term in held[1]},
        compare=lambda _, asked, held: held[0].scores(asked),
        stored=lambda held: bytes_sparse(held[0].postings),
    )


def _tokens(card: ModelCard, options: RankOptions) -> Steps:
    return Steps(
        hold=lambda runtime, texts: packed(of_each(texts, lambda few: late_documents(runtime, card, few, options))),
        ask=lambda runtime, query, _: late_query(runtime, card, query, options),
        compare=lambda _, asked, held: best_cosines(asked, *held).sum(axis=0),
        stored=lambda held: int(held[0].nbytes),
    )


def _pairs(card: ModelCard, _: RankOptions) -> Steps:
    def compare(runtime: Runtime, query: str, texts: Sequence[str]) -> Scores:
        return np.array(of_each(texts, lambda few: pair_scores(runtime, card, query, few)), dtype=np.float64)

    return Steps(
        hold=lambda _, texts: texts,
        ask=lambda _, query, __: query,
        compare=compare,
        stored=lambda _: 0,
        asks=False,
        holds=False,
    )


def _fused(fuse: Callable[[Scores, Scores, RankOptions], Scores], _: ModelCard, options: RankOptions) -> Steps:
    dense, lexical = (steps_of(side, options) for side in (options.dense, options.lexical))
    return Steps(
        hold=lambda runtime, texts: (dense.hold(runtime, texts), lexical.hold(runtime, texts)),
        ask=lambda runtime, query, held: (dense.ask(runtime, query, held[0]), lexical.ask(runtime, query, held[1])),
        compare=lambda runtime, asked, held: fuse(
            dense.compare(runtime, asked[0], held[0]), lexical.compare(runtime, asked[1], held[1]), options
        ),
        stored=lambda held: dense.stored(held[0]) + lexical.stored(held[1]),
    )


def _sum(dense: Scores, lexical: Scores, options: RankOptions) -> Scores:
    return weighted_sum(dense, lexical, options.weight, options.normalisation).scores


def _rrf(dense: Scores, lexical: Scores, options: RankOptions) -> Scores:
    return reciprocal_rank_fusion({"dense": rank(dense), "lexical": rank(lexical)}, options.rrf_k).scores


_MAKERS: Final[Mapping[str, Callable[[ModelCard, RankOptions], Steps]]] = {
    "tf-idf": _tf_idf,
    "bm25": _bm25,
    "words": _words,
    "texts": _texts,
    "terms": _terms,
    "bm42": _bm42,
    "tokens": _tokens,
    "pairs": _pairs,
    "hybrid-weighted": partial(_fused, _sum),
    "hybrid-rrf": partial(_fused, _rrf),
}
"""By the name that ``ModelCard.ranker`` gives."""
