"""How well a masked language model guesses the words of a text that it can see but for one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.softmax import log_softmax
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import present
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.batching import Outputs
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text.tokens import Tokenised

_TOGETHER = 32
"""Masked copies of texts that are read at once: each gives a row as long as the vocabulary for every piece."""


@dataclass(frozen=True, eq=False)
class MaskedScores:
    """The pieces of a text, in order, and what the model gave each while it was hidden, all (pieces,).

    ``numbers`` int64: their numbers in the vocabulary. ``logs`` float32: natural logarithms of their probabilities.
    ``first`` bool: whether the piece was the model's first guess.
    """

    numbers: NDArray[np.int64]
    logs: NDArray[np.float32]
    first: NDArray[np.bool_]


def masked_scores(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> tuple[MaskedScores, ...]:
    """Hide each piece of each text in turn and read what the model gives it (Salazar et al. 2020).

    Raises:
        InputError: the model guesses no words.
    """
    if card.head != "masked-lm":
        raise InputError(f"{card.id} was not trained to guess hidden words; choose a masked language model.")

    def compute(model: LoadedTransformer) -> tuple[MaskedScores, ...]:
        return tuple(_scored(model, model.tokenizer.encode(text)) for text in texts)

    return runtime.with_transformer(card, compute)


def piece_numbers(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """The vocabulary of a model, and the numbers of each text's pieces in it."""

    def compute(model: LoadedTransformer) -> tuple[list[str], list[list[int]]]:
        read = [model.tokenizer.encode(text) for text in texts]
        return list(model.vocabulary), [[each.ids[place] for place in _places(each)] for each in read]

    return runtime.with_transformer(card, compute)


def _places(tokens: Tokenised) -> list[int]:
    return [place for place, special in enumerate(tokens.special) if not special]


def _scored(model: LoadedTransformer, tokens: Tokenised) -> MaskedScores:
    mask = model.tokenizer.token_id(model.tokenizer.mask_token or "")
    if mask is None:
        raise InputError("The vocabulary of this model has no token for a hidden word.")
    places = _places(tokens)
    numbers = np.array([tokens.ids[place] for place in places], dtype=np.int64)
    copies = [replace(tokens, ids=(*tokens.ids[:place], mask, *tokens.ids[place + 1 :])) for place in places]

    def own(outputs: Outputs) -> Floats:
        """What every piece got at its place, (pieces, 2): small, where the logits of all would be megabytes a copy."""
        shares = log_softmax(present(outputs.logits)[places].astype(np.float64))
        right = shares.argmax(axis=1) == numbers
        return np.stack([shares[np.arange(len(numbers)), numbers], right], axis=1).astype(np.float32)

    if not copies:
        return MaskedScores(numbers, np.zeros(0, np.float32), np.zeros(0, np.bool_))
    # Only the hidden piece of each copy counts: the others could be seen.
    found = [
        each[start + row]
        for start in range(0, len(copies), _TOGETHER)
        for row, each in enumerate(model.batcher.run(copies[start : start + _TOGETHER], Wanted(logits=True), own))
    ]
    logs, first = np.stack(found).T
    return MaskedScores(numbers, logs.astype(np.float32), first > 0)
