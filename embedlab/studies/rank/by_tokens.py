"""Rankers that compare token by token: late interaction, and the cross-encoder at the far end."""

from collections.abc import Sequence

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.maxsim import MaxSim, as_cosines, maxsim, maxsim_parts
from embedlab.compute.parts import Part
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import pair_scores, token_vectors
from embedlab.models.encoders.encoded import TokenVectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.ranker import Asked, Ranked, RankOptions, few_at_a_time


def late_vectors(
    runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], options: RankOptions
) -> tuple[TokenVectors, list[TokenVectors]]:
    """Token vectors of unit length for query and documents.

    A late-interaction model gets its markers and masks; any other encoder lends its last layer, special tokens
    and prompts left out of the comparison, which turns it into late interaction.
    """
    if card.row.encoder == "token_vectors":
        one = token_vectors(runtime, card, [query], "query")[0]
        return one, token_vectors(runtime, card, documents, "document")
    query_role, document_role = options.roles()
    one = _lent(token_vectors(runtime, card, [query], query_role)[0])
    return one, [_lent(item) for item in token_vectors(runtime, card, documents, document_role)]


def _lent(item: TokenVectors) -> TokenVectors:
    own = ~np.array(item.tokens.special, dtype=np.bool_)
    # A text of special tokens alone has nothing else to compare.
    return TokenVectors(item.tokens, unit_or_zero(item.vectors), own if own.any() else ~own)


def late_interaction(query: TokenVectors, document: TokenVectors) -> MaxSim:
    """MaxSim of one query and one document, whose token vectors have length 1: all cells are cosines."""
    return as_cosines(maxsim(query.vectors, document.vectors, query_mask=query.compared, doc_mask=document.compared))


def rank_by_late_interaction(asked: Asked) -> Ranked:
    """Sum over the query's tokens of the best cosine in the document; between minus and plus its number of tokens."""
    scores: list[float] = []
    parts: list[tuple[Part, ...]] = []
    for few in few_at_a_time(asked.documents):
        one, many = late_vectors(asked.runtime, asked.card, asked.query, few, asked.options)
        for document in many:
            # Of the matrix of all pairs of tokens only the best of each row is kept.
            found = late_interaction(one, document)
            scores.append(found.score)
            named = zip(maxsim_parts(found, one.tokens.tokens), one.compared, strict=True)
            parts.append(tuple(part for part, counts in named if counts))
    return Ranked(np.array(scores, dtype=np.float64), parts.__getitem__)


def rank_by_pairs(asked: Asked) -> Ranked:
    """One logit a pair, any real number. Query and document are mixed from the first layer on: nothing to split."""
    scores = [pair_scores(asked.runtime, asked.card, asked.query, few) for few in few_at_a_time(asked.documents)]
    return Ranked(np.concatenate(scores).astype(np.float64), lambda _: ())


RANKERS = {"tokens": rank_by_late_interaction, "pairs": rank_by_pairs}
