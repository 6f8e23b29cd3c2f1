"""The prefix laboratory: the same texts under two settings of the prompts, on one map, and how far each moved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.projection import plain_map
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.ranker import Prefixes, RankOptions

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Moves:
    """Texts under two settings of the prompts: n texts, the query first.

    Attributes:
        start: (n, 2) float32, places without prefixes, on the joint map.
        end: (n, 2) float32, places under the chosen setting, on the same map.
        cosines: (n,) float32, each text's two vectors compared in their own space; 1 is unmoved.
    """

    start: Floats
    end: Floats
    cosines: Floats

    @property
    def extent(self) -> float:
        """Half the side of a square that holds every place."""
        return float(max(np.abs(self.start).max(), np.abs(self.end).max())) * 1.15 or 1.0


def role_vectors(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], prefixes: Prefixes) -> Floats:
    """Unit vectors of the query and then the documents, (n, d) float32, under a setting of the prompts.

    Raises:
        InputError: the model makes no single vector.
        StoreError: it cannot be fetched or read.
    """
    query_role, document_role = RankOptions(prefixes=prefixes).roles()
    one = text_vectors(runtime, card, [query], query_role).vectors
    many = text_vectors(runtime, card, documents, document_role).vectors
    return np.concatenate([one, many])


def moves(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str], prefixes: Prefixes) -> Moves:
    """Where every text goes from no prefix to the chosen setting, by one fit over both.

    Raises:
        InputError: the model makes no single vector.
        StoreError: it cannot be fetched or read.
    """
    before = role_vectors(runtime, card, query, documents, "none")
    after = role_vectors(runtime, card, query, documents, prefixes)
    placed = plain_map(np.concatenate([before, after]))
    count = len(before)
    return Moves(placed[:count], placed[count:], (before * after).sum(axis=1).astype(np.float32))
