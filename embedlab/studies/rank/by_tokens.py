"""Rankers that compare token by token: late interaction, and the cross-encoder at the far end."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64, unit_or_zero
from embedlab.compute.maxsim import MaxSim, as_cosines, best_in_each, maxsim, pack
from embedlab.compute.parts import Part
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import pair_scores, token_vectors
from embedlab.models.encoders.encoded import TokenVectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.ranker import Asked, Ranked, RankOptions, of_each


def late_vectors(
    runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], options: RankOptions
) -> tuple[TokenVectors, list[TokenVectors]]:
    """Token vectors of unit length for query and documents.

    A late-interaction model gets its markers and masks; any other encoder lends its last layer, special tokens
    and prompts left out of the comparison, which turns it into late interaction.
    """
    return late_query(runtime, card, query, options), late_documents(runtime, card, documents, options)


def late_query(runtime: Runtime, card: ModelCard, query: str, options: RankOptions) -> TokenVectors:
    """Token vectors of unit length of a query; see ``late_vectors``."""
    if card.row.encoder == "token_vectors":
        return token_vectors(runtime, card, [query], "query")[0]
    return _lent(token_vectors(runtime, card, [query], options.roles()[0])[0])


def late_documents(
    runtime: Runtime, card: ModelCard, documents: Sequence[str], options: RankOptions
) -> list[TokenVectors]:
    """Token vectors of unit length of documents; see ``late_vectors``."""
    if card.row.encoder == "token_vectors":
        return token_vectors(runtime, card, documents, "document")
    return [_lent(item) for item in token_vectors(runtime, card, documents, options.roles()[1])]


def _lent(item: TokenVectors) -> TokenVectors:
    own = ~np.array(item.tokens.special, dtype=np.bool_)
    # A text of special tokens alone has nothing else to compare.
    return TokenVectors(item.tokens, unit_or_zero(item.vectors), own if own.any() else ~own)


def late_interaction(query: TokenVectors, document: TokenVectors) -> MaxSim:
    """MaxSim of one query and one document, whose token vectors have length 1: all cells are cosines."""
    return as_cosines(maxsim(query.vectors, document.vectors, query_mask=query.compared, doc_mask=document.compared))


def packed(documents: Sequence[TokenVectors]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The tokens of documents that are compared, end to end, and where each document begins: see ``pack``."""
    return pack([each.vectors for each in documents], [each.compared for each in documents])


def best_cosines(query: TokenVectors, tokens: NDArray[np.float32], starts: NDArray[np.int64]) -> Float64:
    """The best cosine of each compared token of a query in each of N packed documents, (s, N) float64 in [-1, 1]."""
    return np.clip(best_in_each(query.vectors[query.compared], tokens, starts), -1.0, 1.0)


def rank_by_late_interaction(asked: Asked) -> Ranked:
    """Sum over the query's tokens of the best cosine in the document; between minus and plus its number of tokens."""
    one = late_query(asked.runtime, asked.card, asked.query, asked.options)

    def best_of(few: Sequence[str]) -> Float64:
        return best_cosines(one, *packed(late_documents(asked.runtime, asked.card, few, asked.options))).T

    # Of the matrix of all pairs of tokens only the best of each row is kept: (n, s).
    best = np.stack(of_each(asked.documents, best_of))
    names = [name for name, counts in zip(one.tokens.tokens, one.compared, strict=True) if counts]

    def explain(document: int) -> tuple[Part, ...]:
        return tuple(Part(name, float(value)) for name, value in zip(names, best[document], strict=True))

    return Ranked(best.sum(axis=1), explain)


def rank_by_pairs(asked: Asked) -> Ranked:
    """One logit a pair, any real number. Query and document are mixed from the first layer on: nothing to split."""
    scores = of_each(asked.documents, lambda few: pair_scores(asked.runtime, asked.card, asked.query, few))
    return Ranked(np.array(scores, dtype=np.float64), lambda _: ())


RANKERS = {"tokens": rank_by_late_interaction, "pairs": rank_by_pairs}
