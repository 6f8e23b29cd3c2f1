"""Sub-word pieces back to words, by character offsets and never by the shape of a piece's text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.models.text.tokens import Tokenised
from embedlab.words import Span, words_and_signs


@dataclass(frozen=True)
class Word:
    """A word of a text and the positions of its pieces among the model's tokens.

    Attributes:
        text: the word as it was typed.
        span: its characters in the text.
        pieces: token positions, in order; empty when the model never read it (the text was cut before it).
    """

    text: str
    span: Span
    pieces: tuple[int, ...]


def pieces_of(tokenised: Tokenised, span: Span) -> tuple[int, ...]:
    """Positions of the tokens that overlap a character span."""
    start, end = span
    return tuple(
        position
        for position, (left, right) in enumerate(tokenised.offsets)
        if not tokenised.special[position] and left < end and right > start and right > left
    )


def words_of(tokenised: Tokenised) -> tuple[Word, ...]:
    """Words and punctuation marks of the text, each with its pieces."""
    text = tokenised.text
    return tuple(Word(text[slice(*span)], span, pieces_of(tokenised, span)) for span in words_and_signs(text))


def mean_of_pieces(vectors: NDArray[np.float32], pieces: Sequence[int]) -> NDArray[np.float32]:
    """The vector of a word: the mean over its pieces, along the second to last axis.

    Args:
        vectors: (..., T, d) hidden states.
        pieces: at least one token position.

    Returns:
        (..., d) float32.

    Raises:
        ValueError: there are no pieces.
    """
    if not pieces:
        raise ValueError("a word without pieces has no vector")
    mean: NDArray[np.float32] = vectors[..., list(pieces), :].mean(axis=-2, dtype=np.float32)
    return mean
