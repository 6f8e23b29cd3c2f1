"""Vectors of tokens, and what passes between them: hidden states of every layer, attentions, late interaction."""

from collections.abc import Sequence

import numpy as np

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders.encoded import Attentions, TokenStates, TokenVectors
from embedlab.models.encoders.remember import Task, layer_of, present, prompt_of, remembered, unit
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text import late


def token_states(
    runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None = None
) -> list[TokenStates]:
    """Every layer's hidden state of every token of each text, (L + 1, T, d) float32.

    Raises:
        InputError: the model has no layers, or is a pair and the role is missing.
    """
    card = one_side(card, role)

    def compute(model: LoadedTransformer) -> list[TokenStates]:
        layers = tuple(range(model.layers + 1))
        tokens = [model.tokenizer.encode(text, prompt_of(card, role)) for text in texts]
        states = remembered(
            runtime,
            card,
            model,
            Task(
                "states",
                Wanted(layers=layers),
                lambda output: np.stack([output.hidden[layer] for layer in layers]),
                role=role,
            ),
            tokens,
        )
        return [TokenStates(t, hidden) for t, hidden in zip(tokens, states, strict=True)]

    return runtime.with_transformer(card, compute)


def token_vectors(
    runtime: Runtime,
    card: ModelCard,
    texts: Sequence[str],
    role: Role | None = None,
    layer: int | None = None,
) -> list[TokenVectors]:
    """One vector a token. Late-interaction models get their markers and masks, and unit vectors of the last layer.

    Raises:
        InputError: the model has no token vectors, or no such layer, or is a pair and the role is missing.
    """
    card = one_side(card, role)
    if card.family == "late-interaction":
        if layer is not None:
            raise InputError(f"{card.id} compares its last layer only; leave the layer out.")
        return _late_vectors(runtime, card, texts, role or "document")

    def compute(model: LoadedTransformer) -> list[TokenVectors]:
        number = layer_of(card, model, layer)
        tokens = [model.tokenizer.encode(text, prompt_of(card, role)) for text in texts]
        vectors = remembered(
            runtime,
            card,
            model,
            Task(
                "tokens",
                Wanted(layers=(number,)),
                lambda output: output.hidden[number],
                role=role,
                layer=number,
            ),
            tokens,
        )
        return [TokenVectors(t, v, np.ones(len(t), np.bool_)) for t, v in zip(tokens, vectors, strict=True)]

    return runtime.with_transformer(card, compute)


def attentions(runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None = None) -> list[Attentions]:
    """Attention weights of every layer and head, (L, heads, T, T) float32 for each text.

    Raises:
        InputError: the model has no layers, or is a pair and the role is missing.
    """
    card = one_side(card, role)

    def compute(model: LoadedTransformer) -> list[Attentions]:
        tokens = [model.tokenizer.encode(text, prompt_of(card, role)) for text in texts]
        weights = remembered(
            runtime,
            card,
            model,
            Task("attentions", Wanted(attentions=True), lambda output: present(output.attentions), role=role),
            tokens,
        )
        return [Attentions(t, w) for t, w in zip(tokens, weights, strict=True)]

    return runtime.with_transformer(card, compute)


def _late_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role) -> list[TokenVectors]:
    def compute(model: LoadedTransformer) -> list[TokenVectors]:
        tokens = [late.read_late(model.tokenizer, text, role) for text in texts]
        vectors = remembered(
            runtime,
            card,
            model,
            Task(
                "late",
                Wanted(layers=(model.layers,)),
                lambda output: unit(_projected(output.hidden[model.layers], model)),
                role=role,
                layer=model.layers,
            ),
            tokens,
        )
        return [TokenVectors(t, v, late.compared(t, role)) for t, v in zip(tokens, vectors, strict=True)]

    return runtime.with_transformer(card, compute)


def _projected(hidden: Floats, model: LoadedTransformer) -> Floats:
    return hidden if model.projection is None else hidden @ model.projection.T
