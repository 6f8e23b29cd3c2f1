"""The (term, definition) pairs on which the contrastive objectives are compared."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embedlab.errors import StoreError


@dataclass(frozen=True)
class Pairs:
    """Pairs to train on, and pairs that no training has seen; each is (term, definition)."""

    train: tuple[tuple[str, str], ...]
    held_out: tuple[tuple[str, str], ...]


def read_pairs(path: Path) -> Pairs:
    """Read a gzipped TSV of columns split (``train`` or ``held-out``), term, definition.

    Raises:
        StoreError: the file is missing or is no such table.
    """
    train: list[tuple[str, str]] = []
    held_out: list[tuple[str, str]] = []
    for split, term, definition in _rows(path):
        (train if split == "train" else held_out).append((term, definition))
    return Pairs(tuple(train), tuple(held_out))


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = [line.split("\t") for line in stream.read().split("\n") if line]
    except (OSError, EOFError, ValueError) as error:
        raise StoreError(f"The pairs in {path.name} cannot be read; install EmbedLab again.") from error
    if not rows or any(len(row) != 3 for row in rows):
        raise StoreError(f"The pairs in {path.name} are no table of three columns; install EmbedLab again.")
    yield from rows[1:]
