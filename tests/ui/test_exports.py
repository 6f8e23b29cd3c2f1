"""What a visitor takes away opens in a spreadsheet without running, and in Jupyter running as shown."""

import csv
import io
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import embedlab
from embedlab.ui.exports import csv_bytes, notebook_of, settings_html


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
    assert found == {"exports.py"}


def test_column_names_are_guarded_too() -> None:
    assert table(csv_bytes([{"=x": 1}]))[0] == ["'=x"]


def test_quotes_line_breaks_and_accents_come_back_as_they_were() -> None:
    texts = ['say "yes"', "two\nlines", "é, שלום, 👩‍👧"]
    assert [row[0] for row in table(csv_bytes([{"text": t} for t in texts]))[1:]] == texts


def test_no_rows_is_an_empty_file() -> None:
    assert csv_bytes([]) == b""


HOSTILE = "'''\n\"\"\"\nimport os; raise SystemExit\\ {x} \u2028 👩‍👧"


def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]) -> bytes:
    """The notebook of a lesson whose file holds prose, two parameters and a cell that uses them."""
    folder = tmp_path / "lessons" / "x"
    folder.mkdir(parents=True)
    prose = "# %% [markdown]\n# # Title\n#\n# Prose.\n#\n#     code\n"
    named = "# %% parameters\n# What is counted.\ntext = 'a'\n# How often.\nn = 1\n"
    (folder / "notebook.py").write_text(f"{prose}\n{named}\n# %%\nlength = len(text) * n\n", encoding="utf-8")
    monkeypatch.setattr("embedlab.ui.exports.ASSETS", tmp_path)
    return notebook_of("x", values)


def test_a_text_of_a_visitor_becomes_a_literal_and_cannot_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = nbformat.reads(notebook(tmp_path, monkeypatch, {"text": HOSTILE, "n": 2}).decode(), as_version=4)
    nbformat.validate(made)
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "code"]
    assert made.cells[0].source == "# Title\n\nProse.\n\n    code"
    space: dict[str, object] = {}
    for cell in made.cells[1:]:
        exec(compile(cell.source, "cell", "exec"), space)  # the point of the test is that it runs
    assert (space["text"], space["length"]) == (HOSTILE, len(HOSTILE) * 2)


def test_comments_of_the_parameters_stay_and_long_lists_have_a_line_for_each_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = nbformat.reads(
        notebook(tmp_path, monkeypatch, {"text": ["a" * 60, "b" * 60], "n": 2}).decode(), as_version=4
    )
    lines = made.cells[1].source.splitlines()
    assert lines == ["# What is counted.", "text = [", f"    '{'a' * 60}',", f"    '{'b' * 60}',", "]", "# How often.",
                     "n = 2"]  # fmt: skip


def test_a_value_that_can_be_called_is_asked_when_the_notebook_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = nbformat.reads(notebook(tmp_path, monkeypatch, {"text": lambda: "now", "n": 1}).decode(), as_version=4)
    assert "text = 'now'" in made.cells[1].source


def test_values_that_are_not_the_parameters_of_the_notebook_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"has the parameters \['text', 'n'\], not \['text'\]"):
        notebook(tmp_path, monkeypatch, {"text": "a"})


def panel() -> None:
    import streamlit as st

    from embedlab.ui.exports import export_panel

    def rows() -> list[dict[str, object]]:
        st.session_state["made"] = True
        return []

    export_panel("Static or contextual?", {"Occurrences": rows}, lambda: b"")


def test_nothing_is_made_before_it_is_asked_for() -> None:
    app = AppTest.from_function(panel).run()
    assert len(app.get("download_button")) == 2
    assert "made" not in app.session_state


def test_the_settings_of_a_picture_are_short_and_escaped() -> None:
    said = settings_html({"MODEL": "<b>", "layer": 6, "texts": ["a", "b"], "long": "x" * 61, "empty": ""})
    assert said == '<span hidden data-el-settings="model: &lt;b&gt;, layer: 6"></span>'
