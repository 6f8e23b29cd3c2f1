"""What every page gives away: notebooks that run, and tables that come back from their CSV as they were."""

import csv
import io
import json
import math
from contextlib import redirect_stdout

import nbformat
import pytest

from embedlab.ui.exports import csv_bytes
from tests.every_page import READY
from tests.kit.pages.exported import exported

every_page = pytest.mark.parametrize("slug", READY)


@every_page
def test_the_notebook_is_valid_has_prose_and_runs(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = exported(slug, monkeypatch, parts="").notebook
    nbformat.validate(nbformat.reads(notebook.decode(), as_version=4))
    cells = json.loads(notebook)["cells"]
    assert cells[0]["cell_type"] == "markdown"
    space: dict[str, object] = {}
    with redirect_stdout(io.StringIO()) as printed:
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)  # the point of the test is that it runs
    assert printed.getvalue().strip()


@every_page
def test_every_table_comes_back_from_its_csv(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = exported(slug, monkeypatch, parts="").tables
    assert tables
    for name, make in tables.items():
        rows = make()
        assert rows, name
        assert all(list(row) == list(rows[0]) for row in rows), name
        read = list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))
        assert read[0] == list(rows[0]), name
        assert len(read) == len(rows) + 1, name
        for line, row in zip(read[1:], rows, strict=True):
            for cell, value in zip(line, row.values(), strict=True):
                assert same(cell, value), (name, cell, value)


def same(cell: str, value: object) -> bool:
    """Whether a cell of a CSV holds a value: numbers to the last digit, texts but for the guard against formulas."""
    if isinstance(value, float):
        return float(cell) == value or math.isnan(value)
    return cell.removeprefix("'") == ("" if value is None else str(value)).removeprefix("'")
