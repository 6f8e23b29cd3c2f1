"""The in-batch matrix of lesson 3: a few pairs, an encoder of any kind, and how alike each anchor is to each partner.

The softmax over the rows and the loss are in ``embedlab.compute.contrastive``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.similarity import cosine_similarity
from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.examples import Batch
from embedlab.limits import BATCH_CHARS, BATCH_ROWS
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_table import WordTable
from embedlab.models.training import ContrastiveResult
from embedlab.models.training.words_of_text import words_of_text
from embedlab.numbers_text import whole
from embedlab.text_lines import lines_of

Floats = NDArray[np.float32]
Pairs = tuple[tuple[str, str], ...]

SEPARATOR = "|"


@dataclass(frozen=True)
class ReadPairs:
    """Typed pairs, and what is wrong with the lines that could not be used."""

    pairs: Pairs
    problems: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Matrix:
    """A batch as an encoder sees it.

    Attributes:
        batch: the example that it is, or was before it was edited.
        encoder: one of the encoders of the page.
        pairs: (anchor, partner) texts.
        similarities: (n, n) float32, cosine of every anchor, row, with every partner, column.
    """

    batch: Batch
    encoder: str
    pairs: Pairs
    similarities: Floats

    @property
    def edited(self) -> bool:
        """Whether the pairs are the visitor's own."""
        return self.pairs != self.batch.rows

    @property
    def watch(self) -> tuple[int, int] | None:
        """Row and column of the cell that the example's note speaks of."""
        return None if self.edited else self.batch.watch


def uniform_loss(rows: int) -> float:
    """Loss in nats of a row that gives every text of a batch the same probability, 1 / ``rows``."""
    return float(np.log(rows))


def read_pairs(text: str) -> ReadPairs:
    """Read one pair a line, anchor and partner parted by a bar or a tab; at most ``BATCH_ROWS`` of them."""
    pairs: list[tuple[str, str]] = []
    problems: list[str] = []
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip():
            continue
        anchor, bar, partner = (part.strip() for part in line.replace("\t", SEPARATOR).partition(SEPARATOR))
        if not (bar and anchor and partner):
            problems.append(f"Line {number} has no two texts with a bar between them, as in “cat | a small animal”.")
        elif max(len(anchor), len(partner)) > BATCH_CHARS:
            problems.append(f"Line {number} has a text of more than {BATCH_CHARS} characters; shorten it.")
        else:
            pairs.append((anchor, partner))
    if len(pairs) > BATCH_ROWS:
        problems.append(f"These are {whole(len(pairs))} pairs; only the first {BATCH_ROWS} are used.")
    return ReadPairs(tuple(pairs[:BATCH_ROWS]), tuple(problems))


def as_lines(pairs: Sequence[tuple[str, str]]) -> str:
    """Pairs as they are typed."""
    return "\n".join(f"{anchor} {SEPARATOR} {partner}" for anchor, partner in pairs)


def card_similarities(runtime: Runtime, card: ModelCard, pairs: Pairs) -> Floats:
    """Cosines (n, n) float32 in [-1, 1] of every anchor, row, with every partner, column.

    Raises:
        EmbedLabError: the model cannot answer, or knows no word of a text.
    """
    vectors = text_vectors(runtime, card, [text for pair in zip(*pairs, strict=True) for text in pair]).vectors
    return cosine_similarity(vectors[: len(pairs)], vectors[len(pairs) :])


def trained_similarities(start: WordTable, result: ContrastiveResult | None, encoder: str, pairs: Pairs) -> Floats:
    """The same by the bag of words of a training: ``before``, ``supervised`` or ``simcse``.

    ``result`` may be None for ``before``.

    Raises:
        InputError: the start knows no word of a text.
    """
    learnt: Mapping[str, int] = {}
    table = None
    if result is not None and encoder != "before":
        learnt, table = {word: row for row, word in enumerate(result.words)}, result.tables[encoder]

    def vector(text: str) -> Floats:
        rows = [
            np.asarray(table[learnt[word]] if table is not None and word in learnt else found, dtype=np.float32)
            for word in words_of_text(text)
            if (found := start.vector(word)) is not None
        ]
        if not rows:
            raise InputError(f"The word table knows no word of “{text[:60]}”, so it has no vector for it.")
        return np.asarray(np.mean(rows, axis=0), dtype=np.float32)

    anchors, partners = (np.stack([vector(text) for text in side]) for side in zip(*pairs, strict=True))
    return cosine_similarity(anchors, partners)
