"""Files of a collection, of queries and of judgements as the command line names them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from embedlab.content.corpus_files.first_look import look, read_path
from embedlab.content.corpus_files.gathering import Questions, gather, gather_questions
from embedlab.content.corpus_files.sheet import Holds, Sheet
from embedlab.content.gathered import Gathered
from embedlab.errors import InputError


def read_collection(
    path: Path, name: str, text_column: str | None, queries: Path | None, qrels: Path | None
) -> Gathered:
    """Read a file, and what is given beside it; a BEIR folder as ZIP brings all three.

    Raises:
        InputError: a file cannot be read, has no such column, or no text is left.
    """
    sheets = look(read_path(path), path.name)
    documents = [_with_text(sheet, text_column) for sheet in sheets if sheet.holds == "documents"]
    if not documents:
        # A single table that looks like something else is still what was asked for.
        documents = [replace(_with_text(sheets[0], text_column), holds="documents")]
    inside = [sheet for sheet in sheets[len(sheets) == len(documents) == 1 :] if sheet.holds != "documents"]
    asked = sheets_as(queries, "queries") or [sheet for sheet in inside if sheet.holds == "queries"]
    judged = sheets_as(qrels, "judgements") or [sheet for sheet in inside if sheet.holds == "judgements"]
    return gather(name, documents, asked, judged)


def read_questions(documents: Sequence[str], queries: Path, qrels: Path | None) -> Questions:
    """Read queries and judgements for documents with these ids, which are here already.

    Raises:
        InputError: a file cannot be read, or no query is left.
    """
    return gather_questions(sheets_as(queries, "queries"), sheets_as(qrels, "judgements"), documents)


def sheets_as(path: Path | None, holds: Holds) -> list[Sheet]:
    """Read a file as what it is said to hold; nothing where there is no file."""
    if path is None:
        return []
    return [replace(sheet, holds=holds) for sheet in look(read_path(path), path.name)]


def _with_text(sheet: Sheet, column: str | None) -> Sheet:
    if column is None:
        return sheet
    if column not in sheet.columns:
        raise InputError(f"{sheet.name} has no column {column!r}; it has {_listed(sheet.columns)}.")
    return replace(sheet, text=(column,))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:20])
    return shown if len(names) <= 20 else f"{shown} and more"
