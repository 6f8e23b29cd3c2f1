"""Sub-word pieces back to words, by character offsets and never by the shape of a piece's text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.models.text.tokens import Span, Tokenised

_WORD = re.compile(r"\w[\w\u0300]*(?:['\u2019]\w[\w\u0300]*)*|[^\w\s]\u0300*")
_ATTACHED = ("Mn", "Mc", "Me", "Cf", "Cc")


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
    return tuple(Word(text[slice(*span)], span, pieces_of(tokenised, span)) for span in _spans(text))


def words_in(text: str) -> list[str]:
    """The words of a text in order, without punctuation marks, as a static table looks them up."""
    return [text[start:end] for start, end in _spans(text) if text[start].isalnum() or text[start] == "_"]


def _spans(text: str) -> list[Span]:
    """Words and punctuation marks; what only marks or joins the letter before it belongs to that letter's word.

    Decomposed accents, vowel signs, joiners, soft hyphens and control characters are no letters to ``re``, so all
    stand as one mark here.
    """
    # Most text is plain, and asking for the category of each character is slow.
    if not (text.isascii() and text.isprintable()):
        text = "".join("\u0300" if unicodedata.category(c) in _ATTACHED and not c.isspace() else c for c in text)
    return [match.span() for match in _WORD.finditer(text)]


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
