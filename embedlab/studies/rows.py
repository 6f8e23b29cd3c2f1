"""What a page can export as a table, and how it is written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

Rows = Sequence[Mapping[str, object]]
"""One mapping a row, from the name of a column to its value; all rows have the columns of the first."""

_FORMULA_STARTS: Final = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""Of the signs that begin a formula some spreadsheets also take the full-width form, which Asian keyboards type."""


def rows_of(**columns: Iterable[object]) -> Rows:
    """Return rows from columns of one length, by name; numbers of an array become plain ones."""
    plain = [column.tolist() if isinstance(column, np.ndarray) else list(column) for column in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*plain, strict=True)]


def cells_of(values: np.ndarray, rows: Sequence[str], columns: Sequence[str], named: Sequence[str]) -> Rows:
    """Return a row for each cell of a matrix (r, c): what its row and its column are, and its value.

    ``named`` are the names of these three.
    """
    table = values.tolist()
    return [
        dict(zip(named, (row, column, table[i][j]), strict=True))
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    ]


def csv_bytes(rows: Rows) -> bytes:
    """Return ``rows`` as CSV in UTF-8 with a byte order mark, which spreadsheets need to read accents.

    The columns are those of the first row. A text that a spreadsheet would run as a formula gets a leading
    apostrophe; real numbers, negative ones too, stay numbers.
    """
    if not rows:
        return b""
    columns = list(rows[0])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in columns])
    writer.writerows([_harmless(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    if value is None or isinstance(value, (int, float, np.number)):
        return value
    # Whatever else there is will be written as its text.
    return f"'{value}" if str(value).startswith(_FORMULA_STARTS) else value
