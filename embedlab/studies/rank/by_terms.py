"""Rankers over named terms: TF-IDF, BM25, SPLADE and BM42. Every part is a term."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bm42 import bm42_parts, lucene_idf
from embedlab.compute.lexical import Bm25Index, LexicalIndex, TfIdfIndex, tokenise
from embedlab.compute.parts import Part, total
from embedlab.compute.sparse import sparse_dot_parts
from embedlab.models.catalog import card as card_of
from embedlab.models.encoders import first_attentions, sparse_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.tokens import Tokenised
from embedlab.models.text.word_pieces import words_of
from embedlab.studies.rank.ranker import Asked, Ranked, of_each
from embedlab.studies.remembered import remembered
from embedlab.words import folded_terms

BM42_MODEL = "all-minilm-l6-v2"  # whose attention Qdrant's own BM42 reads


@remembered
def tf_idf_index(documents: tuple[str, ...], stop_words: bool) -> TfIdfIndex:
    """The TF-IDF index of a collection, made once."""
    return TfIdfIndex(documents, stop_words=stop_words)


@remembered
def bm25_index(
    documents: tuple[str, ...],
    variant: Literal["lucene", "robertson", "atire", "bm25l", "bm25+"],
    k1: float,
    b: float,
    stop_words: bool,
) -> Bm25Index:
    """The BM25 index of a collection, made once for each setting."""
    return Bm25Index(documents, variant=variant, k1=k1, b=b, stop_words=stop_words)


def rank_by_tf_idf(asked: Asked) -> Ranked:
    """Cosine of TF-IDF vectors, 0 to 1."""
    return _by_index(tf_idf_index(asked.documents, asked.options.stop_words), asked)


def rank_by_bm25(asked: Asked) -> Ranked:
    """BM25 in the chosen variant, 0 or more for most variants."""
    chosen = asked.options
    return _by_index(bm25_index(asked.documents, chosen.variant, chosen.k1, chosen.b, chosen.stop_words), asked)


def _by_index(index: LexicalIndex, asked: Asked) -> Ranked:
    query, scores = asked.query, index.scores(asked.query)
    note = _why_nothing(query, index.known_terms(query), stop_words=asked.options.stop_words)
    if not note and not scores.any():
        note = "Every word of the query is in so many documents that this formula gives it no weight: all scores are 0."
    return Ranked(scores, lambda d: index.parts(query, d), note)


def rank_by_splade(asked: Asked) -> Ranked:
    """Dot product of SPLADE weights, 0 or more."""
    wanted = dict(sparse_vectors(asked.runtime, asked.card, [asked.query]).row(0))

    def shared(few: Sequence[str]) -> list[tuple[Part, ...]]:
        found = sparse_vectors(asked.runtime, asked.card, few)
        return [sparse_dot_parts(wanted, dict(found.row(row))) for row in range(len(few))]

    parts = of_each(asked.documents, shared)
    if not wanted:
        return _by_parts(parts, f"{asked.card.name} gives no term of the query a weight, so every score is 0.")
    return _by_parts(parts, "" if any(parts) else "Query and documents share no term, so every score is 0.")


def rank_by_bm42(asked: Asked) -> Ranked:
    """IDF times the attention of [CLS] in the last layer, heads averaged, pieces summed to words (Qdrant, 2024)."""
    idf = lucene_idf([tokenise(document) for document in asked.documents])
    # A word typed twice is one term: its weight comes from the document alone.
    terms = list(dict.fromkeys(tokenise(asked.query)))
    attended = attended_words(asked.runtime, asked.documents)
    parts = [bm42_parts(terms, words, weights, idf) for words, weights in attended]
    known = [term for term in terms if term in idf]
    note = _why_nothing(asked.query, known)
    if not note and not any(parts):
        note = f"{card_of(BM42_MODEL).name} stops reading before any word of the query, so every score is 0."
    return _by_parts(parts, note)


def attended_words(runtime: Runtime, documents: Sequence[str]) -> list[tuple[list[str], list[float]]]:
    """The words of each document, cut as a query's are, and the attention that [CLS] pays to each in the last layer."""
    found = of_each(documents, lambda few: first_attentions(runtime, card_of(BM42_MODEL), few))
    return [_attended(item.tokens, item.weights) for item in found]


def _by_parts(parts: Sequence[tuple[Part, ...]], note: str = "") -> Ranked:
    return Ranked(np.array([total(row) for row in parts], dtype=np.float64), lambda d: parts[d], note)


def _attended(tokens: Tokenised, row: NDArray[np.float32]) -> tuple[list[str], list[float]]:
    """The terms of a document, cut as the query's are, and the attention on the pieces of each.

    The terms of one word ("it's") share its attention equally. A word that was not read is left out.
    """
    names: list[str] = []
    weights: list[float] = []
    for word in words_of(tokens):
        terms = [term for term, _ in folded_terms(word.text)]
        if word.pieces and terms:
            names += terms
            weights += [float(row[list(word.pieces)].sum()) / len(terms)] * len(terms)
    return names, weights


def _why_nothing(query: str, known: Sequence[str], *, stop_words: bool = False) -> str:
    """Why no word of a query counts; empty where one does."""
    if known:
        return ""
    if not tokenise(query):
        return "The query has no word to compare, only other signs, so every score is 0."
    if stop_words and not tokenise(query, stop_words=True):
        return "The query has only stop words, which are left out here, so every score is 0."
    return "No word of the query occurs in any document, so every score is 0."


RANKERS = {"tf-idf": rank_by_tf_idf, "bm25": rank_by_bm25, "terms": rank_by_splade, "bm42": rank_by_bm42}
