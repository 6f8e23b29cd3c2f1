"""The attention half of BM42: how much [CLS] takes from each piece of a text in the last layer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.models.catalog import card
from embedlab.models.encoders import first_attentions
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_pieces import words_of
from embedlab.studies.rank.by_terms import BM42_MODEL


@dataclass(frozen=True, eq=False)
class ClsAttention:
    """One text and what its first token attends to.

    Attributes:
        tokens: the pieces that the model reads, T of them.
        weights: (T,) float64, heads averaged, sums to 1.
        special: positions of tokens that the model adds.
        joints: positions of pieces that continue the word before them.
    """

    tokens: tuple[str, ...]
    weights: NDArray[np.float64]
    special: tuple[int, ...]
    joints: tuple[int, ...]

    @property
    def wasted(self) -> float:
        """The share, 0 to 1, that goes to tokens the model adds, of which BM42 makes no use."""
        return float(self.weights[list(self.special)].sum())


def cls_attention(runtime: Runtime, text: str) -> ClsAttention:
    """The row of [CLS] in the last layer, heads averaged.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    found = first_attentions(runtime, card(BM42_MODEL), [text])[0]
    weights = found.weights.astype(np.float64)
    special = tuple(place for place, added in enumerate(found.tokens.special) if added)
    joints = tuple(piece for word in words_of(found.tokens) for piece in word.pieces[1:])
    return ClsAttention(found.tokens.tokens, weights, special, joints)
