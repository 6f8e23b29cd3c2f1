"""Rankers with one vector a text: averaged word vectors, and pooled encoders with or without roles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.parts import Part
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors, token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_pieces import words_in
from embedlab.studies.rank.ranker import Ranked, RankOptions


def rank_by_words(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str]) -> Ranked:
    """Cosine of mean word vectors; a text none of whose words is known has no vector and scores 0."""
    table = runtime.table(card)
    words = [word for word in words_in(query) if table.knows(word)]
    means = [table.mean(words_in(text)) for text in documents]
    rows = np.stack([np.zeros(table.dimension) if mean is None else mean.astype(np.float64) for mean in means])
    units = _unit(rows)
    if not words:
        zeros = np.zeros(len(documents))
        return Ranked(zeros, lambda _: (), f"{card.name} knows no word of the query, so every score is 0.")
    known = np.array([table.vector(word) for word in words], dtype=np.float64)
    length = float(np.linalg.norm(known.mean(axis=0))) * len(words)

    def explain(document: int) -> tuple[Part, ...]:
        return tuple(Part(w, float(v)) for w, v in zip(words, known @ units[document] / length, strict=True))

    return Ranked(units @ known.sum(axis=0) / length, explain, _unknown(card, means))


def rank_by_text(
    runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], options: RankOptions
) -> Ranked:
    """Cosine of pooled vectors. With mean pooling each token of the query adds its share; others do not split."""
    query_role, document_role = options.roles()
    one = text_vectors(runtime, card, [query], query_role).vectors[0].astype(np.float64)
    many = text_vectors(runtime, card, documents, document_role).vectors.astype(np.float64)

    def explain(document: int) -> tuple[Part, ...]:
        if card.pooling != "mean":
            return ()
        tokens = token_vectors(runtime, card, [query], query_role)[0]
        states = tokens.vectors.astype(np.float64)
        length = float(np.linalg.norm(states.mean(axis=0))) * len(states)
        shares = states @ many[document] / length
        return tuple(Part(name, float(v)) for name, v in zip(tokens.tokens.tokens, shares, strict=True))

    return Ranked(many @ one, explain)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = rows / np.where(lengths > 0, lengths, 1)
    return scaled


def _unknown(card: ModelCard, means: Sequence[object]) -> str:
    lost = sum(mean is None for mean in means)
    return f"{card.name} knows no word of {lost} of the documents; they score 0." if lost else ""
