"""From the id of a model to its ranking."""

from collections.abc import Sequence

import numpy as np

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.by_fusion import fuse_ranks, fuse_scores
from embedlab.studies.rank.by_terms import rank_by_bm25, rank_by_bm42, rank_by_splade, rank_by_tf_idf
from embedlab.studies.rank.by_tokens import rank_by_late_interaction, rank_by_pairs
from embedlab.studies.rank.by_vectors import rank_by_text, rank_by_words
from embedlab.studies.rank.ranker import Ranked, RankOptions
from embedlab.studies.rank.ranker_id import RankerId

DEFAULT_RANKERS = (
    "tf-idf", "bm25", "glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny", "bm42", "hybrid-rrf",
    "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2",
)  # fmt: skip


def rank_documents(
    runtime: Runtime, model: str, query: str, documents: Sequence[str], options: RankOptions | None = None
) -> Ranked:
    """Score every document for a query with any ranker of the catalog or a local folder.

    ``model`` is written as a ``RankerId``: an id, or ``ID+maxsim``.

    Raises:
        InputError: the model is unknown or ranks nothing, or a text is empty.
        StoreError: the model cannot be fetched or read.
    """
    options = options or RankOptions()
    if not query.strip():
        raise InputError("The query is empty; type something to search for.")
    if not documents:
        return Ranked(np.zeros(0), lambda _: ())
    if blank := [number for number, text in enumerate(documents) if not text.strip()]:
        raise InputError(f"Document {blank[0]} is empty; remove it or type something.")
    ranker = RankerId.parse(model)
    if ranker.lent:
        return rank_by_late_interaction(runtime, ranker.card, query, documents, options)
    return _by_family(runtime, ranker.card, query, documents, options)


def _by_family(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], options: RankOptions) -> Ranked:
    match card.id, card.family:
        case "tf-idf", _:
            return rank_by_tf_idf(query, documents, options)
        case "bm25", _:
            return rank_by_bm25(query, documents, options)
        case "bm42", _:
            return rank_by_bm42(runtime, query, documents)
        case _, "hybrid":
            return _hybrid(runtime, card, query, documents, options)
        case _, "static":
            return rank_by_words(runtime, card, query, documents)
        case _, "sparse":
            return rank_by_splade(runtime, card, query, documents)
        case _, "late-interaction":
            return rank_by_late_interaction(runtime, card, query, documents, options)
        case _, "cross-encoder":
            return rank_by_pairs(runtime, card, query, documents)
    return rank_by_text(runtime, card, query, documents, options)


def _hybrid(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], options: RankOptions) -> Ranked:
    if find_card(options.dense).family == "hybrid" or find_card(options.lexical).family == "hybrid":
        raise InputError("A hybrid cannot be made of hybrids; choose a dense and a lexical ranker.")
    dense = rank_documents(runtime, options.dense, query, documents, options)
    lexical = rank_documents(runtime, options.lexical, query, documents, options)
    return (fuse_ranks if card.id == "hybrid-rrf" else fuse_scores)(dense, lexical, options)
