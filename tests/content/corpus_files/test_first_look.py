"""What a file is told by its bytes, what its columns are taken for, and the sentence for what cannot be read."""

import csv
import io
import json
from pathlib import Path

import pytest

from embedlab.content.corpus_files.first_look import Reading, look, look_at_all, read_path
from embedlab.content.corpus_files.sheet import Sheet
from embedlab.errors import InputError
from embedlab.limits import CORPUS_MB, CORPUS_ROWS
from tests.content.corpus_files.made import BEIR, json_rows, parquet, pdf, zipped


def one(content: bytes | str, name: str, reading: Reading | None = None) -> Sheet:
    (sheet,) = look(content.encode() if isinstance(content, str) else content, name, reading)
    return sheet


ROWS = [{"_id": "a", "title": "T", "text": "A lemon is sour."}, {"_id": "b", "title": "", "text": "Honey is sweet."}]
TABLE = "_id,title,text\na,T,A lemon is sour.\nb,,Honey is sweet.\n"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (TABLE.encode(), "x.csv", "csv"),
        (TABLE.replace(",", "\t").encode(), "x.tsv", "tsv"),
        (json_rows(*ROWS).encode(), "x.jsonl", "jsonl"),
        (json.dumps(ROWS).encode(), "x.json", "jsonl"),
        (parquet({name: [row[name] for row in ROWS] for name in ROWS[0]}), "x.parquet", "parquet"),
    ],
)
def test_the_same_rows_come_out_of_every_kind_of_table(content: bytes, name: str, kind: str) -> None:
    sheet = one(content, name)
    assert (sheet.kind, sheet.cells.to_pylist(), sheet.said) == (kind, ROWS, ())
    assert (sheet.text, sheet.id, sheet.holds) == (("title", "text"), "_id", "documents")


