"""What a visitor can take away: numbers as CSV, figures as images, the page as a runnable notebook."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.content.toml_records import ASSETS
from embedlab.studies.rows import Rows

_SETTING_CHARS: Final = 60
_FORMULA_STARTS: Final = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""Of the signs that begin a formula some spreadsheets also take the full-width form, which Asian keyboards type."""
_LINE: Final = 100
"""Characters of a literal that are read at a glance."""


def csv_bytes(rows: Rows) -> bytes:
    """Return ``rows`` as CSV in UTF-8 with a byte order mark, which spreadsheets need to read accents.

    The columns are those of the first row. A text that a spreadsheet would run as a formula gets a leading
    apostrophe; real numbers, negative ones too, stay numbers.
    """
    if not rows:
        return b""
    columns = list(rows[0])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in columns])
    writer.writerows([_harmless(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    if value is None or isinstance(value, (int, float, np.number)):
        return value
    # Whatever else there is will be written as its text.
    return f"'{value}" if str(value).startswith(_FORMULA_STARTS) else value


def notebook_of(slug: str, values: Mapping[str, object]) -> bytes:
    """Return the notebook of a lesson (nbformat 4.5, UTF-8 JSON) with ``values`` in its cell of parameters.

    The notebook is a real file, ``assets/lessons/<slug>/notebook.py``, that lints and runs: cells begin with
    ``# %%``, prose with ``# %% [markdown]``. The cell ``# %% parameters`` keeps its comments and is else written anew,
    one literal for each of its names, so that a visitor's text stays a text and cannot run. A value that can be called
    is asked only now: what a part of the page shows may have changed since the page was drawn.

    Raises:
        ValueError: ``values`` has other names than the cell of parameters.
    """
    source = (ASSETS / "lessons" / slug / "notebook.py").read_text(encoding="utf-8")
    cells = []
    for part in re.split(r"^# %%", source, flags=re.MULTILINE)[1:]:
        kind, _, body = part.partition("\n")
        if kind.strip() == "[markdown]":
            lines = (line.removeprefix("#").removeprefix(" ").rstrip() for line in body.strip().splitlines())
            cells.append(("markdown", "\n".join(lines)))
            continue
        if kind.strip() == "parameters":
            kept = re.findall(r"^(?:#.*|\w+(?= = ))", body, re.MULTILINE)
            named = [line for line in kept if not line.startswith("#")]
            if sorted(named) != sorted(values):
                raise ValueError(f"The notebook of {slug} has the parameters {named}, not {list(values)}.")
            body = "\n".join(f"{line} = {_literal(values[line])}" if line in values else line for line in kept)
        cells.append(("code", body.strip()))
    return _notebook(cells)


def _literal(value: object) -> str:
    """The value as Python writes it; a list or a table that is long has a line for each item."""
    found = value() if callable(value) else value
    text = repr(found)
    if len(text) <= _LINE or not isinstance(found, (list, dict)):
        return text
    if isinstance(found, list):
        return "[\n" + "".join(f"    {item!r},\n" for item in found) + "]"
    return "{\n" + "".join(f"    {name!r}: {item!r},\n" for name, item in found.items()) + "}"


def _notebook(cells: Sequence[tuple[str, str]]) -> bytes:
    notebook = {
        "cells": [_cell(index, kind, source) for index, (kind, source) in enumerate(cells)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1).encode()


def _cell(index: int, kind: str, source: str) -> dict[str, object]:
    cell: dict[str, object] = {
        "cell_type": kind,
        "id": f"cell-{index}",
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def export_panel(
    title: str,
    tables: Mapping[str, Callable[[], Rows]],
    notebook: Callable[[], bytes],
    *,
    slot: DeltaGenerator | None = None,
) -> None:
    """Draw the export popover. ``tables`` maps a name to what makes its rows; nothing is made before it is asked for.

    ``slot`` is where it goes: ``PageContext.export_slot`` for the heading, else the place of the call.
    """
    with (slot or st).popover("Export", type="tertiary", icon=":material/download:", key="el-export-panel"):
        for name, rows in tables.items():
            _download(f"{name} (CSV)", _csv_maker(rows), f"{_file_name(title)}-{_file_name(name)}.csv", "text/csv")
        _download("This page as a notebook", notebook, f"{_file_name(title)}.ipynb", "application/x-ipynb+json")
        # scripts/picture.js lists here the figures that are on the screen.
        st.html('<p class="el-sub">Figures as pictures</p><div class="el-pictures" data-el-pictures=""></div>')


def settings_html(values: Mapping[str, object]) -> str:
    """Return the unseen line of settings that pictures of this page carry: what is short enough to stand on a slide."""
    told = [
        f"{name.replace('_', ' ').lower()}: {value}"
        for name, value in values.items()
        if isinstance(value, str | int | float) and value != "" and len(str(value)) <= _SETTING_CHARS
    ]
    return f'<span hidden data-el-settings="{escape(", ".join(told))}"></span>'


def _download(label: str, data: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label, data, file_name, mime, on_click="ignore", type="tertiary", icon=":material/file_save:",
        key=f"el-download-{file_name}",
    )  # fmt: skip


def _csv_maker(rows: Callable[[], Rows]) -> Callable[[], bytes]:
    return lambda: csv_bytes(rows())


def _file_name(text: str) -> str:
    """Return lower-case letters, digits and hyphens."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return "-".join(words) or "embedlab"
