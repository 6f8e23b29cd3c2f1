"""Rankers with one vector a text: averaged word vectors, and pooled encoders with or without roles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.parts import Part
from embedlab.compute.word_arithmetic import cosine_shares
from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders import text_vectors, token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_table import WordTable
from embedlab.studies.rank.ranker import Asked, Ranked, of_each


def rank_by_words(asked: Asked) -> Ranked:
    """Cosine of mean word vectors; a text none of whose words is known has no vector and scores 0."""
    table, name = asked.runtime.table(asked.card), asked.card.name
    words = [read.name for read in table.read(asked.query) if table.knows(read.name)]
    if not words:
        zeros = np.zeros(len(asked.documents))
        return Ranked(zeros, lambda _: (), f"{name} knows no word of the query, so every score is 0.")
    units = word_means(table, asked.documents)
    # A cosine does not see length, so the sum of the words' vectors does for their mean, word by word.
    known = np.array([table.vector(word) for word in words])
    lost = int((~units.any(axis=1)).sum())
    note = f"{name} knows no word of {lost} of the documents; they score 0." if lost else ""
    return Ranked(
        cosines(unit_or_zero(known.sum(axis=0)[None])[0], units), lambda d: _named(words, known, units[d]), note
    )


def rank_by_text(asked: Asked) -> Ranked:
    """Cosine of pooled vectors. With mean pooling each token of the query adds its share; others do not split."""
    runtime, card = asked.runtime, asked.card
    query_role, document_role = asked.options.roles()
    one = text_vectors(runtime, card, [asked.query], query_role).vectors[0]
    many = document_vectors(runtime, card, asked.documents, document_role)

    def explain(document: int) -> tuple[Part, ...]:
        if card.pooling != "mean":
            return ()
        tokens = token_vectors(runtime, card, [asked.query], query_role)[0]
        return _named(tokens.tokens.tokens, tokens.vectors, many[document])

    return Ranked(cosines(one, many), explain)


def word_means(table: WordTable, texts: Sequence[str]) -> NDArray[np.float32]:
    """The mean word vectors of texts at length 1, (n, d) float32; zeros for a text none of whose words is known."""
    means = [table.mean_of_text(text) for text in texts]
    return unit_or_zero(np.stack([np.zeros(table.dimension) if mean is None else mean for mean in means]))


def document_vectors(
    runtime: Runtime, card: ModelCard, documents: Sequence[str], role: Role | None
) -> NDArray[np.float32]:
    """One vector of length 1 for each document, (n, d) float32."""
    return np.stack(of_each(documents, lambda few: text_vectors(runtime, card, few, role).vectors))


def cosines(query: NDArray[np.float32], documents: NDArray[np.float32]) -> NDArray[np.float64]:
    """Dot products of unit vectors, in float64: in float32 equal texts may differ by more than ties are told from."""
    # Unit vectors of float32 are a ten-millionth longer or shorter than 1, and a cosine must not show it.
    return np.clip(documents.astype(np.float64) @ query.astype(np.float64), -1.0, 1.0)


def _named(names: Sequence[str], vectors: NDArray[np.float32], document: NDArray[np.float32]) -> tuple[Part, ...]:
    """What each vector of a query adds to the cosine of their mean with a document; 0 for one without a direction."""
    shares = cosine_shares(vectors, document) if document.any() else np.zeros(len(names))
    return tuple(Part(name, float(share)) for name, share in zip(names, shares, strict=True))


RANKERS = {"words": rank_by_words, "texts": rank_by_text}
