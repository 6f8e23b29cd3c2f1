"""Vectors of tokens, and what passes between them: hidden states of every layer, attentions, late interaction."""

from collections.abc import Sequence

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.attention import attention_from, mean_heads
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders.encoded import Attentions, FirstAttention, TokenStates, TokenVectors
from embedlab.models.encoders.remember import Task, ask, ask_texts, layer_of, one_layer, present
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text import late
from embedlab.models.text.tokens import Tokenised


def token_states(
    runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None = None
) -> list[TokenStates]:
    """Every layer's hidden state of every token of each text, (L + 1, T, d) float32.

    Raises:
        InputError: the model has no layers, or is a pair and the role is missing.
    """

    def task(model: LoadedTransformer) -> Task:
        layers = tuple(range(model.layers + 1))
        return Task(
            "states", Wanted(layers), lambda output: np.stack([output.hidden[layer] for layer in layers]), role=role
        )

    return [TokenStates(t, hidden) for t, hidden in ask_texts(runtime, card, texts, role, task).each()]


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
    if card.row.encoder == "token_vectors":
        if layer is not None:
            raise InputError(f"{card.id} compares its last layer only; leave the layer out.")
        return _late_vectors(runtime, card, texts, role or "document")
    found = ask_texts(runtime, card, texts, role, lambda model: one_layer("tokens", layer_of(card, model, layer), role))
    return [TokenVectors(t, v, np.ones(len(t), np.bool_)) for t, v in found.each()]


def attentions(runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None = None) -> list[Attentions]:
    """Attention weights of every layer and head, (L, heads, T, T) float32 for each text.

    Raises:
        InputError: the model has no layers, or is a pair and the role is missing.
    """

    def task(model: LoadedTransformer) -> Task:
        wanted = Wanted(attentions=tuple(range(1, model.layers + 1)))
        return Task("attentions", wanted, lambda output: present(output.attentions), role=role)

    return [Attentions(t, w) for t, w in ask_texts(runtime, card, texts, role, task).each()]


def first_attentions(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> list[FirstAttention]:
    """What the first token of each text attends to in the last layer, heads averaged.

    Raises:
        InputError: the model has no layers.
    """

    def task(model: LoadedTransformer) -> Task:
        wanted = Wanted(attentions=(model.layers,))
        return Task(
            "first attention", wanted, lambda output: attention_from(mean_heads(present(output.attentions)[0]), [0])
        )

    return [FirstAttention(t, w) for t, w in ask_texts(runtime, card, texts, None, task).each()]


def _late_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role) -> list[TokenVectors]:
    def task(model: LoadedTransformer) -> Task:
        return one_layer("late", model.layers, role, lambda hidden: unit_or_zero(_projected(hidden, model)))

    def read(model: LoadedTransformer) -> list[Tokenised]:
        seen = card.attend_to_mask_tokens
        return [late.read_late(model.tokenizer, text, role, attend_to_masks=seen) for text in texts]

    found = ask(runtime, card, read, task)
    return [TokenVectors(t, v, late.compared(t, role)) for t, v in found.each()]


def _projected(hidden: Floats, model: LoadedTransformer) -> Floats:
    return hidden if model.projection is None else hidden @ model.projection.T
