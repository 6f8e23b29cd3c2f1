"""What a page can export as a table."""

from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, object]]
"""One mapping a row, from the name of a column to its value; all rows have the columns of the first."""
