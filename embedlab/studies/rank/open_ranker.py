"""From the id of a model to its ranking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from embedlab.errors import InputError
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import by_terms, by_tokens, by_vectors
from embedlab.studies.rank.by_fusion import fuse_ranks, fuse_scores
from embedlab.studies.rank.ranker import Asked, Ranked, Ranker, RankOptions, faults_of
from embedlab.studies.rank.ranker_id import RankerId

DEFAULT_RANKERS = (
    "tf-idf", "bm25", "glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny", "bm42", "hybrid-rrf",
    "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2",
)  # fmt: skip


def rank_documents(
    runtime: Runtime, model: str, query: str, documents: Sequence[str], options: RankOptions | None = None
) -> Ranked:
    """Score every document for a query with any ranker of the catalog or a local folder.

    ``model`` is written as a ``RankerId``: an id, ``ID+maxsim`` or ``ID+masks``.

    Raises:
        InputError: the model is unknown or ranks nothing, or a text is empty.
        StoreError: the model cannot be fetched or read.
        RankerError: the ranker has a fault; others may answer.
    """
    if not query.strip():
        raise InputError("The query is empty; type something to search for.")
    # No document is no mistake: a list that was emptied has an empty ranking.
    if not documents:
        return Ranked(np.zeros(0), lambda _: ())
    if blank := [number for number, text in enumerate(documents) if not text.strip()]:
        raise InputError(f"Document {blank[0]} is empty; remove it or type something.")
    ranker = RankerId.parse(model)
    asked = Asked(runtime, ranker.card, query, tuple(documents), options or RankOptions())
    with faults_of(ranker.name):
        return RANKERS["tokens" if ranker.lent else ranker.card.ranker](asked)


def _hybrid(fuse: Callable[[Ranked, Ranked, RankOptions], Ranked], asked: Asked) -> Ranked:
    sides = [find_card(name) for name in (asked.options.dense, asked.options.lexical)]
    if any(card.family == "hybrid" for card in sides):
        raise InputError("A hybrid cannot be made of hybrids; choose a dense and a lexical ranker.")
    dense, lexical = (RANKERS[card.ranker](replace(asked, card=card)) for card in sides)
    return fuse(dense, lexical, asked.options)


RANKERS: Mapping[str, Ranker] = {
    **by_vectors.RANKERS,
    **by_terms.RANKERS,
    **by_tokens.RANKERS,
    "hybrid-rrf": partial(_hybrid, fuse_ranks),
    "hybrid-weighted": partial(_hybrid, fuse_scores),
}
"""By the name that ``ModelCard.ranker`` gives."""
