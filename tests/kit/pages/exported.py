"""What a page offers to take away, caught at the one door through which every export goes."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.models.catalog import bundled_cards, card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.public_models import TOWERS, public_name
from embedlab.studies.rows import Rows
from embedlab.ui import lesson_page as skeleton
from tests.kit.pages import run_notebooks
from tests.kit.pages.screen import lesson_page

SECONDS = 300


@dataclass(frozen=True)
class Exported:
    """The page, its tables by name, and its notebook."""

    app: AppTest
    tables: Mapping[str, Callable[[], Rows]]
    notebook: bytes


def exported(slug: str, monkeypatch: pytest.MonkeyPatch, **parameters: str | list[str]) -> Exported:
    """Run a page and return what its export panel was given."""
    caught: list[tuple[Mapping[str, Callable[[], Rows]], Callable[[], bytes]]] = []

    def panel(
        _: str,
        tables: Callable[[], Mapping[str, Callable[[], Rows]]],
        notebook: Callable[[], Callable[[], bytes]],
        **__: Any,
    ) -> None:
        caught.append((tables(), notebook()))

    monkeypatch.setattr(skeleton, "export_panel", panel)
    app = lesson_page(slug, **parameters)
    tables, notebook = caught[-1]
    return Exported(app, tables, notebook())


def run_alone(notebooks: Sequence[bytes], folder: Path) -> list[dict[str, Any]]:
    """Run notebooks without EmbedLab and without a network, on the weights that are here; what each came to.

    In the cell of parameters, the name of a model becomes the folder that holds its weights on this machine.
    """
    paths = [folder / f"{number}.ipynb" for number in range(len(notebooks))]
    for path, notebook in zip(paths, notebooks, strict=True):
        tables = path.with_suffix("")
        tables.mkdir()
        path.write_text(json.dumps(_on_weights_here(json.loads(notebook), tables)), encoding="utf-8")
    command = [sys.executable, "-I", run_notebooks.__file__, *map(str, paths)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1"},  # beside other tests, more threads wait for each other
    )  # fmt: skip
    assert not done.returncode, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return list(found.values())


def _on_weights_here(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    typed = "".join(cell["source"])
    source = typed
    store = shared_runtime().store
    for public, model in _local_models().items():
        if repr(public) in source:
            here = _table(model, typed, folder) if public.endswith(".gz") else store.folder(card(model))
            source = source.replace(repr(public), repr(str(here)))
    cell["source"] = source.splitlines(keepends=True)
    return notebook


def _local_models() -> dict[str, str]:
    """By public name: the model whose weights stand for it here."""
    towers = ("two-tower-question-embedlab", "two-tower-passage-embedlab")
    known = {entry.id for entry in bundled_cards() if entry.tower in (None, "both")}
    return {public_name(model): model for model in known} | dict(zip(TOWERS, towers, strict=True))


def _table(model: str, text: str, folder: Path) -> Path:
    """The words of a text with their vectors, as the word2vec format has them."""
    table = shared_runtime().table(card(model))
    # As a notebook may look them up: bare words, and words as this table was trained to cut them, "n't" for one.
    named = (*re.findall(r"\w+", text), *(read.name for read in table.read(text)), "n't")
    words = {form for word in named for form in (word, word.lower())}
    rows = {word: table.vectors[row] for word in words if (row := table._rows.get(word)) is not None}
    path = folder / f"{model}.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(f"{len(rows)} {table.dimension}\n")
        file.writelines(f"{word} {' '.join(map(str, np.asarray(row).tolist()))}\n" for word, row in rows.items())
    return path
