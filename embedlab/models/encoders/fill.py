"""What a masked language model puts in place of a hidden word."""

import re
from collections.abc import Sequence

import numpy as np

from embedlab.compute.softmax import log_softmax
from embedlab.compute.ties import best_first
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import Task, ask, present
from embedlab.models.engines.contract import Floats, Wanted
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text.tokens import TextTokenizer, Tokenised

MASK = "[MASK]"
MOST = 100
"""Guesses that are remembered for each mask; nobody reads further."""

Guesses = tuple[tuple[str, float], ...]
"""(token, probability) of one mask, the likeliest first; ``##`` begins a token that goes on a word."""

_MASK = re.compile(re.escape(MASK), re.IGNORECASE)


def fill_mask(runtime: Runtime, card: ModelCard, text: str, k: int = 10) -> tuple[Guesses, ...]:
    """The ``k`` likeliest tokens at each ``[MASK]`` of a text, in the order of the masks.

    Probabilities are the softmax of the logits over the whole vocabulary (Devlin et al., NAACL 2019), so the ``k`` of
    them add up to 1 or less; with several masks each is guessed while the others stay hidden. SPLADE has such a head
    too, but was trained on to weigh search terms: its guesses are not those of a language model.

    Raises:
        InputError: the model guesses no words, the text has no ``[MASK]`` or one that is not read, or ``k`` is not 1
            to 100.
    """
    if card.head != "masked-lm":
        raise InputError(f"{card.id} was not trained to guess hidden words; choose a masked language model.")
    if not 1 <= k <= MOST:
        raise InputError(f"{k} guesses were asked for; ask for 1 to {MOST}.")
    if not _MASK.search(text):
        raise InputError(f"Nothing is hidden in this text; write {MASK} in place of a word.")

    places: list[int] = []

    def read(model: LoadedTransformer) -> list[Tokenised]:
        tokens, places[:] = _read(card, model.tokenizer, text)
        return [tokens]

    task = Task("fill", Wanted(logits=True), lambda output: _likeliest(present(output.logits)[places]))
    found = ask(runtime, card, read, lambda _: task)
    return tuple(
        tuple((found.vocabulary[int(number)], float(share)) for number, share in zip(*mask[:, :k], strict=True))
        for mask in found.arrays[0]
    )


def _read(card: ModelCard, tokenizer: TextTokenizer, text: str) -> tuple[Tokenised, Sequence[int]]:
    """The text as the model reads it and the positions of its masks."""
    mask = tokenizer.mask_token
    if mask is None:
        raise InputError(f"The vocabulary of {card.id} has no token for a hidden word.")
    tokens = tokenizer.encode(_MASK.sub(mask, text))
    places = [place for place, number in enumerate(tokens.ids) if number == tokenizer.token_id(mask)]
    # Counted, as a text that was cut may have lost some of its masks.
    if len(places) < len(_MASK.findall(text)):
        raise InputError(f"{card.name} stops reading before the last {MASK}; shorten the text.")
    return tokens, places


def _likeliest(logits: Floats) -> Floats:
    """(M, 2, K) float32 from the logits (M, V) of M masks: numbers of the likeliest tokens, and their probabilities."""
    shares = np.exp(log_softmax(logits.astype(np.float64)))  # thirty thousand shares are added up, so in float64
    order = best_first(shares)[:, :MOST]
    return np.stack([order, np.take_along_axis(shares, order, axis=1)], axis=1).astype(np.float32)
