"""The table that is pooled: the tokens of one text with their vectors and the mask, drawn by lesson 2 step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.pooling import Pooling, pool
from embedlab.errors import InputError
from embedlab.lessons.word_or_sentence.study_setups import role_of
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_pieces import words_in

PADDING = "[PAD]"


@dataclass(frozen=True, eq=False)
class TokenTable:
    """The T tokens of a text and what each brings to the pooled vector.

    Attributes:
        tokens: their text; for a static model its words.
        special: (T,) bool, True for what is not part of the text: markers, prompts, padding.
        mask: (T,) bool, False for padding and for words that a static table does not know.
        vectors: (T, d) float32 of the last layer, or of the table; nan where the mask is False.
    """

    tokens: tuple[str, ...]
    special: NDArray[np.bool_]
    mask: NDArray[np.bool_]
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def real(self) -> NDArray[np.float32]:
        """(n, d) float32, the vectors that the mask lets through."""
        kept: NDArray[np.float32] = self.vectors[self.mask]
        return kept

    @property
    def names(self) -> tuple[str, ...]:
        """The n tokens that the mask lets through."""
        return tuple(token for token, kept in zip(self.tokens, self.mask, strict=True) if kept)

    def pooled(self, how: Pooling) -> NDArray[np.float32]:
        """(d,) float32."""
        return pool(self.real, np.ones(len(self.real), np.bool_), how)

    def padded(self, length: int) -> "TokenTable":
        """The same text in a batch whose longest text has ``length`` tokens."""
        extra = length - len(self)
        if extra <= 0:
            return self
        return TokenTable(
            (*self.tokens, *(PADDING,) * extra),
            np.concatenate([self.special, np.ones(extra, np.bool_)]),
            np.concatenate([self.mask, np.zeros(extra, np.bool_)]),
            np.concatenate([self.vectors, np.full((extra, self.vectors.shape[1]), np.nan, np.float32)]),
        )


def token_table(runtime: Runtime, card: ModelCard, text: str) -> TokenTable:
    """Read a text by a model.

    Raises:
        InputError: the model knows no word of the text.
        StoreError: the model cannot be fetched or read.
    """
    if card.family == "static":
        return _of_words(runtime, card, text)
    found = token_vectors(runtime, card, [text], role_of(card))[0]
    return TokenTable(
        found.tokens.tokens, np.array(found.tokens.special), np.ones(len(found.tokens), np.bool_), found.vectors
    )


def _of_words(runtime: Runtime, card: ModelCard, text: str) -> TokenTable:
    table, words = runtime.table(card), words_in(text)
    found = [table.vector(word) for word in words]
    known = np.array([vector is not None for vector in found], np.bool_)
    if not known.any():
        raise InputError(f"{card.name} knows no word of “{text[:60]}”; type another text or choose another model.")
    blank = np.full(table.dimension, np.nan, np.float32)
    vectors = np.stack([blank if vector is None else vector for vector in found]).astype(np.float32)
    return TokenTable(tuple(words), np.zeros(len(words), np.bool_), known, vectors)
