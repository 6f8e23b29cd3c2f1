"""The static room without its widgets: neighbourhoods, analogies, odd ones out and axes over a word table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.projection import plain_map
from embedlab.compute.word_arithmetic import Neighbour, analogy, axis_positions, neighbours, odd_one_out
from embedlab.errors import InputError
from embedlab.limits import WORD_CHARS, WORDS
from embedlab.models.text.word_table import WordTable
from embedlab.numbers_text import whole
from embedlab.words import shape

NEIGHBOURS = 20
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Spot:
    """A word among its nearest words: the word itself first.

    Attributes:
        labels: the word and its neighbours, nearest first.
        similarities: cosine of each with the word, 1 for the word itself.
        coordinates: (n, 2) float32, PCA of these vectors alone.
        seen: False for a word without a row, whose vector is built from its n-grams.
    """

    labels: tuple[str, ...]
    similarities: tuple[float, ...]
    coordinates: Floats
    seen: bool = True


@dataclass(frozen=True, eq=False)
class AnalogyResult:
    """What “a is to b as c is to ?” gives: the candidates, and the best one's vector term by term.

    Attributes:
        words: a, b and c.
        candidates: nearest words to -a + b + c, the three themselves left out, best first.
        vectors: (5, d) float32 rows to draw: -a, +b, +c, their sum, and the best candidate, all as they enter.
        parts: what -a, +b and +c each add to the cosine of the best candidate; they sum to it.
    """

    words: tuple[str, str, str]
    candidates: tuple[Neighbour, ...]
    vectors: Floats
    parts: tuple[float, ...]


def split_words(text: str) -> list[str]:
    """The words of a typed list, parted by commas, semicolons or white space.

    Raises:
        InputError: there are more words, or longer ones, than are taken.
    """
    words = text.replace(",", " ").replace(";", " ").split()
    if len(words) > WORDS:
        raise InputError(f"These are {whole(len(words))} words; at most {WORDS} are compared at once.")
    if long := [word for word in words if len(word) > WORD_CHARS]:
        raise InputError(f"“{long[0][:20]}…” has {whole(len(long[0]))} characters; a word has at most {WORD_CHARS}.")
    # A word named twice would fit itself best and be nobody's odd one out.
    return list(dict.fromkeys(words))


def vector_of(table: WordTable, word: str) -> Floats:
    """The vector of a word.

    Raises:
        InputError: there is no word, or the table has never seen it.
    """
    if not word.strip():
        raise InputError("Type a word.")
    found = table.vector(word.strip())
    if found is not None:
        return found
    shown, read = word.strip()[:WORD_CHARS], [read.name for read in table.read(word)]
    # Of a word alone: brackets around letters are no word that is written in parts.
    seen = shape(word.strip())
    if seen[0] != "." != seen[-1] and any(map(table.knows, read)):
        parts = " and ".join(f"“{name}”" for name in read)
        raise InputError(f"In the text that this table was trained on, “{shown}” stands as {parts}; type that instead.")
    raise InputError(f"“{shown}” is not among the {whole(len(table.words))} words of this table, so it has no vector.")


def spot(table: WordTable, word: str) -> Spot:
    """A word among its nearest neighbours.

    Raises:
        InputError: the table has never seen the word.
    """
    vector = vector_of(table, word)
    found = near(table, word, NEIGHBOURS)
    vectors = unit_or_zero(np.stack([vector, *(table.frequent[neighbour.index] for neighbour in found)]))
    return Spot(
        labels=(word.strip(), *(neighbour.word for neighbour in found)),
        similarities=(1.0, *(neighbour.similarity for neighbour in found)),
        coordinates=plain_map(vectors),
        seen=table.row(word.strip()) is not None,
    )


def near(table: WordTable, word: str, count: int) -> list[Neighbour]:
    """The nearest words of a word, itself left out.

    Raises:
        InputError: the table has never seen the word.
    """
    vector = vector_of(table, word)
    return neighbours(table.words, table.frequent, vector, count, _rows(table, [word.strip()]))


def solve_analogy(table: WordTable, a: str, b: str, c: str) -> AnalogyResult:
    """Solve "a is to b as c is to ?" and take the answer apart.

    Raises:
        InputError: a word is missing or unknown, or the three cancel out.
    """
    words = (a.strip(), b.strip(), c.strip())
    built = analogy(*(vector_of(table, word) for word in words))
    found = neighbours(table.words, table.frequent, built.result, 8, _rows(table, words))
    best = table.frequent[found[0].index]
    parts = tuple(float(part) for part in built.parts(best))
    return AnalogyResult(words, tuple(found), np.vstack([built.terms, built.result, best]), parts)


def find_odd(table: WordTable, words: Sequence[str]) -> tuple[int, list[float]]:
    """Which word fits the others least, and each word's mean cosine with the others.

    Raises:
        InputError: a word is unknown, or there are fewer than three.
    """
    index, scores = odd_one_out(_stacked(table, words))
    return index, [float(score) for score in scores]


def place_on_axis(table: WordTable, low: Sequence[str], high: Sequence[str], words: Sequence[str]) -> list[float]:
    """Where words fall between two opposed groups, -1 (low) to 1 (high).

    Raises:
        InputError: a word is unknown, a list is empty, or both ends are the same.
    """
    if not words:
        raise InputError("Type the words to place on the axis.")
    low_rows, high_rows, rows = (_stacked(table, group) for group in (low, high, words))
    return [float(position) for position in axis_positions(low_rows, high_rows, rows)]


def _stacked(table: WordTable, words: Sequence[str]) -> Floats:
    # An empty list keeps its width, so that what is missing is said in a sentence and not by numpy.
    return np.array([vector_of(table, word) for word in words], dtype=np.float32).reshape(-1, table.dimension)


def _rows(table: WordTable, words: Sequence[str]) -> list[int]:
    """Rows of the words themselves within the searched part, in any spelling of case."""
    rows = (table.row(word) for word in words)
    return [row for row in rows if row is not None and row < len(table.frequent)]
