"""What seeing the sentence is worth: a masked language model beside one that only knows how frequent each piece is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.models.cards import ModelCard
from embedlab.models.encoders.fill import Guesses
from embedlab.models.encoders.masked_scores import masked_scores, piece_numbers
from embedlab.models.runtime import Runtime
from embedlab.models.training.words_of_text import words_of_text

SCORED: Final = 150
"""Held-out definitions whose pieces are guessed, the first of the file, whose order is random."""
LISTED: Final = 10


@dataclass(frozen=True, eq=False)
class ContextGain:
    """Guessing every piece of held-out definitions with context and without; each is hidden once.

    Attributes:
        model: the masked language model.
        texts: how many definitions.
        logs: (pieces,) float32, the natural logarithm of the probability that each hidden piece got.
        first: (pieces,) whether it was the first guess.
        frequency_logs: ``logs`` without context: by how often each piece occurs in the definitions to train on, one
            added to each count.
        frequency_first: ``first`` without context: whether it is the most frequent piece.
        frequent: the most frequent pieces and their shares.
    """

    model: str
    texts: int
    logs: NDArray[np.float32]
    first: NDArray[np.bool_]
    frequency_logs: NDArray[np.float32]
    frequency_first: NDArray[np.bool_]
    frequent: Guesses


def perplexity(logs: NDArray[np.float32]) -> float:
    """Return e to the mean of the negative ``logs``: as unsure as among so many pieces that are equally likely."""
    return float(np.exp(-logs.mean(dtype=np.float64)))


def context_gain(runtime: Runtime, model: ModelCard, train: Sequence[str], held_out: Sequence[str]) -> ContextGain:
    """Hide each piece of the held-out texts and guess it by ``model`` and by the frequencies in ``train``."""
    vocabulary, read = piece_numbers(runtime, model, train)
    counts = np.bincount(np.concatenate([np.array(each, dtype=np.int64) for each in read]), minlength=len(vocabulary))
    shares = (counts + 1) / (counts.sum() + len(counts))
    found = masked_scores(runtime, model, held_out)
    numbers = np.concatenate([each.numbers for each in found])
    top = np.argsort(-shares, kind="stable")[:LISTED]
    return ContextGain(
        model=model.id,
        texts=len(found),
        logs=np.concatenate([each.logs for each in found]),
        first=np.concatenate([each.first for each in found]),
        frequency_logs=np.log(shares[numbers]).astype(np.float32),
        frequency_first=numbers == top[0],
        frequent=tuple((vocabulary[int(number)], float(shares[number])) for number in top),
    )


def stands_in(token: str, text: str) -> bool:
    """Whether a guess is a word of the sentence already; the mask itself is none."""
    return token.casefold() in words_of_text(text.replace("[MASK]", " ").replace("[mask]", " "))


def guesses_shown(guesses: Guesses, text: str, count: int, *, new_only: bool) -> Guesses:
    """The first ``count`` guesses, all of them or those that do not stand in the sentence; probabilities stay."""
    return tuple(each for each in guesses if not (new_only and stands_in(each[0], text)))[:count]
