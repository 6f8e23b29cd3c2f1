"""Files read into a collection in one go, for whoever chooses nothing: the command line, scripts."""

from collections.abc import Sequence
from dataclasses import replace

from embedlab.content.corpus_files.first_look import Reading, look_at_all
from embedlab.content.corpus_files.gathering import gather_by_use
from embedlab.content.corpus_files.sheet import Sheet
from embedlab.content.gathered import Gathered
from embedlab.errors import InputError


def read_corpus(
    files: Sequence[tuple[str, bytes]], name: str, *, text: Sequence[str] = (), id: str | None = None,
    reading: Reading | None = None,
) -> Gathered:  # fmt: skip
    """Return what some files hold: documents, and queries and judgements where some of the files are those.

    Args:
        files: names and bytes.
        name: what a reader calls the collection.
        text: the columns of the documents that are joined to a text; those with the likely names where it is empty.
        id: the column of the documents with their ids; the one with a likely name, or the number of the row, for None.
        reading: how tables are read; None guesses.

    Raises:
        InputError: a file cannot be read, or has no such column.
    """
    return gather_by_use(name, [_with_columns(sheet, text, id) for sheet in look_at_all(files, reading)])


def _with_columns(sheet: Sheet, text: Sequence[str], id: str | None) -> Sheet:
    if sheet.holds != "documents":
        return sheet
    for column in (*text, *([id] if id else [])):
        if column not in sheet.columns:
            raise InputError(f"{sheet.name} has no column {column!r}; it has {', '.join(sheet.columns[:20])}.")
    return replace(sheet, text=tuple(text) or sheet.text, id=id or sheet.id)
