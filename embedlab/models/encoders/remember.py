"""Remembered results first, one batched pass for the rest: what every encoder here shares."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders.sides import one_side
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.batching import Outputs
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.runtime.vector_cache import VectorKey
from embedlab.models.text.tokens import Tokenised

ALL_LAYERS = -1


@dataclass(frozen=True)
class Task:
    """One kind of question put to one loaded model; with the token ids it makes the key of a remembered result.

    Attributes:
        kind: what is computed.
        wanted: the outputs of the engine it needs.
        reduce: from the outputs of one text to the array that is remembered.
        role: prompt side.
        layer: number of the hidden state, -1 for all of them.
        pooling: how tokens become one vector.
    """

    kind: str
    wanted: Wanted
    reduce: Callable[[Outputs], Floats]
    role: Role | None = None
    layer: int = ALL_LAYERS
    pooling: str = ""


@dataclass(frozen=True)
class Answers:
    """What a task gave for some texts.

    Attributes:
        tokens: the texts as the model reads them.
        arrays: one for each text, read-only and shared between visitors.
        vocabulary: the name of every token, for a masked language model.
    """

    tokens: tuple[Tokenised, ...]
    arrays: tuple[Floats, ...]
    vocabulary: Sequence[str] = ()

    def each(self) -> Iterator[tuple[Tokenised, Floats]]:
        """Text and array side by side."""
        return zip(self.tokens, self.arrays, strict=True)

    def stacked(self, *shape: int) -> Floats:
        """The arrays one above the other, (n, *shape) float32, also when there is none."""
        return np.stack(self.arrays) if self.arrays else np.zeros((0, *shape), dtype=np.float32)


Read = Callable[[LoadedTransformer], Sequence[Tokenised]]
MakeTask = Callable[[LoadedTransformer], Task]


def ask_texts(
    runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None, make_task: MakeTask
) -> Answers:
    """Put a task to each text as the network of this role reads it, prompt first.

    Raises:
        InputError: the model runs no forward pass, or is a pair and the role is missing.
        StoreError: the model cannot be fetched or read.
    """
    card = one_side(card, role)
    prompt = prompt_of(card, role)
    return ask(runtime, card, lambda model: [model.tokenizer.encode(text, prompt) for text in texts], make_task)


def ask(runtime: Runtime, card: ModelCard, read: Read, make_task: MakeTask) -> Answers:
    """Results from the cache, and one batched pass over the distinct texts that were not there."""

    def compute(model: LoadedTransformer) -> Answers:
        tokens, task = tuple(read(model)), make_task(model)
        common = (card.id, model.revision, model.engine, task.kind, task.role or "", task.layer, task.pooling)
        # Keyed by token ids: two spellings that the model reads alike share an answer.
        keys = [VectorKey(*common, _digest(t)) for t in tokens]
        found = {key: runtime.cache.get(key) for key in dict.fromkeys(keys)}
        new = {key: t for key, t in zip(keys, tokens, strict=True) if found[key] is None}
        reduced = model.batcher.run(list(new.values()), task.wanted, task.reduce) if new else []
        for key, array in zip(new, reduced, strict=True):
            found[key] = runtime.cache.put(key, array)
        return Answers(tokens, tuple(present(found[key]) for key in keys), model.vocabulary)

    return runtime.with_transformer(card, compute)


def _digest(tokens: Tokenised) -> bytes:
    """A text as the model reads it, in 32 bytes: the numbers themselves would take more room than many an answer."""
    return hashlib.sha256(repr((tokens.ids, tokens.types, tokens.attended)).encode()).digest()


def one_layer(
    kind: str,
    number: int,
    role: Role | None,
    reduce: Callable[[Floats], Floats] = lambda hidden: hidden,
    pooling: str = "",
) -> Task:
    """A task on the hidden states (T, d) of one layer."""
    return Task(kind, Wanted(layers=(number,)), lambda output: reduce(output.hidden[number]), role, number, pooling)


def present(array: Floats | None) -> Floats:
    """The array that an engine was asked for; its absence is a defect, not bad input."""
    if array is None:
        raise RuntimeError("an engine left out an output that was asked for")
    return array


def prompt_of(card: ModelCard, role: Role | None) -> str:
    """The text that the card puts before an input of this role."""
    return {"query": card.prompts.query, "document": card.prompts.document, None: ""}[role]


def layer_of(card: ModelCard, model: LoadedTransformer, layer: int | None) -> int:
    """The number of a hidden state, the last one when none is named.

    Raises:
        InputError: the model has no such layer.
    """
    if layer is None:
        return model.layers
    if not 0 <= layer <= model.layers:
        raise InputError(f"{card.id} has layers 0 to {model.layers}; there is no layer {layer}.")
    return layer
