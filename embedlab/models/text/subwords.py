"""Word vectors built from character n-grams (FastText), so that a word nobody has seen before has one too."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError
from embedlab.models.text.ngrams import buckets_of, ngrams_of
from embedlab.models.text.table import WordTable


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
        folder: holds ``vectors.npy`` (V, d) float32, ``vocab.txt`` and ``ngrams.npy`` (B, d) float32.

    Raises:
        StoreError: the files are missing or do not fit each other.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        try:
            self.ngrams: NDArray[np.float32] = np.load(folder / "ngrams.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise StoreError(f"The n-grams in {folder.name} cannot be read; fetch the model again.") from error
        if self.ngrams.ndim != 2 or self.ngrams.shape[1] != self.dimension or not len(self.ngrams):
            raise StoreError(f"The n-grams in {folder.name} do not fit its words; fetch the model again.")

    def knows(self, word: str) -> bool:
        """True for every word: what was never seen is built from its n-grams."""
        return bool(word)

    def vector(self, word: str) -> NDArray[np.float32] | None:
        """The vector of a word, (d,) float32; None for no word at all."""
        seen = super().vector(word)
        if seen is not None or not word:
            return seen
        return self._parts(word.lower()).mean(axis=0, dtype=np.float32)

    def mean(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """The mean vector of the words, (d,) float32; None when there is none."""
        vectors = [vector for word in words if (vector := self.vector(word)) is not None]
        return np.mean(vectors, axis=0, dtype=np.float32) if vectors else None

    def parts(self, word: str) -> WordParts | None:
        """What the vector of a word is the sum of; None for no word at all."""
        if not word:
            return None
        row = self.row(word)
        name = word.lower() if row is None else self.words[row]
        grams = self._parts(name)
        if row is None:
            return WordParts(name, False, ngrams_of(name), grams / len(grams))
        count = 1 + len(grams)
        own = np.array(self.vectors[row]) - grams.sum(axis=0) / count  # what the word's own vector adds to the mean
        return WordParts(name, True, (name, *ngrams_of(name)), np.vstack([own, grams / count]))

    def _parts(self, word: str) -> NDArray[np.float32]:
        """The vectors of a word's n-grams, (n, d) float32; every word has at least one."""
        return np.array(self.ngrams[list(buckets_of(word, len(self.ngrams)))])


def open_table(folder: Path) -> WordTable:
    """The table in a folder, with its n-grams where it has them.

    Raises:
        StoreError: the files are missing or do not fit each other.
    """
    return NgramTable(folder) if (folder / "ngrams.npy").exists() else WordTable(folder)
