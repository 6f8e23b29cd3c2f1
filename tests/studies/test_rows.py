"""Tables open in a spreadsheet without running."""

import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest

import embedlab
from embedlab.studies.rows import cells_of, csv_bytes, rows_of


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)"],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert table(csv_bytes([{"text": text}]))[1] == ["'" + text]


def test_real_numbers_stay_numbers() -> None:
    row = {"x": -1.5, "n": -3, "none": None, "small": np.float32(-0.5), "whole": np.int64(-7), "told": True}
    assert table(csv_bytes([row]))[1] == ["-1.5", "-3", "", "-0.5", "-7", "True"]


def test_what_is_neither_text_nor_number_is_guarded_as_the_text_it_becomes() -> None:
    assert table(csv_bytes([{"path": Path("=x")}]))[1] == ["'=x"]


def test_nothing_leaves_the_product_by_another_door() -> None:
    """Streamlit's own tables have a download of their own in the browser, which guards nothing."""
    doors = re.compile(r"\b(dataframe|data_editor|st\.table|to_csv|csv\.writer|DictWriter|download_button)\(")
    found = {
        path.name for path in Path(embedlab.__file__).parent.rglob("*.py") if doors.search(path.read_text("utf-8"))
    }
    # All but the first two give files of the field's own formats, reports and models, which no spreadsheet opens.
    others = {"view_quality.py", "view_judging_end.py", "view_report.py", "view_keep.py", "view_tuned.py"}
    assert found == {"exports.py", "rows.py"} | others


def test_column_names_are_guarded_too() -> None:
    assert table(csv_bytes([{"=x": 1}]))[0] == ["'=x"]


def test_quotes_line_breaks_and_accents_come_back_as_they_were() -> None:
    texts = ['say "yes"', "two\nlines", "é, שלום, 👩‍👧"]
    assert [row[0] for row in table(csv_bytes([{"text": t} for t in texts]))[1:]] == texts


def test_no_rows_is_an_empty_file() -> None:
    assert csv_bytes([]) == b""


def test_columns_become_rows_of_plain_numbers() -> None:
    rows = rows_of(word=("a", "b"), cosine=np.array([0.5, 1.0], np.float32))
    assert rows == [{"word": "a", "cosine": 0.5}, {"word": "b", "cosine": 1.0}]
    assert type(rows[0]["cosine"]) is float
    with pytest.raises(ValueError, match="shorter"):
        rows_of(word=("a", "b"), cosine=(1,))


def test_each_cell_of_a_matrix_is_a_row() -> None:
    cells = cells_of(np.array([[1, 2]]), ["r"], ["s", "t"], ("row", "column", "value"))
    assert cells == [{"row": "r", "column": "s", "value": 1}, {"row": "r", "column": "t", "value": 2}]
