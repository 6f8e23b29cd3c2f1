"""What a tuning reads: pairs with a hard negative each, in batches where no pair is another's answer, and the probe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import InputError, StoreError

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]
COLUMNS: Final = ("query", "text", "negative")


@dataclass(frozen=True)
class TuningPairs:
    """n pairs in the order of their file.

    Attributes:
        query: what is asked.
        text: what answers it.
        negative: what does not, though words say so.
    """

    query: tuple[str, ...]
    text: tuple[str, ...]
    negative: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.query)

    def column(self, name: str) -> tuple[str, ...]:
        """The texts of a column."""
        texts: tuple[str, ...] = getattr(self, name)
        return texts


def read_tuning_pairs(path: Path) -> TuningPairs:
    """Read a Parquet file of pairs.

    Raises:
        InputError: it is none, or lacks a column of texts.
    """
    query, text, negative = _texts(path, COLUMNS, "pairs")
    return TuningPairs(query, text, negative)


def read_probe(path: Path) -> tuple[str, ...]:
    """Read the texts of a probe, in the order of their file.

    Raises:
        InputError: it is none.
    """
    return _texts(path, ("text",), "texts to measure with")[0]


def read_frozen(path: Path, pairs: int, probe: int) -> dict[str, Floats]:
    """Read what the model made of ``pairs`` pairs and ``probe`` texts: by column and ``probe``, (n, d) float32.

    Raises:
        StoreError: the file cannot be read, or holds another number of vectors.
    """
    lengths = dict.fromkeys(COLUMNS, pairs) | {"probe": probe}
    try:
        with np.load(path, allow_pickle=False) as stored:
            frozen = {name: stored[name].astype(np.float32) for name in lengths}
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise StoreError(f"The vectors in {path.name} cannot be read; install EmbedLab again.") from error
    if any(frozen[name].ndim != 2 or len(frozen[name]) != count for name, count in lengths.items()):
        raise StoreError(f"The vectors in {path.name} do not fit the pairs; install EmbedLab again.")
    return frozen


def drawn_rows(pairs: int, most: int, seed: int) -> Rows:
    """Draw which pairs are learnt from, at most so many of them: rows in rising order."""
    order = np.random.default_rng([seed, 1]).permutation(pairs)
    return np.sort(order[:most]).astype(np.int64)


def batches(pairs: TuningPairs, rows: Rows, size: int, seed: int) -> list[Rows]:
    """Return one epoch: the rows in a random order, ``size`` at a time.

    Where the answer of a pair is another's answer or hard negative, the two do not share a batch: the loss would push
    away what answers. A pair that is left alone at the end has nothing to be told from, and waits for the next epoch.
    """
    right: dict[str, set[str]] = {}
    for query, text in zip(pairs.query, pairs.text, strict=True):
        right.setdefault(query, set()).add(text)
    left: list[int] = np.random.default_rng([seed, 2]).permutation(rows).tolist()
    found = []
    while left:
        batch, left = _fill(pairs, right, left, size)
        if len(batch) > 1:
            found.append(np.array(batch, dtype=np.int64))
    return found


def _fill(
    pairs: TuningPairs, right: Mapping[str, set[str]], rows: Sequence[int], size: int
) -> tuple[list[int], list[int]]:
    """The first rows that go together, and those that are left; ``right`` has all answers of a query."""
    batch: list[int] = []
    passed: list[int] = []
    answers: set[str] = set()  # all of the queries of the batch
    others: set[str] = set()  # queries, texts and hard negatives
    for place, row in enumerate(rows):
        query, text, negative = pairs.query[row], pairs.text[row], pairs.negative[row]
        if query in others or right[query] & others or {text, negative} & answers:
            passed.append(row)
            continue
        batch.append(row)
        answers |= right[query]
        others |= {query, text, negative}
        if len(batch) == size:
            return batch, [*passed, *rows[place + 1 :]]
    return batch, passed


def by_length(texts: Sequence[str], size: int) -> Iterator[Rows]:
    """Return the rows of all texts, ``size`` at a time, the longest first: what is read together is of one length."""
    order = np.argsort([-len(text) for text in texts], kind="stable")
    for start in range(0, len(order), size):
        yield order[start : start + size].astype(np.int64)


def _texts(path: Path, names: Sequence[str], what: str) -> list[tuple[str, ...]]:
    from pyarrow import ArrowException, parquet

    try:
        table = parquet.read_table(path, columns=list(names))
        columns = [tuple(table[name].to_pylist()) for name in names]
    except (OSError, ArrowException, KeyError, ValueError) as error:
        raise InputError(f"The {what} in {path.name} cannot be read; choose them again.") from error
    if any(not isinstance(text, str) for column in columns for text in column):
        raise InputError(f"The {what} in {path.name} are not all texts; choose them again.")
    return columns
