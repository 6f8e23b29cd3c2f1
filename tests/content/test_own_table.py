"""A visitor's own table: what is read as columns, and the sentence for what is none."""

import csv
import io
import random
import zipfile

import pytest

from embedlab.content.own_table import OwnTable, Separator, read_file, read_paste
from embedlab.errors import InputError
from embedlab.limits import TABLE_COLUMNS, TABLE_ROWS, UPLOAD_MB


def cells(own: OwnTable) -> list[list[str]]:
    return [list(row) for row in zip(*(own.column(number) for number in range(own.columns)), strict=True)]


def read(text: str, name: str = "texts.csv", separator: Separator | None = None) -> OwnTable:
    return read_file(text.encode(), name, separator)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("id,text\n1,one\n2,two\n", "comma"),
        ("id;text\n1;one, and a comma\n2;two, too\n", "semicolon"),
        ("id\ttext\n1\tone\n2\ttwo\n", "tab"),
        ("id|text\n1|one\n2|two\n", "bar"),
        ("one text\nand another\n", "none"),
    ],
)
def test_the_separator_is_guessed(text: str, separator: Separator) -> None:
    assert read(text).separator == separator


def test_a_separator_that_is_named_is_not_guessed() -> None:
    assert cells(read("a;1,2\nb;3,4\nc;5,6\n", separator="semicolon"))[0] == ["a", "1,2"]


def test_a_table_that_a_program_wrote_is_read_as_it_was() -> None:
    random.seed(3)
    signs = 'ab é,;"\n|\t'
    rows = [["x" + "".join(random.choices(signs, k=random.randint(0, 9))) for _ in range(3)] for _ in range(200)]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    own = read(written.getvalue(), separator="comma")
    assert (cells(own), own.said) == (rows, ())


def test_every_cell_stays_a_text() -> None:
    kept = ["=1+1", "007", "2024-01-02", "null", "NA", "true", "", "1e5", "@x"]
    assert read("".join(f"{cell},x\n" for cell in kept), separator="comma").column(0) == kept
    # Also where all cells of a column look like numbers, dates or nothing.
    rows = [["007", "2024-01-02", "true", "", "1e5"], ["008", "2024-01-03", "false", "", "2e5"]]
    assert cells(read("".join(f"{','.join(row)}\n" for row in rows))) == rows


def test_a_cell_that_is_quoted_may_hold_ends_of_lines_and_separators() -> None:
    assert cells(read('a,"two\nlines, and ""more"""\nb,c\n'))[0] == ["a", 'two\nlines, and "more"']


def test_rows_of_another_length_are_left_out_and_counted() -> None:
    own = read("a,b\n1,2,3\n4\n5,6\n")
    assert cells(own) == [["a", "b"], ["5", "6"]]
    assert own.said == ("2 rows with another number of cells than the first left out.",)


def test_too_many_rows_of_another_length_ask_for_another_separator() -> None:
    with pytest.raises(InputError, match=r"^texts\.csv: 1,000 rows have another number of cells than the first"):
        read("a,b\n" + "c\n" * 5_000, separator="comma")


def test_a_quotation_mark_that_is_never_closed_is_a_letter() -> None:
    own = read('a,b\n"never,c\nd,e\n')
    assert cells(own)[1:] == [['"never', "c"], ["d", "e"]]
    assert own.said == ("A quotation mark is never closed, so all of them are read as letters.",)


def test_a_sign_of_inches_closes_nothing() -> None:
    assert cells(read('5" pipe,"x, y"\n3,z\n'))[0] == ['5" pipe', "x, y"]


def test_lines_of_a_text_file_keep_their_quotation_marks() -> None:
    own = read('"He said, so.\nShe, "no".\n', "notes.TXT")
    assert (own.separator, own.column(0)) == ("none", ['"He said, so.', 'She, "no".'])


def test_a_copied_table_is_a_table_and_copied_lines_are_lines() -> None:
    table = read_paste('id\ttext\n1\t"two\nlines"\n2\ttwo\n')
    assert (table.separator, table.column(1)) == ("tab", ["text", "two\nlines", "two"])
    assert read_paste("a, b\nc, d, e\nf\tg\n").column(0) == ["a, b", "c, d, e", "f\tg"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_are_read(encoding: str) -> None:
    assert cells(read_file("id;naïve\n1;שלום 🐍\n".encode(encoding), "x.csv"))[1] == ["1", "שלום 🐍"]


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        written.writestr("xl/sheet.xml", "<a/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.csv", "a.csv is a picture, whatever its name says"),
        (archive(), "a.csv", "a.csv is a ZIP archive, as the files of spreadsheets are, whatever its name says"),
        (b"%PDF-1.7 text", "a.txt", "a.txt is a PDF document, whatever its name says"),
        ("café,b".encode("latin-1"), "a.csv", "a.csv is not UTF-8 text; save it as UTF-8 first."),
        ("id;text\n1;x\n".encode("utf-16-le"), "a.csv", "a.csv is no plain text, or UTF-16 without its mark"),
        (b"a,b", "a.xlsx", "a.xlsx is no file of text or CSV; save it as one of .csv, .tsv or .txt."),
        (b"a,b", "csv", "csv is no file of text or CSV"),
        (b"", "a.csv", "a.csv is empty; it needs at least one row."),
        (b"\xef\xbb\xbf \n\n", "a.csv", "a.csv is empty; it needs at least one row."),
        (b"a\n" * (UPLOAD_MB * 600_000), "a.csv", "a.csv has 12\u00a0MB; a file may have at most 10 MB."),
        (b"," * 9_999 + b"\n", "a.csv", f"a.csv has 10,000 columns; at most {TABLE_COLUMNS} can be chosen from."),
        (b'"x\n",' * 300_000, "a.csv", "a.csv has 300,001 columns;"),
        (b"x" * 1_000_000 + b",b\nc,d\n", "a.csv", "a.csv begins with a cell too long to be one"),
        (b"x", "n" * 300 + ".csv\n.exe", "nnn"),
    ],
    ids=["picture", "archive", "document", "latin-1", "utf-16", "sheet", "no ending", "empty", "blank", "large", "wide",
         "wide over many lines", "long", "long name"],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_file(content, name)
    assert str(refused.value).startswith(said)
    assert len(str(refused.value)) < 200


def test_a_line_is_one_text_whatever_stands_in_it() -> None:
    own = read_paste("one\x1ftext\nanother, \x1f\x1f and \x00 more")
    assert (own.columns, own.rows) == (1, 2)
    assert own.column(0)[0] == "one text"


def test_control_characters_are_no_reason_to_refuse_a_table() -> None:
    assert cells(read("a,b\n1,x\x00y\n"))[1] == ["1", "x\x00y"]


def test_a_table_is_read_to_its_row_limit() -> None:
    own = read("a,b\n" * (TABLE_ROWS + 5))
    assert own.rows == TABLE_ROWS
    assert own.said == ("Only the first 50,000 of 50,005 rows are read.",)


def test_too_long_a_paste_is_refused() -> None:
    with pytest.raises(InputError, match=r"^The pasted text has 12,000,000 characters; upload it as a file"):
        read_paste("word " * 2_400_000)
