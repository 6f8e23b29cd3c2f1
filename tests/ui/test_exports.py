"""What a visitor takes away opens in a spreadsheet without running, and in Jupyter running as shown."""

import csv
import io

import nbformat
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.ui.exports import assignment, csv_bytes, notebook_bytes


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert table(csv_bytes([{"text": text}]))[1] == ["'" + text]


def test_real_numbers_stay_numbers() -> None:
    assert table(csv_bytes([{"x": -1.5, "n": 3, "none": None}]))[1] == ["-1.5", "3", ""]


def test_column_names_are_guarded_too() -> None:
    assert table(csv_bytes([{"=x": 1}]))[0] == ["'=x"]


def test_quotes_line_breaks_and_accents_come_back_as_they_were() -> None:
    texts = ['say "yes"', "two\nlines", "é, שלום, 👩‍👧"]
    assert [row[0] for row in table(csv_bytes([{"text": t} for t in texts]))[1:]] == texts


def test_no_rows_is_an_empty_file() -> None:
    assert csv_bytes([]) == b""


HOSTILE = "'''\n\"\"\"\nimport os; raise SystemExit\\ {x} \u2028 👩‍👧"


def test_the_notebook_is_valid_and_its_code_runs_in_order() -> None:
    cells = [("markdown", "# Title"), ("code", assignment("text", HOSTILE)), ("code", "length = len(text)\nok = True")]
    notebook = nbformat.reads(notebook_bytes(cells).decode(), as_version=4)
    nbformat.validate(notebook)
    space: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, "cell", "exec"), space)  # the point of the test is that it runs
    assert space["text"] == HOSTILE
    assert space["length"] == len(HOSTILE)


def test_the_same_cells_give_the_same_bytes() -> None:
    assert notebook_bytes([("code", "x = 1")]) == notebook_bytes([("code", "x = 1")])


def panel() -> None:
    import streamlit as st

    from embedlab.ui.charts import image_format
    from embedlab.ui.exports import export_panel

    def rows() -> list[dict[str, object]]:
        st.session_state["made"] = True
        return []

    st.text(image_format())
    export_panel("Static or contextual?", {"Occurrences": rows}, lambda: b"")


def test_nothing_is_made_before_it_is_asked_for() -> None:
    app = AppTest.from_function(panel).run()
    assert len(app.get("download_button")) == 2
    assert "made" not in app.session_state


def test_the_image_format_is_png_until_svg_is_chosen() -> None:
    app = AppTest.from_function(panel).run()
    assert app.text[0].value == "png"
    app.radio[0].set_value("svg").run()
    assert app.text[0].value == "svg"
