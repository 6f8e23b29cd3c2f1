"""The small batches of lesson 3: what in-batch training takes for partners, and what for strangers.

Similarities, probabilities and losses are computed elsewhere.
"""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset


@dataclass(frozen=True)
class Batch:
    """Rows of (anchor, positive); the positives of the other rows are the negatives of a row.

    Attributes:
        id: such as "false-negative".
        title: the name to show.
        note: what to look at, in one or two sentences.
        rows: (anchor, positive) texts.
        watch: row and column, counted from 0, of the cell that ``note`` speaks of; None when it speaks of no cell.
    """

    id: str
    title: str
    note: str
    rows: tuple[tuple[str, str], ...]
    watch: tuple[int, int] | None


@cache
def load_batches() -> tuple[Batch, ...]:
    """Return the shipped batches in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return load_asset("lessons/unsupervised_or_supervised/batches.toml", lambda table: table.each("batch", _batch))


def _batch(table: Table) -> Batch:
    rows = table.each("rows", lambda row: (row.text("anchor"), row.text("positive")))
    anchors = [anchor for anchor, _ in rows]
    row, column = table.optional_text("watch_anchor"), table.optional_text("watch_positive_of")
    for name in (row, column):
        if name is not None and name not in anchors:
            raise table.wrong(f"{name!r} is the anchor of no row")
    if (row is None) is not (column is None):
        raise table.wrong("a cell to watch needs both 'watch_anchor' and 'watch_positive_of'")
    watch = None if row is None or column is None else (anchors.index(row), anchors.index(column))
    return Batch(table.text("id"), table.text("title"), table.text("note"), rows, watch)
