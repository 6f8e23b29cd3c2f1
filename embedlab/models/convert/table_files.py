"""A table of word vectors: ``vectors.npy`` (V, d) float32 beside ``vocab.txt``, one word a line in row order.

A table whose words have parts holds their vectors too, in ``ngrams.npy`` (B, d) float32, and in ``ngrams.json`` how
long the shortest and the longest part are.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError
from embedlab.models.text.subwords import read_ngrams

VECTORS, NGRAMS, VOCABULARY = "vectors.npy", "ngrams.npy", "vocab.txt"
_INDEX = "index.parquet"


def complete_table(folder: Path) -> None:
    """Bring a table into its one shape: words from ``index.parquet`` where there is one, vectors in 32 bits.

    Raises:
        StoreError: the words and the rows of the matrix do not match one to one.
    """
    if (folder / _INDEX).exists():
        _write_vocabulary(folder)
    rows, words = _load(folder / VECTORS), _words(folder)
    if len(words) != len(rows):
        raise StoreError(f"{VOCABULARY} lists {len(words)} words for {len(rows)} vectors; fetch the model again.")
    if rows.dtype != np.float32:
        np.save(folder / VECTORS, rows.astype(np.float32), allow_pickle=False)


def complete_ngram_table(folder: Path) -> None:
    """Turn the words' own vectors into word vectors: the mean of a word's own vector and those of its n-grams.

    v(w) = (own(w) + sum of g(n) over its n-grams n) / (1 + number of n-grams), as in Bojanowski et al. 2017 and gensim.

    Raises:
        StoreError: the files do not fit each other.
    """
    complete_table(folder)
    own = _load(folder / VECTORS)
    rule, parts = read_ngrams(folder)
    if parts.shape[1] != own.shape[1]:
        raise StoreError(f"{NGRAMS} and {VECTORS} do not fit each other; fetch the model again.")
    vectors = np.empty_like(own)
    for row, word in enumerate(_words(folder)):
        buckets = list(rule.rows(word))
        vectors[row] = (own[row] + parts[buckets].sum(axis=0)) / (1 + len(buckets))
    np.save(folder / VECTORS, vectors, allow_pickle=False)
    np.save(folder / NGRAMS, parts, allow_pickle=False)


def _write_vocabulary(folder: Path) -> None:
    import pyarrow.parquet as parquet

    source = folder / _INDEX
    words = parquet.read_table(source).column(0).to_pylist()
    if any("\n" in word for word in words):
        raise StoreError(f"{source.name} has a word of more than one line; fetch the model again.")
    (folder / VOCABULARY).write_text("\n".join(words), encoding="utf-8", newline="\n")
    source.unlink()


def _words(folder: Path) -> list[str]:
    try:
        return (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise StoreError(f"{VOCABULARY} cannot be read; fetch the model again.") from error


def _load(path: Path) -> NDArray[np.floating]:
    """An array of numbers, never a pickle."""
    try:
        found: NDArray[np.floating] = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path.name} is not a table of numbers; fetch the model again.") from error
    return found
