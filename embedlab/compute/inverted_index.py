"""An inverted index: for each term the texts that have it, so that a query reads its own terms' lists and no other.

What weighs a term is the ranker's business (``lexical``, ``bm42``, ``sparse``); the score is their dot product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64


@dataclass(frozen=True, eq=False)
class InvertedIndex:
    """Sparse vectors of N texts, term by term.

    Attributes:
        terms: (V,) those that occur, in the order of their first text.
        starts: (V + 1,) int32; the postings of term t are ``starts[t]:starts[t + 1]``.
        texts: (P,) int16, the number of a text for each posting, rising within a term.
        weights: (P,) float32, the weight of the term in it.
        documents: N.
    """

    terms: tuple[str, ...]
    starts: NDArray[np.int32]
    texts: NDArray[np.int16]
    weights: NDArray[np.float32]
    documents: int

    @classmethod
    def of(cls, vectors: Sequence[Mapping[str, float]]) -> Self:
        """Turn the vectors of N texts, term -> weight, into an index.

        Raises:
            ValueError: there are more texts than numbers for them, 32,767.
        """
        if len(vectors) > np.iinfo(np.int16).max:
            raise ValueError(f"{len(vectors)} texts are too many to be numbered in two bytes")
        lists: dict[str, list[tuple[int, float]]] = {}
        for number, vector in enumerate(vectors):
            for term, weight in vector.items():
                lists.setdefault(term, []).append((number, weight))
        postings = [posting for each in lists.values() for posting in each]
        return cls(
            tuple(lists),
            np.cumsum([0, *map(len, lists.values())], dtype=np.int32),
            np.array([text for text, _ in postings], dtype=np.int16),
            np.array([weight for _, weight in postings], dtype=np.float32),
            len(vectors),
        )

    @cached_property
    def _place(self) -> dict[str, int]:
        return {term: place for place, term in enumerate(self.terms)}

    @property
    def postings(self) -> int:
        """P: how many numbers of all vectors are not 0."""
        return len(self.texts)

    @property
    def document_frequency(self) -> dict[str, int]:
        """In how many texts each term occurs."""
        return dict(zip(self.terms, np.diff(self.starts).tolist(), strict=True))

    def read_by(self, query: Mapping[str, float]) -> int:
        """Return how many postings a query reads."""
        places = [self._place[term] for term in query if term in self._place]
        return int(sum(self.starts[place + 1] - self.starts[place] for place in places))

    def scores(self, query: Mapping[str, float]) -> Float64:
        """Return the dot product of a query, term -> weight, with every text, (N,) float64."""
        found = np.zeros(self.documents)
        for term, weight in query.items():
            if (place := self._place.get(term)) is not None:
                part = slice(self.starts[place], self.starts[place + 1])
                # A text has a term once, so no two postings of a list fall on the same score.
                found[self.texts[part]] += weight * self.weights[part]
        return found

    def vector(self, document: int) -> dict[str, float]:
        """Return the vector of one text, term -> weight."""
        at = np.flatnonzero(self.texts == document)
        terms = np.searchsorted(self.starts, at, side="right") - 1
        return {self.terms[term]: float(self.weights[place]) for term, place in zip(terms, at, strict=True)}
