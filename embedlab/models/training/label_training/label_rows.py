"""Labelled pairs out of a dictionary: a stand-in for SNLI and MultiNLI, which are collections of their own.

A definition with its own term is *entailment*: what is a dog is what the definition says. With the term of the broader
entry it is *neutral*: an animal may be that, or not. With a sister's term it is *contradiction*: a cat is not that. So
each definition stands in each class once, and no class can be told by the definition alone. These are the relations
of natural logic (MacCartney and Manning 2009); that sisters exclude each other holds often, not always.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import InputError, StoreError
from embedlab.models.training.pair_training.bags import Bags, Floats
from embedlab.models.training.pair_training.pair_rows import Data, load_data
from embedlab.models.training.term_pairs import read_pairs
from embedlab.models.training.words_of_text import words_of_text

CLASSES = ("entailment", "neutral", "contradiction")
"""The classes in the order of their numbers; the terms of a row stand in this order as well."""

Texts = tuple[str, str, str, str]


@dataclass(frozen=True)
class LabelledRows:
    """n definitions, each with the term of each class.

    Attributes:
        texts: definition, own term, broader term, sister's term.
        definitions: the definitions' words.
        terms: the terms' words, by class, in the order of ``CLASSES``.
    """

    texts: tuple[Texts, ...]
    definitions: Bags
    terms: tuple[Bags, Bags, Bags]

    def pick(self, rows: NDArray[np.int64]) -> "LabelledRows":
        """Return some rows, in the order given, without their texts."""
        own, broader, sister = self.terms
        return LabelledRows((), self.definitions.pick(rows), (own.pick(rows), broader.pick(rows), sister.pick(rows)))


@dataclass(frozen=True)
class LabelledData:
    """What a training on labelled pairs reads.

    Attributes:
        pairs: the word table, and the held-out pairs that recall is counted on.
        train: the rows to learn from.
        held: held-out definitions; their own terms are held out as well.
    """

    pairs: Data
    train: LabelledRows
    held: LabelledRows

    @property
    def table(self) -> Floats:
        """The start, (V, d) float32."""
        return self.pairs.table


def load_labelled(table: Path, pairs: Path, relations: Path) -> LabelledData:
    """Read table, pairs and relations.

    Raises:
        StoreError: a file is missing or broken.
        InputError: the table knows too few of them to train on.
    """
    data = load_data(table, pairs)
    both = read_pairs(pairs)
    entries, split = (*both.train, *both.held_out), len(both.train)
    known = {word: row for row, word in enumerate(data.words)}
    found: tuple[list[Texts], list[Texts]] = [], []
    for own, broader, sister in read_relations(relations, len(entries)):
        term, definition = entries[own]
        texts = (definition, term, entries[broader][0], entries[sister][0])
        if all(any(word in known for word in words_of_text(text)) for text in texts):
            found[own >= split].append(texts)
    if min(map(len, found)) < 2:
        raise InputError("The word table knows too few of these relations to train on; choose another one.")
    train, held = (_rows(each, known) for each in found)
    return LabelledData(data, train, held)


def read_relations(path: Path, entries: int) -> list[tuple[int, int, int]]:
    """Read a gzipped TSV of columns entry, broader, sister: rows of the pairs, training ones first, from 0.

    Raises:
        StoreError: the file is missing, or is no such table of so many ``entries``.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = [tuple(map(int, line.split("\t"))) for line in stream.read().split("\n")[1:] if line]
    except (OSError, EOFError, ValueError) as error:
        raise StoreError(f"The relations in {path.name} cannot be read; install EmbedLab again.") from error
    if any(len(row) != 3 or not 0 <= min(row) <= max(row) < entries for row in rows):
        raise StoreError(f"The relations in {path.name} do not fit the pairs; install EmbedLab again.")
    return [(own, broader, sister) for own, broader, sister in rows]


def _rows(texts: list[Texts], known: dict[str, int]) -> LabelledRows:
    def bags(column: int) -> Bags:
        return Bags.of([[known[w] for w in words_of_text(row[column]) if w in known] for row in texts])

    return LabelledRows(tuple(texts), bags(0), (bags(1), bags(2), bags(3)))
