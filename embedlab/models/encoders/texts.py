"""One vector a text: averaged word vectors or a pooled encoder."""

from collections.abc import Sequence

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.pooling import normalise, pool
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Pooling, Role
from embedlab.models.encoders.encoded import TextVectors
from embedlab.models.encoders.remember import Task, ask_texts, layer_of, one_layer
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Floats
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime


def text_vectors(
    runtime: Runtime,
    card: ModelCard,
    texts: Sequence[str],
    role: Role | None = None,
    *,
    layer: int | None = None,
    pooling: Pooling | None = None,
) -> TextVectors:
    """One unit vector a text.

    Args:
        runtime: holds the model.
        card: a static model or an encoder with one vector a text.
        texts: any number, none empty.
        role: which prompt to put before each text, or which tower of a pair reads it; None for no prompt.
        layer: hidden state to pool, 0 to L; None for the last.
        pooling: how to pool; None for the card's own.

    Raises:
        InputError: the model makes no such vector, knows no word of a static text, or is a pair and lacks the role.
    """
    card = one_side(card, role)
    if card.row.runs == "table":
        return _static_vectors(runtime, card, texts)
    how = pooling or card.pooling
    if how == "none" or card.row.encoder in ("sparse_vectors", "pair_scores"):
        raise InputError(f"{card.id} makes no single vector of a text.")

    def make_task(model: LoadedTransformer) -> Task:
        number = layer_of(card, model, layer)
        # The matrix of an adapter was learnt for the last layer, pooled as the model pools.
        matrix = model.after_pooling if number == model.layers and how == card.pooling else None

        def one_vector(hidden: Floats) -> Floats:
            # Special tokens and prompts take part, as they did when the models were trained.
            pooled = pool(hidden, np.ones(len(hidden)), how)
            row: Floats = normalise((pooled if matrix is None else matrix(pooled))[None], "the texts")[0]
            return row

        return one_layer("text", number, role, one_vector, pooling=how)

    found = ask_texts(runtime, card, texts, role, make_task)
    return TextVectors(found.stacked(card.dimension), tuple(t.cut_at for t in found.tokens))


def _static_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> TextVectors:
    table = runtime.table(card)
    means = [table.mean_of_text(text) for text in texts]
    for text, mean in zip(texts, means, strict=True):
        if mean is None or not mean.any():
            raise InputError(f"{card.name} knows no word of {text[:60]!r}, so it has no vector for it.")
    rows = np.array(means, dtype=np.float32).reshape(-1, table.dimension)
    return TextVectors(unit_or_zero(rows), (None,) * len(rows))
