"""Word vectors built from character n-grams (FastText), so that a word nobody has seen before has one too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError
from embedlab.models.text.ngrams import Ngrams
from embedlab.models.text.word_table import WordTable, read_rows, spellings

LONGEST = 100
"""Characters of the longest n-gram that a table may have."""


@dataclass(frozen=True, eq=False)
class WordParts:
    """What the vector of a word is the sum of.

    Attributes:
        word: the word as the table reads it.
        seen: True when the table has a row of the word's own.
        names: the word itself first if it was seen, then its n-grams from left to right.
        shares: (n, d) float32, one row a name; they add up to the word's vector.
    """

    word: str
    seen: bool
    names: tuple[str, ...]
    shares: NDArray[np.float32]


class NgramTable(WordTable):
    """A table of word vectors with the vectors of the words' n-grams beside it.

    A word of the vocabulary has the mean of its own vector and those of its n-grams; any other word the mean of its
    n-grams alone, in lower case (Bojanowski et al. 2017).

    Args:
        folder: holds ``vectors.npy`` (V, d) float32, ``vocab.txt``, ``ngrams.npy`` (B, d) float32 and ``ngrams.json``
            with the lengths of the shortest and the longest n-gram.

    Raises:
        StoreError: the files are missing or do not fit each other.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.rule, self.ngrams = read_ngrams(folder)
        if self.ngrams.shape[1] != self.dimension:
            raise StoreError(f"The n-grams in {folder.name} do not fit its words; fetch the model again.")

    @property
    def bytes(self) -> int:
        """Bytes held in memory: those of the words and the vectors of the n-grams."""
        return super().bytes + self.ngrams.nbytes

    def knows(self, word: str) -> bool:
        """True for every word that is long enough for an n-gram, seen or not; not for a number where none was seen."""
        return self.row(word) is not None or bool(self._built_from(word))

    def vector(self, word: str) -> NDArray[np.float32] | None:
        """The vector of a word, (d,) float32; None for an unseen one that is shorter than any n-gram."""
        seen = super().vector(word)
        if seen is not None:
            return seen
        built = self._built_from(word)
        return self._grams(built).mean(axis=0, dtype=np.float32) if built else None

    def mean(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """The mean vector of the words, (d,) float32; None when none has one."""
        vectors = [vector for word in words if (vector := self.vector(word)) is not None]
        return np.mean(vectors, axis=0, dtype=np.float32) if vectors else None

    def parts(self, word: str) -> WordParts | None:
        """What the vector of a word is the sum of; None for a word without a vector."""
        row = self.row(word)
        name = self._built_from(word) if row is None else self.words[row]
        if not name:
            return None
        names, grams = self.rule.of(name), self._grams(name)
        if row is None:
            return WordParts(name, False, names, grams / np.float32(len(grams)))
        count = 1 + len(grams)
        own = np.array(self.vectors[row]) - grams.sum(axis=0) / count  # what the word's own vector adds to the mean
        return WordParts(name, True, (name, *names), np.vstack([own, grams / count]).astype(np.float32))

    def _built_from(self, word: str) -> str:
        """The spelling whose n-grams make up an unseen word; "" where there are none that were ever trained."""
        name = spellings(word)[-1]
        # A table of letters alone has never trained the n-grams of a number: they are as random as they began.
        trained = self.cutting != "letters" or any(map(str.isalpha, name))
        return name if name and trained and self.rule.of(name) else ""

    def _grams(self, word: str) -> NDArray[np.float32]:
        return np.array(self.ngrams[list(self.rule.rows(word))])


def read_ngrams(folder: Path) -> tuple[Ngrams, NDArray[np.float32]]:
    """How the words of a folder are taken apart, and the vectors (B, d) of the parts, read-only.

    Raises:
        StoreError: the files are missing, or are not what they are called.
    """
    try:
        lengths = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        vectors = read_rows(folder / "ngrams.npy")
        shortest, longest = int(lengths["shortest"]), int(lengths["longest"])
        if not 1 <= shortest <= longest <= LONGEST:
            raise ValueError("no lengths of parts of words")
        return Ngrams(shortest, longest, len(vectors)), vectors
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise StoreError(f"The n-grams in {folder.name} cannot be read; fetch the model again.") from error


def open_table(folder: Path) -> WordTable:
    """The table in a folder, with its n-grams where it has them.

    Raises:
        StoreError: the files are missing or do not fit each other.
    """
    return NgramTable(folder) if (folder / "ngrams.npy").exists() else WordTable(folder)
