"""Search in two stages on a shipped set: single vectors keep the best k, token vectors rank those again.

The queries are the questions of the shipped triples; the documents are the dictionary entries that answer them, none
of which holds a word of its question. What is measured is how much of the fine order survives the coarse stage, not
which of them is right.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.ties import best_first
from embedlab.content.triples import load_triples
from embedlab.models.encoders import text_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rank.by_tokens import late_interaction, late_vectors

Floats = NDArray[np.float32]
KEPT = (1, 2, 3, 5, 8, 12, 20, 30, 50, 72)
"""Numbers of candidates that the curve is drawn at."""


def shipped_texts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The queries (Q,) and the documents (N,) of the shipped set; document i answers query i."""
    triples = load_triples()
    return tuple(triple.question for triple in triples), tuple(triple.entry for triple in triples)


def coarse_scores(runtime: Runtime, model: str, queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """Cosines of single vectors, (Q, N) float32, with the model's own prompts.

    Raises:
        InputError: the model is unknown or makes no single vector.
        StoreError: it cannot be fetched or read.
    """
    card = find_card(model)
    found = (
        text_vectors(runtime, card, queries, "query").vectors
        @ text_vectors(runtime, card, documents, "document").vectors.T
    )
    cosines: Floats = np.clip(found, -1, 1)
    return cosines


def fine_scores(runtime: Runtime, model: str, queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """MaxSim of every query with every document, (Q, N) float32; ``model`` as in ``token_matrices``.

    Raises:
        InputError: the model is unknown or has no token vectors.
        StoreError: it cannot be fetched or read.
    """
    card, options = RankerId.parse(model).card, RankOptions()
    read = [late_vectors(runtime, card, query, (), options)[0] for query in queries]
    _, many = late_vectors(runtime, card, queries[0], documents, options)
    return np.array([[late_interaction(one, document).score for document in many] for one in read], dtype=np.float32)


def first_share(scores: NDArray[np.floating]) -> float:
    """The share of queries, 0 to 1, whose own document scores above all others; ``scores`` (Q, Q), own on the diagonal.

    A tie is no merit.
    """
    return float(((scores >= np.diag(scores)[:, None]).sum(axis=1) == 1).mean())


def two_stages(coarse: NDArray[np.float64], fine: NDArray[np.float64], kept: int) -> NDArray[np.float64]:
    """Scores (n,) whose order is that of the two stages: the coarse best ``kept`` by fine score, then the rest.

    The rest stands below in its coarse order. The values mean nothing but their order; equal scores are taken in
    the order of the list, in both stages.
    """
    order = best_first(coarse)
    first, rest = order[:kept], order[kept:]
    first = np.sort(first)  # so that equal fine scores stand as in the list
    final = np.concatenate([first[best_first(fine[first])], rest])
    scores = np.empty(len(order))
    scores[final] = np.arange(len(order), 0, -1)
    return scores
