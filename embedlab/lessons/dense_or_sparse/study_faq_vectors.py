"""The questions and answers of the FAQs as every model sees them: scores of all pairs, and the two inverted indexes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.bm42 import word_attention
from embedlab.compute.inverted_index import InvertedIndex
from embedlab.compute.lexical import tokenise
from embedlab.compute.maxsim import maxsim_many, pack
from embedlab.lessons.dense_or_sparse.examples import DENSE, SPARSE
from embedlab.lessons.dense_or_sparse.study_faq import E5, LATE, Scores
from embedlab.models.cards import Role
from embedlab.models.catalog import card
from embedlab.models.encoders import sparse_vectors, text_vectors, token_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.by_terms import attended_words, bm25_index, tf_idf_index
from embedlab.studies.rank.ranker import few_at_a_time
from embedlab.studies.record_arrays import halved


@dataclass(frozen=True, eq=False)
class FaqIndexes:
    """The texts of the FAQs by the two sparse models, ready to be searched; weights to four digits.

    Attributes:
        splade: weights of SPLADE.
        bm42: attention of [CLS] to each word.
    """

    splade: InvertedIndex
    bm42: InvertedIndex


def make_indexes(runtime: Runtime, texts: Sequence[str]) -> FaqIndexes:
    """Encode texts by both sparse models.

    Raises:
        StoreError: a model cannot be fetched or read.
    """
    attended = [word_attention(*words) for words in attended_words(runtime, texts)]
    return FaqIndexes(_kept(InvertedIndex.of(learned(runtime, texts))), _kept(InvertedIndex.of(attended)))


def _kept(index: InvertedIndex) -> InvertedIndex:
    return replace(index, weights=halved(index.weights))


def learned(runtime: Runtime, texts: Sequence[str]) -> list[dict[str, float]]:
    """The SPLADE vector of each text, term -> weight."""
    found = ((sparse_vectors(runtime, card(SPARSE), part), len(part)) for part in few_at_a_time(texts))
    return [dict(vectors.row(row)) for vectors, count in found for row in range(count)]


def bm42_query(query: str, idf: Mapping[str, float]) -> dict[str, float]:
    """A query as BM42 sees it: the IDF of each of its words that the texts have; no model is asked."""
    return {term: idf[term] for term in tokenise(query) if term in idf}


def bm42_idf(texts: Sequence[str]) -> Mapping[str, float]:
    """The IDF of every word of the texts, as BM42's engine has it."""
    # That of the BM25 variant, word for word; and its index is wanted beside it.
    return bm25_index(tuple(texts), "lucene", 1.5, 0.75, False).idf


def alone_scores(
    runtime: Runtime, questions: Sequence[str], texts: Sequence[str], indexes: FaqIndexes
) -> dict[str, Scores]:
    """Every ranker's score of each text for each question, (Q, N) float64.

    Raises:
        StoreError: a model cannot be fetched or read.
    """
    idf = bm42_idf(texts)
    counted = {
        "tf-idf": tf_idf_index(tuple(texts), False),
        "bm25": bm25_index(tuple(texts), "lucene", 1.5, 0.75, False),
    }
    return {
        **{name: np.stack([index.scores(question) for question in questions]) for name, index in counted.items()},
        "bm42": np.stack([indexes.bm42.scores(bm42_query(question, idf)) for question in questions]),
        SPARSE: np.stack([indexes.splade.scores(terms) for terms in learned(runtime, questions)]),
        **{model: dense_scores(runtime, model, questions, texts) for model in (DENSE, E5)},
    }


def dense_scores(runtime: Runtime, model: str, questions: Sequence[str], texts: Sequence[str]) -> Scores:
    """Cosines of single vectors with the model's own prompts, (Q, N) float64."""
    one, many = (_vectors(runtime, model, side, role) for side, role in _sides(questions, texts))
    return one.astype(np.float64) @ many.astype(np.float64).T


def late_scores(runtime: Runtime, questions: Sequence[str], texts: Sequence[str]) -> Scores:
    """MaxSim of each question with each text by ColBERT, (Q, N) float64."""
    one, many = (
        [
            item.vectors[item.compared]
            for few in few_at_a_time(side)
            for item in token_vectors(runtime, card(LATE), few, role)
        ]
        for side, role in _sides(questions, texts)
    )
    return maxsim_many(one, *pack(many)).astype(np.float64)


def read_whole(runtime: Runtime, texts: Sequence[str]) -> dict[str, int]:
    """By model, how many of the texts it reads to their end."""
    found = {
        model: [
            cut for part in few_at_a_time(texts) for cut in text_vectors(runtime, card(model), part, "document").cut_at
        ]
        for model in (DENSE, E5)
    }
    return {model: sum(cut is None for cut in cuts) for model, cuts in found.items()}


def _sides(questions: Sequence[str], texts: Sequence[str]) -> tuple[tuple[Sequence[str], Role], ...]:
    return (questions, "query"), (texts, "document")


def _vectors(runtime: Runtime, model: str, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
    return np.concatenate([text_vectors(runtime, card(model), few, role).vectors for few in few_at_a_time(texts)])
