"""The encoder: a text's vector is the mean of its words' vectors, so that training changes nothing but the table.

Written in NumPy: a step costs about twelve milliseconds on one core, and nothing waits for torch to start.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Bags:
    """Texts as rows of a word table, one after the other.

    Attributes:
        rows: the rows of all words of all texts, (words,) int64.
        lengths: words of each text, (texts,) int64; 0 where the table knows none of them.
    """

    rows: Rows
    lengths: Rows

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]]) -> "Bags":
        """Join texts that are given as lists of rows."""
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        rows = np.fromiter((row for text in texts for row in text), dtype=np.int64, count=int(lengths.sum()))
        return cls(rows, lengths)

    @property
    def starts(self) -> Rows:
        """Where each text begins among the rows, (texts,) int64."""
        return np.cumsum(self.lengths) - self.lengths

    def pick(self, texts: Rows) -> "Bags":
        """Return the bags of some texts, in the order given."""
        lengths = self.lengths[texts]
        shift = self.starts[texts] - (np.cumsum(lengths) - lengths)
        return Bags(self.rows[np.repeat(shift, lengths) + np.arange(lengths.sum())], lengths)


def encode(table: Floats, bags: Bags) -> Floats:
    """Return the mean word vector of each text, (texts, d) float32; zeros for a text without a known word."""
    means = np.zeros((len(bags.lengths), table.shape[1]), dtype=np.float32)
    known = bags.lengths > 0
    if known.any():
        # reduceat gives an empty text the row of the next one, so only known texts are summed.
        sums = np.add.reduceat(table[bags.rows], bags.starts[known], axis=0)
        means[known] = sums / bags.lengths[known, None]
    return means


def spread(bags: Bags, gradient: Floats) -> tuple[Rows, Floats]:
    """Return the gradient of the word table from that of the texts' vectors.

    Args:
        bags: the texts.
        gradient: of the loss by each text's vector, (texts, d).

    Returns:
        The rows of the table that take part, (r,) ascending, and their gradients, (r, d) float32. Each word of a
        text of k words gets a k-th of the text's gradient.
    """
    texts = np.repeat(np.arange(len(bags.lengths)), bags.lengths)
    order = np.argsort(bags.rows, kind="stable")
    ordered = bags.rows[order]
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    # At least 1: a text without a known word has no row to give its gradient to, but must not divide by 0.
    share = (gradient / np.maximum(bags.lengths, 1)[:, None]).astype(np.float32)
    return ordered[firsts], np.add.reduceat(share[texts[order]], firsts, axis=0)
