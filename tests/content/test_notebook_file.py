"""A notebook runs as it is shown: what a visitor typed becomes a value in it and nothing else."""

from pathlib import Path

import nbformat
import pytest

from embedlab.content.notebook_file import notebook_of

HOSTILE = "'''\n\"\"\"\nimport os; raise SystemExit\\ {x} \u2028 👩‍👧"


def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]) -> bytes:
    """The notebook of a lesson whose file holds prose, two parameters and a cell that uses them."""
    folder = tmp_path / "lessons" / "x"
    folder.mkdir(parents=True)
    prose = "# %% [markdown]\n# # Title\n#\n# Prose.\n#\n#     code\n"
    named = "# %% parameters\n# What is counted.\ntext = 'a'\n# How often.\nn = 1\n"
    (folder / "notebook.py").write_text(f"{prose}\n{named}\n# %%\nlength = len(text) * n\n", encoding="utf-8")
    monkeypatch.setattr("embedlab.content.notebook_file.ASSETS", tmp_path)
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
