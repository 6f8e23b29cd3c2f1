"""What one can do with a table of word vectors: neighbours, analogies, the odd one out, an axis of meaning.

Works on plain arrays; which words a table holds and how an unknown word is met is the model layer's business.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float32, Float64, as_array, same_width
from embedlab.compute.pooling import normalise
from embedlab.compute.similarity import cosine_similarity
from embedlab.compute.ties import best_first
from embedlab.errors import InputError

SAME_PLACE = 1e-6
"""A sum or difference of unit vectors shorter than this is rounding, not a direction."""


@dataclass(frozen=True)
class Neighbour:
    """A word of the table, its row, and its cosine with the query, from -1 to 1."""

    word: str
    index: int
    similarity: float


@dataclass(frozen=True, eq=False)
class Analogy:
    """The vector asked for by "a is to b as c is to ?", and what it is made of.

    ``terms`` (3, d) float32: -a, +b, +c, each of length 1. ``result`` (d,) float32 is their sum, not normalised,
    so that the terms add up to it.
    """

    terms: Float32
    result: Float32

    def parts(self, candidate: ArrayLike) -> Float64:
        """Return what each term adds to the cosine of a candidate word with the result, (d,) -> (3,) float64.

        part_t = term_t . w / (|w| |result|); the three parts sum to cos(w, result).

        Raises:
            InputError: the candidate is all zeros.
        """
        word = normalise(np.asarray(candidate)[None], "the candidates")[0].astype(np.float64)
        length = np.linalg.norm(self.result.astype(np.float64))
        return np.asarray(self.terms.astype(np.float64) @ word / length)


def nearest(unit: Float32, query: ArrayLike, k: int, exclude: Collection[int] = ()) -> list[tuple[int, float]]:
    """Return the k rows closest to a query as (row, cosine), best first, cosine from -1 to 1.

    ``unit`` (V, d) must have rows of length 1 (not checked: a table has many rows); ``query`` (d,) may have any
    length. Rows in ``exclude`` are left out, ties go to the smaller row, and fewer than k come back when the
    table has no more.

    Raises:
        InputError: the query is all zeros.
        ValueError: ``k`` is below 1, or d differs.
    """
    if k < 1:
        raise ValueError(f"asked for {k} neighbours")
    direction = normalise(np.asarray(query)[None], "the query")
    same_width(unit, direction)
    cosines = np.clip(unit @ direction[0], -1.0, 1.0)
    # Left out by value, not by row: the numbers of the other rows stay what they are.
    cosines[list(exclude)] = -np.inf
    k = min(k, int(np.isfinite(cosines).sum()))
    if not k:
        return []
    # Only what can be among the k best is sorted, ties with the k-th included: a table has a hundred thousand words.
    candidates = np.flatnonzero(cosines >= np.partition(cosines, -k)[-k])
    best = candidates[best_first(cosines[candidates])][:k]
    return [(int(row), float(cosines[row])) for row in best]


def neighbours(
    words: Sequence[str], unit: Float32, query: ArrayLike, k: int, exclude: Collection[int] = ()
) -> list[Neighbour]:
    """Return ``nearest`` with the words of the rows: words[i] belongs to unit[i]."""
    return [Neighbour(words[row], row, cosine) for row, cosine in nearest(unit, query, k, exclude)]


def analogy(a: ArrayLike, b: ArrayLike, c: ArrayLike) -> Analogy:
    """Build the vector for "a is to b as c is to ?", three (d,) -> ``Analogy``.

    3CosAdd (Mikolov et al. 2013; named by Levy and Goldberg 2014): argmax over w of cos(w, b - a + c), all of
    length 1. The three words themselves must be excluded from the search, or c or b usually wins: the result
    lies close to them.

    Raises:
        InputError: a vector is all zeros or the three cancel out.
        ValueError: d differs.
    """
    rows = [as_array(vector, 1, "a word vector") for vector in (a, b, c)]
    same_width(rows[0], rows[1])
    same_width(rows[0], rows[2])
    terms = normalise(np.stack(rows), "the three words") * np.array([[-1], [1], [1]], dtype=np.float32)
    result = terms.sum(axis=0)
    if np.linalg.norm(result) < SAME_PLACE:
        raise InputError("The three words cancel out and leave no direction to search; choose other words.")
    return Analogy(terms, result)


def odd_one_out(vectors: ArrayLike) -> tuple[int, Float64]:
    """Return the row least like the others and all scores, (n, d) -> index and (n,) float64 in [-1, 1].

    score_i = sum over j != i of cos(x_i, x_j) / (n - 1); the lowest is the odd one, the first of equals.

    Raises:
        InputError: there are fewer than three words, or a vector is all zeros.
    """
    matrix = as_array(vectors, 2, "the list of words")
    if len(matrix) < 3:
        raise InputError("At least three words are needed before one of them can be the odd one out.")
    cosines = cosine_similarity(matrix, matrix).astype(np.float64)
    np.fill_diagonal(cosines, 0.0)
    # With itself each would have 1, which says nothing about how it fits the others.
    scores = cosines.sum(axis=1) / (len(matrix) - 1)
    return int(scores.argmin()), scores


def cosine_shares(parts: ArrayLike, other: ArrayLike) -> Float64:
    """Return what each part of a vector adds to its cosine with another, (n, d) and (d,) -> (n,) float64.

    With v = sum of p_i, share_i = p_i . w / (|v| |w|); the shares sum to cos(v, w).

    Raises:
        InputError: the parts cancel out or the other vector is all zeros.
        ValueError: d differs.
    """
    rows = as_array(parts, 2, "the parts")
    word = normalise(np.asarray(other)[None], "the other word")
    same_width(rows, word)
    length = np.linalg.norm(rows.astype(np.float64).sum(axis=0))
    if length < SAME_PLACE:
        raise InputError("The parts of this word cancel out and leave no direction; choose another word.")
    return np.asarray(rows.astype(np.float64) @ word[0].astype(np.float64) / length)


def axis_positions(poles_low: ArrayLike, poles_high: ArrayLike, words: ArrayLike) -> Float32:
    """Place words on the axis between two opposed sets, (p, d), (q, d) and (n, d) -> (n,) float32 in [-1, 1].

    cos(w, mean(high) - mean(low)), pole words at length 1 so that each counts the same (SemAxis, An, Kwak and
    Ahn 2018). Positive lies towards the high pole; 0 says nothing of either. A position is a direction in
    this table's texts, not a fact about the word.

    Raises:
        InputError: a side is empty, both sides lie in one place or a vector is all zeros.
        ValueError: d differs.
    """
    low, high = normalise(poles_low, "the low pole"), normalise(poles_high, "the high pole")
    same_width(low, high)
    if not (len(low) and len(high)):
        raise InputError("Each end of the axis needs at least one word; type one at both ends.")
    direction = high.mean(axis=0) - low.mean(axis=0)
    if np.linalg.norm(direction) < SAME_PLACE:
        raise InputError("Both ends of the axis lie in the same place; choose two opposed words.")
    return cosine_similarity(words, direction[None])[:, 0]
