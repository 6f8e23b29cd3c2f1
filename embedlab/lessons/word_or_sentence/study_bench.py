"""The pooling bench of lesson 2: sentence pairs whose relation is known, scored by every model and pooling."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.pairs_bench import kind_means, order_difference, order_quality, pair_similarities
from embedlab.lessons.word_or_sentence.examples import SentencePair
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.lessons.word_or_sentence.study_vectors import pooled_vectors
from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime

Floats = NDArray[np.float32]
PARAPHRASE = "paraphrase"
UNRELATED = ("unrelated",)
LOOK_ALIKES = ("negation", "role_swap", "number")
"""Kinds that keep nearly every word and change the meaning."""

_DECIMALS = 6


@dataclass(frozen=True, eq=False)
class Bench:
    """Cosines of n pairs by several setups.

    Attributes:
        pairs: the pairs, kind by kind.
        cosines: by setup, (n,) float32, -1 to 1; nan where a model has no vector for a sentence.
    """

    pairs: tuple[SentencePair, ...]
    cosines: Mapping[Setup, Floats]

    @cached_property
    def quality(self) -> Mapping[Setup, float]:
        """How often a pair of the same meaning scores above one of different meaning, 0 to 1, ties half."""
        same = np.array([pair.same_meaning for pair in self.pairs])
        return {setup: order_quality(values, same) for setup, values in self.cosines.items()}

    @cached_property
    def means(self) -> Mapping[Setup, Mapping[str, float]]:
        """The mean cosine of each kind of pair by each setup."""
        kinds = [pair.kind for pair in self.pairs]
        return {setup: kind_means(values, kinds) for setup, values in self.cosines.items()}

    def paraphrases_above(self, setup: Setup, kinds: Collection[str]) -> float:
        """How often a paraphrase scores above a pair of these kinds, all of different meaning, 0 to 1, ties half."""
        rows, same = self._paraphrases_and(kinds)
        return order_quality(self.cosines[setup][rows], same)

    def ahead_of(self, setup: Setup, other: Setup, kinds: Collection[str]) -> tuple[float, float, float]:
        """How much more often it does so by one setup than by another, and the ends of the interval (paired)."""
        rows, same = self._paraphrases_and(kinds)
        return order_difference(self.cosines[setup][rows], self.cosines[other][rows], same)

    def _paraphrases_and(self, kinds: Collection[str]) -> tuple[list[int], NDArray[np.bool_]]:
        rows = [row for row, pair in enumerate(self.pairs) if pair.kind == PARAPHRASE or pair.kind in kinds]
        return rows, np.array([self.pairs[row].same_meaning for row in rows])

    def relative_ranks(self, setup: Setup) -> Floats:
        """The rank of each pair in the order of a setup, (n,) float32: 0 the farthest, 1 the nearest, ties share.

        Cosines of two models lie in different ranges; ranks can be compared.
        """
        values = self.cosines[setup]
        below = (values[:, None] > values).sum(axis=1)
        equal = (values[:, None] == values).sum(axis=1) - 1
        return np.asarray((below + equal / 2) / max(1, len(values) - 1), dtype=np.float32)


def pair_cosines(runtime: Runtime, card: ModelCard, pairs: Sequence[tuple[str, str]]) -> dict[Setup, Floats]:
    """Cosine of the two texts of each pair by every pooling of a model, each (n,) float32.

    Rounded to six decimals, so that the same words added up in another order tie. A pair with a text that has no
    vector is nan.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    rows = {text: row for row, text in enumerate(texts)}
    found = pooled_vectors(runtime, card, texts)
    left, right = ([rows[pair[side]] for pair in pairs] for side in (0, 1))
    return {Setup(card.id, how): _cosines(found.by(how)[left], found.by(how)[right]) for how in found.poolings}


def _cosines(left: Floats, right: Floats) -> Floats:
    usable = _have_direction(left) & _have_direction(right)
    cosines = np.full(len(left), np.nan, np.float32)
    if usable.any():
        cosines[usable] = pair_similarities(left[usable], right[usable]).round(_DECIMALS)
    return cosines


def _have_direction(vectors: Floats) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(vectors).all(axis=1) & vectors.any(axis=1), np.bool_)
