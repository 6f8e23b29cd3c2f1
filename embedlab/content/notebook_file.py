"""The notebook of a lesson: a file that lints and runs, with what a page shows in its cell of parameters."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from embedlab.content.toml_records import ASSETS

_LINE: Final = 100
"""Characters of a literal that are read at a glance."""


def notebook_of(slug: str, values: Mapping[str, object]) -> bytes:
    """Return the notebook of a lesson (nbformat 4.5, UTF-8 JSON) with ``values`` in its cell of parameters.

    The notebook is a real file, ``assets/lessons/<slug>/notebook.py``, that lints and runs: cells begin with
    ``# %%``, prose with ``# %% [markdown]``. The cell ``# %% parameters`` keeps its comments and is else written anew,
    one literal for each of its names, so that a visitor's text stays a text and cannot run. A value that can be called
    is asked only now: what a part of the page shows may have changed since the panel was opened.

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
