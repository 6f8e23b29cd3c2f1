"""The first look at a file: what it is, its columns, and what they most likely hold; nothing is left to its name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from embedlab.content.corpus_files.archive import unpack
from embedlab.content.corpus_files.delimited import read_delimited, read_whole
from embedlab.content.corpus_files.file_kind import binary_kind, lying_sentence, text_kind
from embedlab.content.corpus_files.json_lines import read_json
from embedlab.content.corpus_files.parquet_file import read_parquet
from embedlab.content.corpus_files.pdf_pages import read_pdf
from embedlab.content.corpus_files.sheet import Sheet
from embedlab.content.corpus_files.trec_topics import read_qrels, read_topics
from embedlab.content.own_table import Separator, short_name
from embedlab.errors import InputError
from embedlab.limits import CORPUS_FILES, CORPUS_MB, PDF_SECONDS
from embedlab.numbers_text import in_bytes, whole
from embedlab.text_lines import text_of


@dataclass(frozen=True)
class Reading:
    """How a text file is read, where its bytes leave a choice.

    Attributes:
        separator: what stands between the cells of a table; None guesses it.
        header: whether the first row names the columns; None guesses it.
        whole: a file of text is one text, and not one in each line.
    """

    separator: Separator | None = None
    header: bool | None = None
    whole: bool = False


def look(content: bytes, name: str, reading: Reading | None = None) -> tuple[Sheet, ...]:
    """Read a file: one sheet, or one for each file in a ZIP.

    Raises:
        InputError: it is too large, broken, locked, or of a kind that is not read here.
    """
    return look_at_all([(name, content)], reading)


def look_at_all(files: Sequence[tuple[str, bytes]], reading: Reading | None = None) -> tuple[Sheet, ...]:
    """Read several files, names and bytes, as one collection.

    Raises:
        InputError: as ``look`` does, or they are too many or too large together.
    """
    total = sum(len(content) for _, content in files)
    if total > CORPUS_MB * 1024 * 1024:
        named = short_name(files[0][0]) if len(files) == 1 else f"{whole(len(files))} files together"
        raise InputError(f"{named}: {in_bytes(total)}; at most {CORPUS_MB} MB are taken.")
    if len(files) > CORPUS_FILES:
        raise InputError(f"{whole(len(files))} files; at most {whole(CORPUS_FILES)} make a collection.")
    sheets: list[Sheet] = []
    until = monotonic() + PDF_SECONDS
    for name, content in files:
        sheets += _look(content, name, reading or Reading(), until)
    return tuple(sheets)


def read_path(path: Path) -> bytes:
    """Return the bytes of a file, whose size is looked at before it is read.

    Raises:
        InputError: there is no such file, or it is larger than what is taken.
    """
    try:
        size = path.stat().st_size
        if size > CORPUS_MB * 1024 * 1024:
            raise InputError(f"{path.name} has {in_bytes(size)}; at most {CORPUS_MB} MB are taken.")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read; name a file that is there.") from error


def _look(content: bytes, name: str, reading: Reading, until: float, path: str = "") -> list[Sheet]:
    shown = short_name(path or name)
    kind = binary_kind(content, shown)
    if kind == "zip":
        if path:
            raise InputError(f"{shown} is a ZIP within a ZIP; unpack it first.")
        members, said = unpack(content, shown)
        inner = [sheet for inside, held in members for sheet in _look(held, name, reading, until, inside)]
        return [replace(inner[0], said=(*said, *inner[0].said)), *inner[1:]]
    if kind == "parquet":
        sheet = read_parquet(content, shown, path)
    elif kind == "pdf":
        sheet = read_pdf(content, shown, path, until)
    else:
        sheet = _look_at_text(text_of(content, shown), shown, reading, path or name)
    lie = lying_sentence(path or name, sheet.kind)
    return [replace(sheet, said=(lie, *sheet.said)) if lie else sheet]


def _look_at_text(text: str, name: str, reading: Reading, path: str) -> Sheet:
    if not text.strip():
        raise InputError(f"{name} is empty; it needs at least one text.")
    kind = text_kind(text, path)
    if kind == "topics":
        return read_topics(text, name, path)
    if kind == "jsonl":
        return read_json(text, name, path)
    if kind == "qrels":
        return read_qrels(text, name, path)
    if kind == "markdown" or (kind == "txt" and reading.whole):
        return read_whole(text, name, kind, path)
    return read_delimited(text, name, kind, separator=reading.separator, header=reading.header, path=path)
