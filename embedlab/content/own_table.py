"""A visitor's own table, uploaded or pasted, read into columns of text: no cell is ever taken for more than that.

What a column's texts are used for, and which of them can be, is in ``embedlab.content.own_column``.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, get_args

from embedlab.errors import InputError
from embedlab.limits import TABLE_COLUMNS, TABLE_ROWS, UPLOAD_MB
from embedlab.numbers_text import counted, in_bytes, whole
from embedlab.text_lines import lines_of, text_of, within

if TYPE_CHECKING:
    import pyarrow as pa

Separator = Literal["none", "comma", "semicolon", "tab", "bar"]
SEPARATORS: Final = get_args(Separator)
SUFFIXES: Final = ("csv", "tsv", "txt")

# A text of one column is read with a separator that no editor writes.
_SIGNS: Final[dict[Separator, str]] = {"none": "\x1f", "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_SAMPLE: Final = 3_000
"""Characters that the separator is guessed from: the guess takes time that grows with their square."""

_NAME_CHARS: Final = 60
_WRONG_ROWS: Final = 1_000
OTHER_FILES: Final = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive, as the files of spreadsheets are",
    b"\xd0\xcf\x11\xe0": "a file of an old office program",
    b"\x1f\x8b": "a compressed file",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a formatted document",
}
"""What a file is by its first bytes, whatever its name says."""


@dataclass(frozen=True, eq=False)
class OwnTable:
    """A table as it was read.

    Attributes:
        name: what a message calls it.
        separator: what stands between its cells.
        cells: the rows in their order, each cell a text, the first row among them.
        said: a sentence for each thing that was left out or read otherwise than one might expect.
    """

    name: str
    separator: Separator
    cells: "pa.Table"
    said: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are, the first included."""
        return int(self.cells.num_rows)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self.cells.num_columns)

    def column(self, number: int, start: int = 0, length: int | None = None) -> list[str]:
        """Return cells of a column, from row ``start`` on."""
        return [str(cell) for cell in self.cells.column(number).slice(start, length).to_pylist()]


def read_file(content: bytes, name: str, separator: Separator | None = None) -> OwnTable:
    """Read an uploaded file: CSV and TSV as tables, TXT as lines unless most of them hold a tab.

    Args:
        content: its bytes.
        name: its name, with its ending.
        separator: what stands between cells; None guesses it.

    Raises:
        InputError: it is too large, no text, not what its name says, or holds no row.
    """
    suffix, name = PurePath(name).suffix.lower().lstrip("."), short_name(name)
    if suffix not in SUFFIXES:
        raise InputError(f"{name} is no file of text or CSV; save it as one of .csv, .tsv or .txt.")
    if len(content) > UPLOAD_MB * 1024 * 1024:
        raise InputError(f"{name} has {in_bytes(len(content))}; a file may have at most {UPLOAD_MB} MB.")
    for first, what in OTHER_FILES.items():
        if content.startswith(first):
            raise InputError(f"{name} is {what}, whatever its name says; save its texts as CSV in UTF-8 first.")
    return read_text(text_of(content, name), name, suffix, separator)


def read_text(
    text: str, name: str, suffix: str, separator: Separator | None = None, *, most: int = TABLE_ROWS
) -> OwnTable:
    """Read the text of a file whose kind is known, by the ending that such files have; at most so many rows of it.

    Raises:
        InputError: it holds no row.
    """
    if suffix == "txt":
        return _read_lines_or_tabs(text, name, separator, most)
    return _read(text, name, separator or ("tab" if suffix == "tsv" else _sniffed(text)), quoted=True, most=most)


def read_paste(text: str, separator: Separator | None = None) -> OwnTable:
    """Read pasted text: rows of a spreadsheet arrive with tabs between their cells, all else is lines.

    Raises:
        InputError: it is too long or holds no row.
    """
    name = "The pasted text"
    if len(text) > UPLOAD_MB * 1024 * 1024:
        raise InputError(f"{name} has {whole(len(text))} characters; upload it as a file of at most {UPLOAD_MB} MB.")
    return _read_lines_or_tabs(text, name, separator)