@pytest.mark.parametrize(
    ("content", "name", "kind", "said"),
    [
        (parquet({"text": ["a"]}), "x.csv", "parquet", "x.csv is a file of Parquet, whatever its name says"),
        (json_rows({"text": "a"}).encode(), "x.txt", "jsonl", "x.txt is a file of JSON, whatever its name says"),
        (pdf("a"), "x.md", "pdf", "x.md is a file of PDF, whatever its name says"),
        (b"one line\nanother line\n", "x.parquet", "txt", "x.parquet is a file of text, whatever its name says"),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, name: str, kind: str, said: str) -> None:
    sheet = one(content, name)
    assert sheet.kind == kind
    assert sheet.said[0].startswith(said)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.csv", "a.csv is a picture; what can be read is CSV,"),
        (b"\x1f\x8b" + bytes(50), "a.jsonl", "a.jsonl is a compressed file;"),
        (b"PARE" + bytes(50), "a.parquet", "a.parquet is an encrypted Parquet file;"),
        (b"PAR1" + bytes(50), "a.parquet", "a.parquet is a broken Parquet file;"),
        (parquet({"text": ["a" * 99]})[:-40], "a.parquet", "a.parquet is a broken Parquet file;"),
        (zipped({"[Content_Types].xml": "<a/>", "xl/s.xml": ""}), "a.csv", "a.csv is a file of an office program;"),
        (b"plain words\n", "a.jsonl", "a.jsonl holds no JSON object, whatever its name says;"),
        (b'{"text": \n', "a.jsonl", "a.jsonl holds no JSON object, whatever its name says;"),
        (b"[1, 2]", "a.json", "a.json holds no JSON object, whatever its name says;"),
        (b'[{"text": "a"}, {', "a.json", "a.json is a list of JSON that does not end as it should;"),
        (b"plain words\n", "a.xml", "a.xml holds no TREC topic, whatever its name says;"),
        (b"<top>\n</top>", "a.txt", "a.txt holds no TREC topic with a title or a description."),
        (b"plain words\n", "a.qrels", "a.qrels holds no TREC judgement, whatever its name says;"),
        ("café".encode("latin-1"), "a.md", "a.md is not UTF-8 text; save it as UTF-8 first."),
        ("a text\n".encode("utf-16-le"), "a.csv", "a.csv is no plain text, or UTF-16 without its mark;"),
        (b" \n", "a.md", "a.md is empty; it needs at least one text."),
        (b"", "a.csv", "a.csv is empty;"),
        (parquet({"text": []}), "a.parquet", "a.parquet has no row."),
        (parquet({"picture": [b"\x00"]}), "a.parquet", "a.parquet has no column of text."),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "n" * 300 + ".csv", "nnn"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        look(content, name)
    assert str(refused.value).startswith(said)
    assert len(str(refused.value)) < 240


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(InputError, match=r"large\.csv has 2\.15\sGB; at most 100 MB are taken\."):
        read_path(large)
    with pytest.raises(InputError, match=r"cannot be read"):
        read_path(tmp_path / "none.csv")


def test_files_are_refused_that_are_too_large_together() -> None:
    half = bytes(CORPUS_MB * 600_000)
    with pytest.raises(InputError, match=r"^2 files together: 120\sMB; at most 100 MB are taken\."):
        look_at_all([("a.txt", half), ("b.txt", half)])


def test_rows_beyond_the_limit_are_left_out_and_said() -> None:
    for name, content in (
        ("x.csv", "number,words\n" + "1,a text\n" * (CORPUS_ROWS + 7)),
        ("x.jsonl", '{"text": "a"}\n' * (CORPUS_ROWS + 7)),
        ("x.parquet", parquet({"text": ["a"] * (CORPUS_ROWS + 7)})),
    ):
        sheet = one(content, name)
        assert sheet.rows == CORPUS_ROWS
        assert sheet.said == ("Only the first 100,000 of 100,007 rows are read.",)


def test_a_row_of_a_million_characters_is_read_as_one() -> None:
    long = "x " * 500_000
    written = io.StringIO()
    csv.writer(written).writerows([["id", "text"], ["1", "short"], ["2", long]])
    assert one(written.getvalue(), "x.csv").column("text") == ["short", long]
    assert one(json_rows({"text": long}), "x.jsonl").column("text") == [long]


def test_a_text_is_a_line_or_the_whole_file() -> None:
    assert one("one\ntwo\n", "x.txt").column("text") == ["one", "two"]
    assert one("one\ntwo\n", "x.txt", Reading(whole=True)).cells.to_pylist() == [{"id": "x.txt", "text": "one\ntwo\n"}]
    assert one("# one\n\ntwo\n", "x.md").column("text") == ["# one\n\ntwo\n"]


def test_whether_the_first_row_names_the_columns_can_be_said() -> None:
    assert one("a,b\nc,d\n", "x.csv", Reading(header=True)).columns == ("a", "b")
    assert one("a,b\nc,d\n", "x.csv", Reading(header=False)).columns == ("Column 1", "Column 2")
    assert one("x,x,\n1,2,3\n", "x.csv", Reading(header=True)).columns == ("x", "x 2", "Column 3")


def test_what_has_no_names_has_its_ids_first_and_lines_have_no_header() -> None:
    sheet = one("7\tThe battery lasts long.\n8\tIt stopped after a week.\n", "collection.tsv")
    assert (sheet.id, sheet.text, sheet.rows) == ("Column 1", ("Column 2",), 2)
    assert one("short\nA line that is much longer than the first.\n", "x.txt").rows == 2


def test_of_questions_and_answers_the_answers_are_the_texts() -> None:
    sheet = one(
        "question,answer\nWhat is sour to eat?,A lemon.\nWhat is sweet to eat?,Honey.\n", "x.csv", Reading(header=True)
    )
    assert (sheet.text, sheet.id, sheet.holds) == (("answer",), None, "documents")


def test_a_beir_folder_is_three_sheets_and_the_judgements_are_those_of_the_test() -> None:
    sheets = look(zipped(BEIR), "tiny.zip")
    assert [(sheet.holds, sheet.rows) for sheet in sheets] == [("documents", 2), ("queries", 3), ("judgements", 4)]
    assert sheets[0].said[0] == "Of the judgements in tiny.zip, those of tiny/qrels/test.tsv are taken."


def test_json_becomes_text_and_says_what_did_not() -> None:
    sheet = one(
        json_rows({"text": "a", "n": 1.5, "b": True, "o": {"k": [1]}, "none": None}, ["no"], {"text": "\ud800"})
        + "{oops\n",
        "x.jsonl",
    )
    assert sheet.cells.to_pylist()[0] == {"text": "a", "n": "1.5", "b": "true", "o": '{"k": [1]}', "none": ""}
    assert sheet.column("text")[1] == "\ufffd"
    assert sheet.said == (
        "2 lines of x.jsonl left out: no JSON object; the first is line 2.",
        "Lists and objects are written as JSON: o.",
    )


def test_json_that_is_nested_too_deeply_is_no_fault() -> None:
    sheet = one('{"text": "a"}\n' + "[" * 100_000 + "\n", "x.jsonl")
    assert sheet.rows == 1


@pytest.mark.parametrize(
    ("name", "content", "holds"),
    [
        ("queries.tsv", "1\twhat is sour?\n2\twhat is sweet?\n", "queries"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\n1\t2\t1\n", "judgements"),
        ("anything.txt", "301 0 FBIS3-1 1\n301 0 FBIS3-2 0\n", "judgements"),
        ("anything.txt", "<top>\n<num> Number: 301\n<title> Crime\n</top>\n", "queries"),
        ("texts.txt", "a line of text\nanother line\n", "documents"),
    ],
)
def test_what_a_file_holds_is_guessed(name: str, content: str, holds: str) -> None:
    assert one(content, name).holds == holds
