"""Two texts as a model reads them: their tokens with vectors and mask, the pooled vectors, and what the page knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.maxsim import TwoReadings, two_readings
from embedlab.compute.pool_shares import pool_weights, pool_winners
from embedlab.compute.pooling import Pooling, pool
from embedlab.compute.similarity import cosine_similarity
from embedlab.errors import InputError
from embedlab.lessons.word_or_sentence.examples import SentencePair
from embedlab.lessons.word_or_sentence.study_bench import Bench
from embedlab.lessons.word_or_sentence.study_people import LeeResults
from embedlab.lessons.word_or_sentence.study_setups import Setup, role_of
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import token_vectors
from embedlab.models.runtime import Runtime

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

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words that a table does not know."""
        return tuple(t for t, kept in zip(self.tokens, self.mask, strict=True) if not kept and t != PADDING)

    @property
    def unpadded(self) -> "TokenTable":
        """The text alone, as it was before it was padded."""
        own = len(self) - next((i for i, t in enumerate(reversed(self.tokens)) if t != PADDING), 0)
        if own == len(self) or self.mask[own:].any():
            return self
        return TokenTable(self.tokens[:own], self.special[:own], self.mask[:own], self.vectors[:own])

    def pooled(self, how: Pooling) -> NDArray[np.float32]:
        """(d,) float32."""
        return self.pooled_so_far(len(self), how)

    def pooled_so_far(self, step: int, how: Pooling) -> NDArray[np.float32]:
        """(d,) float32 of the first ``step`` tokens; nan while the mask lets none of them through."""
        real = self.vectors[:step][self.mask[:step]]
        if not len(real):
            return np.full(self.vectors.shape[1], np.nan, np.float32)
        return pool(real, np.ones(len(real), np.bool_), how)

    def shares(self, how: Pooling) -> NDArray[np.float64]:
        """(T,) float64 that sum to 1: the share of each token in the pooled vector."""
        found = np.zeros(len(self))
        # Of the real tokens alone, as they are pooled: an unknown word in between takes no position of a weighted mean.
        found[self.mask] = pool_weights(self.real, np.ones(len(self.real), np.bool_), how)
        return found

    @property
    def winners(self) -> NDArray[np.int64]:
        """(d,) int64: the token with the largest value in each dimension."""
        return np.flatnonzero(self.mask)[pool_winners(self.real, np.ones(len(self.real), np.bool_))]

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
    table = runtime.table(card)
    words = [read.name for read in table.read(text)]
    found = [table.vector(word) for word in words]
    known = np.array([vector is not None for vector in found], np.bool_)
    if not known.any():
        raise InputError(f"{card.name} knows no word of “{text[:60]}”; type another text or choose another model.")
    blank = np.full(table.dimension, np.nan, np.float32)
    vectors = np.stack([blank if vector is None else vector for vector in found]).astype(np.float32)
    return TokenTable(tuple(words), np.zeros(len(words), np.bool_), known, vectors)


@dataclass(frozen=True, eq=False)
class Tables:
    """The two texts as the chosen model reads them, in one batch: the shorter one is padded."""

    pair: tuple[TokenTable, TokenTable]

    def cosine(self, pooling: Pooling) -> float:
        """The cosine of the two pooled vectors, -1 to 1."""
        one, other = (table.pooled(pooling) for table in self.pair)
        return float(cosine_similarity(one[None], other[None])[0, 0])

    @cached_property
    def readings(self) -> TwoReadings:
        """The mean of all token pairs, and the dot product of the two means."""
        first, second = self.pair
        return two_readings(first.real, second.real)

    @property
    def lengths(self) -> tuple[float, float]:
        """The lengths of the two mean vectors."""
        one, other = (float(np.linalg.norm(table.real.mean(axis=0, dtype=np.float64))) for table in self.pair)
        return one, other

    @property
    def cosine_of_means(self) -> float:
        """What the dot product of the means becomes when their lengths are taken away, -1 to 1."""
        one, other = self.lengths
        return float(np.clip(self.readings.dot_of_means / (one * other), -1, 1))


@dataclass(frozen=True)
class Choice:
    """Two texts and the way to make one vector of each.

    Attributes:
        texts: A and B, without outer white space; None when one of them cannot be used.
        pair: the shipped pair they are, while nothing was changed.
        card: the model.
        pooling: how its token vectors become one.
    """

    texts: tuple[str, str] | None
    pair: SentencePair | None
    card: ModelCard
    pooling: Pooling

    @property
    def setup(self) -> Setup:
        """Model and pooling."""
        return Setup(self.card.id, self.pooling)


@dataclass(frozen=True, eq=False)
class Comparison:
    """What the page has found.

    Attributes:
        choice: what the visitor chose.
        tables: the tokens of both texts; None without texts and while the model cannot answer.
        bench: the shipped pairs by every model that can answer.
        own: the cosine of the two texts by setup, -1 to 1; nan where a model knows no word of one.
        people: the agreement with people, as far as it is known.
    """

    choice: Choice
    tables: Tables | None
    bench: Bench
    own: Mapping[Setup, float]
    people: LeeResults

    @property
    def cosine(self) -> float | None:
        """The cosine of the two texts by the chosen model and pooling, -1 to 1; None where it is not known."""
        known = self.own.get(self.choice.setup)
        if known is not None and np.isfinite(known):
            return known
        return None if self.tables is None else self.tables.cosine(self.choice.pooling)