def _read_lines_or_tabs(text: str, name: str, separator: Separator | None, most: int = TABLE_ROWS) -> OwnTable:
    if separator is None:
        separator = "tab" if _in_most_lines("\t", text[: 10 * _SAMPLE]) else "none"
    # Where a line is a text, its quotation marks are its own.
    return _read(text, name, separator, quoted=separator != "none", most=most)


def short_name(name: str) -> str:
    """Return the name of a file as a message has room for."""
    return name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 9]}…{name[-8:]}"


def _sniffed(text: str) -> Separator:
    sample = within(text, _SAMPLE) or text[:_SAMPLE]
    try:
        sign = csv.Sniffer().sniff(sample, delimiters="".join(_SIGNS[name] for name in SEPARATORS[1:])).delimiter
    except csv.Error:
        # The library gives up where rows differ in their number of cells.
        return next((name for name in SEPARATORS[1:] if _in_most_lines(_SIGNS[name], sample)), "none")
    return next(name for name in SEPARATORS if _SIGNS[name] == sign)


def _in_most_lines(sign: str, text: str) -> bool:
    lines = [line for line in lines_of(text) if line.strip()]
    return bool(lines) and sign in lines[0] and sum(sign in line for line in lines) * 2 > len(lines)


def _read(text: str, name: str, separator: Separator, *, quoted: bool, most: int) -> OwnTable:
    import pyarrow as pa
    from pyarrow import csv as reader

    if not text.strip():
        raise InputError(f"{name} is empty; it needs at least one row.")
    sign = _SIGNS[separator]
    if separator == "none":
        text = text.replace(sign, " ")  # a line is one text, even with this in it
    said: tuple[str, ...] = ()
    if quoted and _never_closed(text, sign):
        quoted, said = False, ("A quotation mark is never closed, so all of them are read as letters.",)
    width = _width(text, sign, name, quoted=quoted)
    wrong: list[int] = []

    def skip(row: "reader.InvalidRow") -> str:
        wrong.append(row.actual_columns)
        return "skip" if len(wrong) < _WRONG_ROWS else "error"

    content = text.encode("utf-8", "replace")
    try:
        cells = reader.read_csv(
            io.BytesIO(content),
            # One block, as a cell must not reach over two; names of our own, as the first row may be a row.
            reader.ReadOptions(
                column_names=[str(number) for number in range(width)], block_size=len(content) + 1, use_threads=False
            ),
            reader.ParseOptions(
                delimiter=sign, quote_char='"' if quoted else False, newlines_in_values=quoted,
                invalid_row_handler=skip,
            ),
            # Whatever looks like a number, a date or nothing stays the text that it is.
            reader.ConvertOptions(default_column_type=pa.string(), null_values=[], strings_can_be_null=False),
        )  # fmt: skip
    except pa.ArrowInvalid as error:
        if len(wrong) >= _WRONG_ROWS:
            raise InputError(
                f"{name}: {whole(len(wrong))} rows have another number of cells than the first, which has "
                f"{whole(width)}; choose another separator."
            ) from error
        raise InputError(f"{name} cannot be read as a table; choose another separator, or save it again.") from error
    if wrong:
        said = (*said, f"{counted(len(wrong), 'row')} with another number of cells than the first left out.")
    if not cells.num_rows:
        raise InputError(f"{name} has no row that can be read; choose another separator.")
    if cells.num_rows > most:
        said = (*said, f"Only the first {whole(most)} of {whole(cells.num_rows)} rows are read.")
    return OwnTable(name, separator, cells.slice(0, most), said)


def _never_closed(text: str, sign: str) -> bool:
    """Whether a quotation mark that opens a cell is never closed, which would swallow all that follows.

    In a well-formed table their number is even, so only an odd number asks for a second look.
    """
    if text.count('"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True):
            pass
    except csv.Error:
        return True
    return False


def _width(text: str, sign: str, name: str, *, quoted: bool) -> int:
    """How many cells the first row has: all others must have as many."""
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=sign, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    try:
        first = next(filter(None, rows), [""])
    except csv.Error as error:
        raise InputError(f"{name} begins with a cell too long to be one; choose another separator.") from error
    if len(first) > TABLE_COLUMNS:
        raise InputError(
            f"{name} has {whole(len(first))} columns; at most {TABLE_COLUMNS} can be chosen from. "
            "Save fewer, or choose another separator."
        )
    return len(first)
