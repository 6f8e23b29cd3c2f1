"""What the heads give: weighted terms (SPLADE) and scores of pairs (cross-encoders)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.sparse import splade_weights
from embedlab.compute.ties import best_first
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.encoded import SparseVectors
from embedlab.models.encoders.remember import Task, ask, ask_texts, present
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.model_runtime import Runtime


def sparse_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> SparseVectors:
    """SPLADE terms of each text, heaviest first.

    Raises:
        InputError: the model is not a sparse encoder; a plain masked language model is not one either.
    """
    if card.row.encoder != "sparse_vectors" or card.head != "masked-lm":
        raise InputError(f"{card.id} makes no sparse vectors.")

    task = Task("terms", Wanted(logits=True), lambda output: _terms(present(output.logits)), pooling="max")
    found = ask_texts(runtime, card, texts, None, lambda _: task)
    starts = np.cumsum([0, *(row.shape[1] for row in found.arrays)])
    weights, terms, positions = np.concatenate([*found.arrays, np.zeros((3, 0), np.float32)], axis=1)
    return SparseVectors(
        weights, terms.astype(np.int64), positions.astype(np.int64), starts.astype(np.int64),
        tuple(found.vocabulary), found.tokens,
    )  # fmt: skip


def pair_scores(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str]) -> NDArray[np.float32]:
    """One logit for each (query, document) pair, (n,) float32: any real number, higher is more relevant.

    Raises:
        InputError: the model is not a cross-encoder.
    """
    if card.row.encoder != "pair_scores":
        raise InputError(f"{card.id} does not score pairs.")

    task = Task("pair", Wanted(logits=True), lambda output: present(output.logits)[:1])
    found = ask(
        runtime, card, lambda model: [model.tokenizer.encode_pair(query, text) for text in documents], lambda _: task
    )
    return np.concatenate([*found.arrays, np.zeros(0, np.float32)])


def _terms(logits: Floats) -> Floats:
    """(3, nnz) float32: weight, column and winning position of each non-zero term, heaviest first."""
    weights, winners = splade_weights(logits)
    columns = np.flatnonzero(weights)
    columns = columns[best_first(weights[columns])]
    # One array is remembered, so all in float32, which is exact for whole numbers up to sixteen million.
    return np.stack([weights[columns], columns.astype(np.float32), winners[columns].astype(np.float32)])
