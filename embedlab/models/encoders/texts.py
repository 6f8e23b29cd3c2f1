"""One vector a text: averaged word vectors or a pooled encoder."""

from collections.abc import Sequence

import numpy as np

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Pooling, Role
from embedlab.models.encoders.encoded import TextVectors
from embedlab.models.encoders.pool import pool
from embedlab.models.encoders.remember import Task, layer_of, prompt_of, remembered, unit
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text.word_pieces import words_in


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
    if card.family == "static":
        return _static_vectors(runtime, card, texts)
    how = pooling or card.pooling
    if how == "none" or card.head == "pair" or card.family == "sparse":
        raise InputError(f"{card.id} makes no single vector of a text.")

    def compute(model: LoadedTransformer) -> TextVectors:
        number = layer_of(card, model, layer)
        tokens = [model.tokenizer.encode(text, prompt_of(card, role)) for text in texts]
        vectors = remembered(
            runtime,
            card,
            model,
            Task(
                "text",
                Wanted(layers=(number,)),
                lambda output: pool(output.hidden[number], how),
                role=role,
                layer=number,
                pooling=how,
            ),
            tokens,
        )
        stacked = np.stack(vectors) if vectors else np.zeros((0, card.dimension), dtype=np.float32)
        return TextVectors(stacked, tuple(t.cut_at for t in tokens))

    return runtime.with_transformer(card, compute)


def _static_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> TextVectors:
    table = runtime.table(card)
    means = [table.mean(words_in(text)) for text in texts]
    for text, mean in zip(texts, means, strict=True):
        if mean is None or not mean.any():
            raise InputError(f"{card.name} knows no word of {text[:60]!r}, so it has no vector for it.")
    rows = [unit(mean) for mean in means if mean is not None]
    return TextVectors(np.stack(rows) if rows else np.zeros((0, table.dimension), np.float32), (None,) * len(rows))
