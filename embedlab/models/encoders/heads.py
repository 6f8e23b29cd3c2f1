"""What the heads give: weighted terms (SPLADE) and scores of pairs (cross-encoders)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.encoded import SparseVectors
from embedlab.models.encoders.pool import splade_weights
from embedlab.models.encoders.remember import Task, present, remembered
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime


def sparse_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> SparseVectors:
    """SPLADE terms of each text, heaviest first.

    Raises:
        InputError: the model is not a sparse encoder; a plain masked language model is not one either.
    """
    if card.family != "sparse" or card.head != "masked-lm":
        raise InputError(f"{card.id} makes no sparse vectors.")

    def compute(model: LoadedTransformer) -> SparseVectors:
        tokens = [model.tokenizer.encode(text) for text in texts]
        rows = remembered(
            runtime,
            card,
            model,
            Task("terms", Wanted(logits=True), lambda output: _terms(present(output.logits)), pooling="max"),
            tokens,
        )
        starts = np.cumsum([0, *(row.shape[1] for row in rows)])
        joined = np.concatenate([*rows, np.zeros((3, 0), np.float32)], axis=1)
        return SparseVectors(
            joined[0], joined[1].astype(np.int64), joined[2].astype(np.int64), starts.astype(np.int64),
            tuple(model.vocabulary), tuple(tokens),
        )  # fmt: skip

    return runtime.with_transformer(card, compute)


def pair_scores(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str]) -> NDArray[np.float32]:
    """One logit for each (query, document) pair, (n,) float32: any real number, higher is more relevant.

    Raises:
        InputError: the model is not a cross-encoder.
    """
    if card.head != "pair":
        raise InputError(f"{card.id} does not score pairs.")

    def compute(model: LoadedTransformer) -> NDArray[np.float32]:
        tokens = [model.tokenizer.encode_pair(query, document) for document in documents]
        scores = remembered(
            runtime,
            card,
            model,
            Task("pair", Wanted(logits=True), lambda output: present(output.logits)[:1]),
            tokens,
        )
        return np.concatenate([*scores, np.zeros(0, np.float32)])

    return runtime.with_transformer(card, compute)


def _terms(logits: Floats) -> Floats:
    """(3, nnz) float32: weight, column and winning position of each non-zero term, heaviest first."""
    weights, winners = splade_weights(logits)
    columns = np.flatnonzero(weights)
    columns = columns[np.argsort(-weights[columns], kind="stable")]
    return np.stack([weights[columns], columns.astype(np.float32), winners[columns].astype(np.float32)])
