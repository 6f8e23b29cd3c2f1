"""What a training of lesson 3 has done to some definitions and to the words in them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.ties import SAME_COSINE
from embedlab.models.training import ContrastiveResult
from embedlab.models.training.words_of_text import words_of_text

NEAREST = 10
"""Terms that are kept of each definition: as many as recall@10 looks at."""
COMMON = 20
"""Words that are called frequent."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """What the shown definitions find.

    Attributes:
        terms: for each of the k definitions the ``NEAREST`` nearest of all held-out terms, nearest first; one that ties
            with the own term stands before it, as in the ranks.
        cosines: (k, ``NEAREST``) float32 in [-1, 1], theirs.
        own: (k,) float32, the cosine of each own term.
    """

    terms: tuple[tuple[str, ...], ...]
    cosines: NDArray[np.float32]
    own: NDArray[np.float32]


def nearest_terms(result: ContrastiveResult, encoder: str, rows: NDArray[np.int64]) -> Nearest:
    """Return what the definitions of some rows find among all held-out terms."""
    asked, found = (side[encoder].astype(np.float32) for side in (result.definition_vectors, result.term_vectors))
    cosines = np.clip(asked[rows] @ found.T, -1, 1)
    places = np.arange(len(rows))
    own = cosines[places, rows]
    order = cosines.copy()
    order[places, rows] -= SAME_COSINE
    nearest = np.argsort(-order, axis=1, kind="stable")[:, :NEAREST]
    terms = tuple(tuple(result.terms[row] for row in each) for each in nearest)
    return Nearest(terms, np.take_along_axis(cosines, nearest, axis=1), own)


def word_lengths(result: ContrastiveResult, objective: str) -> tuple[float, ...]:
    """Return the mean length of the vectors of the ``COMMON`` most frequent words of the definitions, and of the rest.

    The length decides how much a word counts in the average that is a text's vector. 0 where there is no such word.
    """
    counts = Counter(word for text in result.definitions for word in words_of_text(text))
    rows = {word: row for row, word in enumerate(result.words)}
    known = [rows[word] for word, _ in counts.most_common() if word in rows]
    lengths = np.linalg.norm(result.tables[objective].astype(np.float32), axis=1)
    return tuple(float(lengths[part].mean()) if part else 0.0 for part in (known[:COMMON], known[COMMON:]))
