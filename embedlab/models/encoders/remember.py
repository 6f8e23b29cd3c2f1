"""Remembered results first, one batched pass for the rest: what every encoder here shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
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


def remembered(
    runtime: Runtime, card: ModelCard, model: LoadedTransformer, task: Task, tokens: Sequence[Tokenised]
) -> list[Floats]:
    """Results from the cache, and one batched pass over the distinct texts that were not there."""
    common = (card.id, model.revision, model.engine, task.kind, task.role or "", task.layer, task.pooling)
    keys = [VectorKey(*common, (t.ids, t.types)) for t in tokens]
    found = {key: runtime.cache.get(key) for key in dict.fromkeys(keys)}
    new = {key: t for key, t in zip(keys, tokens, strict=True) if found[key] is None}
    outputs = model.batcher.run(list(new.values()), task.wanted) if new else []
    for key, output in zip(new, outputs, strict=True):
        found[key] = runtime.cache.put(key, task.reduce(output))
    return [present(found[key]) for key in keys]


def present(array: Floats | None) -> Floats:
    """The array that an engine was asked for; its absence is a defect, not bad input."""
    if array is None:
        raise RuntimeError("an engine left out an output that was asked for")
    return array


def unit(rows: Floats) -> Floats:
    """Rows scaled to length 1, float32."""
    scaled: Floats = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return scaled


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
