"""What encoders return: frozen records; arrays in them are read-only and shared between visitors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.models.text.tokens import Tokenised

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class TextVectors:
    """One vector a text.

    Attributes:
        vectors: (n, d) float32, unit norm.
        cut_at: for each text the character where the model stopped reading, None when it read everything.
    """

    vectors: Floats
    cut_at: tuple[int | None, ...]


@dataclass(frozen=True)
class TokenStates:
    """Every layer's hidden state of every token of one text.

    Attributes:
        tokens: the text as the model reads it.
        hidden: (L + 1, T, d) float32, as the model gives them (not normalised); index 0 is the input embedding.
    """

    tokens: Tokenised
    hidden: Floats


@dataclass(frozen=True)
class TokenVectors:
    """One layer's vector of every token of one text: ``vectors`` is (T, d) float32.

    Attributes:
        tokens: the text as the model reads it.
        vectors: (T, d) float32; unit norm for late-interaction models, raw otherwise.
        compared: (T,) bool, False for tokens that a late-interaction model leaves out of the comparison.
    """

    tokens: Tokenised
    vectors: Floats
    compared: NDArray[np.bool_]


@dataclass(frozen=True)
class Attentions:
    """Who attends to whom in one text: ``weights`` is (L, heads, T, T) float32, each row sums to 1.

    Row = the token that attends, column = the token attended to; index 0 is layer 1.
    """

    tokens: Tokenised
    weights: Floats


@dataclass(frozen=True)
class FirstAttention:
    """What the first token of one text, [CLS], attends to in the last layer: ``weights`` is (T,) float32, sum 1."""

    tokens: Tokenised
    weights: Floats


@dataclass(frozen=True)
class SparseVectors:
    """Weighted terms over a named vocabulary, in compressed sparse rows.

    Attributes:
        weights: (nnz,) float32, above 0; row i occupies ``starts[i]:starts[i + 1]``, heaviest first.
        terms: (nnz,) int64 column numbers.
        positions: (nnz,) int64, the token of the text whose logit won the maximum.
        starts: (n + 1,) int64.
        vocabulary: the name of every column.
        tokens: the texts as the model reads them.
    """

    weights: Floats
    terms: Ints
    positions: Ints
    starts: Ints
    vocabulary: tuple[str, ...]
    tokens: tuple[Tokenised, ...]

    def row(self, index: int) -> list[tuple[str, float]]:
        """(term, weight) of one text, heaviest first."""
        part = slice(self.starts[index], self.starts[index + 1])
        names = (self.vocabulary[term] for term in self.terms[part])
        return list(zip(names, map(float, self.weights[part]), strict=True))
