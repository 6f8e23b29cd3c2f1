"""The small batches of lesson 3: what in-batch training takes for partners, and what for random negatives.

Similarities, probabilities and losses are computed elsewhere.
"""

from functools import cache
from typing import NamedTuple, Self

from pydantic import model_validator

from embedlab.content.toml_records import Record, Text, read_asset


class Row(NamedTuple):
    """Two texts that belong together."""

    anchor: Text
    positive: Text


class Batch(Record):
    """Rows of (anchor, positive); the positives of the other rows are the negatives of a row.

    Attributes:
        id: such as "false-negative".
        title: the name to show.
        note: what to look at, in one or two sentences.
        rows: (anchor, positive) texts.
        watch_anchor: the row of the cell that ``note`` speaks of, named by its anchor; None when it speaks of no cell.
        watch_positive_of: the column of that cell, named by the anchor that its text belongs to.
    """

    id: Text
    title: Text
    note: Text
    rows: tuple[Row, ...]
    watch_anchor: Text | None = None
    watch_positive_of: Text | None = None

    @property
    def watch(self) -> tuple[int, int] | None:
        """Row and column, counted from 0, of the cell that ``note`` speaks of."""
        if self.watch_anchor is None or self.watch_positive_of is None:
            return None
        anchors = [row.anchor for row in self.rows]
        return anchors.index(self.watch_anchor), anchors.index(self.watch_positive_of)

    @model_validator(mode="after")
    def _cell_is_there(self) -> Self:
        cell = [name for name in (self.watch_anchor, self.watch_positive_of) if name is not None]
        for name in cell:
            if name not in [row.anchor for row in self.rows]:
                raise ValueError(f"{name!r} is the anchor of no row")
        if len(cell) == 1:
            raise ValueError("a cell to watch needs both 'watch_anchor' and 'watch_positive_of'")
        return self


class _Batches(Record):
    batch: tuple[Batch, ...]


@cache
def load_batches() -> tuple[Batch, ...]:
    """Return the shipped batches in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("lessons/unsupervised_or_supervised/batches.toml", _Batches).batch
