"""Word vectors by look-up: one row of a table per word, whatever stands around it."""

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import unit_or_zero
from embedlab.errors import StoreError
from embedlab.models.text.cutting import Cutting, Read, cutting_of, read_text
from embedlab.words import plain_spelling

SEARCHED = 100_000
"""Neighbours are looked for among this many frequent words; rarer rows are mostly names and noise."""


class WordTable:
    """A read-only table of word vectors; rows in order of falling word frequency.

    Args:
        folder: holds ``vectors.npy`` (V, d) float32 and ``vocab.txt``.

    Raises:
        StoreError: the files are missing or do not fit each other.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self.vectors = read_rows(folder / "vectors.npy")
            self.words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise StoreError(f"The word vectors in {folder.name} cannot be read; fetch the model again.") from error
        if len(self.words) != len(self.vectors):
            raise StoreError(f"The word vectors in {folder.name} are incomplete; fetch the model again.")
        self.dimension = int(self.vectors.shape[1])

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self.words)}

    @cached_property
    def frequent(self) -> NDArray[np.float32]:
        """Unit vectors of the most frequent words, (min(V, 100000), d) float32."""
        return unit_or_zero(self.vectors[:SEARCHED])

    @property
    def bytes(self) -> int:
        """Bytes held in memory: all rows, the searched ones once more, and a rough 100 for each word of the index."""
        return self.vectors.nbytes + min(SEARCHED, len(self.words)) * self.dimension * 4 + 100 * len(self.words)

    @cached_property
    def cutting(self) -> Cutting:
        """How the text was cut that the table was trained on."""
        return cutting_of(self._rows)

    def read(self, text: str) -> list[Read]:
        """The words of a text as this table looks them up, in order, known or not, each with its place."""
        return list(read_text(text, self.cutting, lambda word: self.row(word) is not None))

    def row(self, word: str) -> int | None:
        """Row of a word, in its own case or else in lower case; None when the table has never seen it.

        However its accents and its apostrophe are written; a ligature is looked up in letters when it has no row.
        """
        found = (self._rows.get(spelling) for spelling in spellings(word))
        return next((row for row in found if row is not None), None)

    def knows(self, word: str) -> bool:
        """Whether a word has a vector here."""
        return self.row(word) is not None

    def vector(self, word: str) -> NDArray[np.float32] | None:
        """The vector of a word, (d,) float32, or None for a word out of the vocabulary."""
        row = self.row(word)
        # Copied, so that no caller keeps a whole table in memory that was unloaded.
        return None if row is None else np.array(self.vectors[row])

    def mean(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """The mean vector of the known words, (d,) float32; None when none is known."""
        rows = [row for word in words if (row := self.row(word)) is not None]
        return self.vectors[rows].mean(axis=0, dtype=np.float32) if rows else None

    def mean_of_text(self, text: str) -> NDArray[np.float32] | None:
        """The mean vector of the words of a text that are known, (d,) float32; None when none is."""
        return self.mean([read.name for read in self.read(text)])


def read_rows(path: Path) -> NDArray[np.float32]:
    """A matrix (V, d) of 16- or 32-bit numbers, as float32, read as a whole and read-only.

    Not mapped, though a look-up touches one row: where a mapped file is cut short, the next look-up ends the process
    and with it the class. Reading GloVe's 80 MB takes a tenth of a second.

    Raises:
        OSError: there is no such file.
        ValueError: it is no such matrix.
    """
    try:
        rows: NDArray[np.generic] = np.load(path, allow_pickle=False)
    except OSError:
        raise
    except Exception as error:  # a damaged header raises whatever its bytes happen to mean in Python
        raise ValueError(f"{path.name} is not a table of numbers") from error
    if rows.ndim != 2 or rows.dtype not in (np.float16, np.float32) or not rows.size:
        raise ValueError(f"{path.name} is not a matrix of numbers")
    found = rows.astype(np.float32, copy=False)
    found.flags.writeable = False
    return found


def spellings(word: str) -> tuple[str, ...]:
    """The spellings under which a word is looked up, the nearest to what was typed first."""
    plain = plain_spelling(word)
    # Its own case first: a cased table knows Turkey and turkey apart, an uncased one only the latter.
    return (plain, plain.lower(), unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).lower()))
