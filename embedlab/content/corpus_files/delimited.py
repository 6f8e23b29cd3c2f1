"""CSV, TSV, lines of text, and whole files of text or Markdown as columns."""

from typing import Final

from embedlab.content.corpus_files.sheet import Kind, Sheet, made_sheet, named_columns, unlike
from embedlab.content.own_column import has_header, shortened
from embedlab.content.own_table import Separator, read_text

_ALL: Final = 10**9


def read_delimited(
    text: str, name: str, kind: Kind, *, separator: Separator | None = None, header: bool | None = None, path: str = ""
) -> Sheet:
    """Read a table, or lines each of which is a text.

    Args:
        text: of the file.
        name: of the file, as a message says it.
        kind: "csv", "tsv" or "txt".
        separator: what stands between cells; None guesses it.
        header: whether the first row names the columns; None guesses it.
        path: of the file in its archive.

    Raises:
        InputError: it holds no row.
    """
    table = read_text(text, name, kind, separator, most=_ALL)
    # A file of lines has nothing to name.
    lines = kind == "txt" and table.columns == 1
    headed = (not lines and has_header(table)) if header is None else header
    first = [table.column(number, 0, 1)[0].strip() if headed else "" for number in range(table.columns)]
    names = ["text"] if table.columns == 1 and not headed else unlike([shortened(cell) for cell in first])
    return made_sheet(name, kind, table.cells.slice(int(headed)).rename_columns(names), table.said, path)


def read_whole(text: str, name: str, kind: Kind, path: str = "") -> Sheet:
    """Read a file as one text, whose id is the name of the file."""
    return made_sheet(name, kind, named_columns({"id": [path or name], "text": [text]}), (), path)
