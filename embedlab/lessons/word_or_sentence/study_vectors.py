"""One vector a text by every pooling at once: one forward pass serves them all, and only the results are remembered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.pooling import Pooling, pool
from embedlab.lessons.word_or_sentence.study_setups import poolings_of, role_of
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import ask_texts, one_layer
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_table import WordTable

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class PooledVectors:
    """Vectors of n texts by P poolings.

    Attributes:
        poolings: names of the poolings, in order.
        vectors: (n, P, d) float32, not scaled; nan for a text none of whose words a table knows.
        cut_at: for each text the character where the model stopped reading, None when it read everything.
    """

    poolings: tuple[Pooling, ...]
    vectors: Floats
    cut_at: tuple[int | None, ...]

    def by(self, pooling: Pooling) -> Floats:
        """(n, d) float32 by one pooling."""
        chosen: Floats = self.vectors[:, self.poolings.index(pooling)]
        return chosen


def pooled_vectors(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> PooledVectors:
    """Pool the last layer's token vectors, or the words' vectors, of each text in every way.

    Special tokens and prompts take part, as in the training of the models.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    poolings = poolings_of(card)
    if card.family == "static":
        table = runtime.table(card)
        rows = [_of_words(table, [read.name for read in table.read(text)], poolings) for text in texts]
        stacked = np.stack(rows) if rows else np.zeros((0, len(poolings), table.dimension), np.float32)
        return PooledVectors(poolings, stacked, (None,) * len(texts))

    role = role_of(card)
    found = ask_texts(
        runtime, card, texts, role,
        lambda model: one_layer(
            "text", model.layers, role, lambda hidden: _every_way(hidden, poolings), "+".join(poolings)
        ),
    )  # fmt: skip
    return PooledVectors(poolings, found.stacked(len(poolings), card.dimension), tuple(t.cut_at for t in found.tokens))


def _of_words(table: WordTable, words: Sequence[str], poolings: Sequence[Pooling]) -> Floats:
    known = [vector for word in words if (vector := table.vector(word)) is not None]
    if not known:
        return np.full((len(poolings), table.dimension), np.nan, np.float32)
    return _every_way(np.stack(known).astype(np.float32), poolings)


def _every_way(tokens: Floats, poolings: Sequence[Pooling]) -> Floats:
    """(P, d) float32 from the (T, d) vectors of a text without padding."""
    mask = np.ones(len(tokens), np.bool_)
    return np.stack([pool(tokens, mask, how) for how in poolings])
