"""The house keeps its rooms apart: the import law holds, and the check that says so can fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.import_law import LAW, PAGE_LINES, python_files, room_of, violations

TOP_LEVEL = {
    *("app.py", "pages", "embedlab", "tests", "requirements.txt", "assets", "README.md"),
    *("Makefile", "pyproject.toml", ".streamlit", ".ci", "benchmarks", "scripts", "deploy"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore"),
}

SLOW = {"torch", "transformers", "sentence_transformers", "sklearn", "scipy", "umap", "gensim"}
NOT_LOADED = {
    "models": SLOW | {"streamlit", "plotly"},
    "compute": SLOW | {"streamlit", "plotly"},
    "figures": SLOW | {"streamlit"},
    "content": SLOW | {"streamlit", "plotly"},
    "cli": SLOW | {"streamlit", "plotly"},
    "ui": {"torch", "transformers", "sentence_transformers", "sklearn", "umap", "gensim"},
}


def test_every_import_keeps_the_law(root: Path) -> None:
    assert violations(root) == []


def test_the_check_reads_the_real_rooms(root: Path) -> None:
    read = {room_of(".".join(path.relative_to(root).with_suffix("").parts)) for path in python_files(root)}
    assert {"base", "models", "compute", "figures", "content", "lessons", "screens", "ui", "pages"} <= read


@pytest.mark.parametrize("room", NOT_LOADED)
def test_importing_a_whole_room_loads_nothing_slow_or_foreign(root: Path, room: str) -> None:
    """Independent of the table: what Python itself has loaded afterwards."""
    files = [path for path in python_files(root) if path.is_relative_to(root / "embedlab" / room)]
    names = [".".join(path.relative_to(root).with_suffix("").parts) for path in files]
    modules = [name.removesuffix(".__init__") for name in names]
    code = f"import sys, importlib\nfor m in {modules}: importlib.import_module(m)\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert modules
    assert set(run.stdout.split()) & NOT_LOADED[room] == set()


def test_the_top_level_holds_what_the_design_allows_and_nothing_else(root: Path) -> None:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z"], cwd=root, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of the files that belong to the project")
    names = {entry.partition("/")[0] for entry in listed.stdout.decode().split("\0") if entry}
    assert names - TOP_LEVEL == set()


def planted(tmp_path: Path, name: str, source: str) -> list[str]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return violations(tmp_path)


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("embedlab/models/a.py", "import streamlit", "models imports streamlit"),
        ("embedlab/models/a.py", "import torch", "models imports torch outside a function"),
        ("embedlab/models/a.py", "try:\n  import torch\nexcept ImportError: pass", "outside a function"),
        ("embedlab/models/a.py", "class A:\n  import torch", "models imports torch outside a function"),
        ("embedlab/models/a.py", "from embedlab.studies import words", "models imports the room studies"),
        ("embedlab/compute/a.py", "def f():\n  import torch", "compute imports torch"),
        ("embedlab/compute/a.py", "from sklearn.manifold import TSNE", "sklearn outside a function"),
        ("embedlab/compute/a.py", "from embedlab import models", "compute imports the room models"),
        ("embedlab/compute/b/a.py", "from ...models import cards", "compute imports the room models"),
        ("embedlab/compute/__init__.py", "from ..ui import page", "compute imports the room ui"),
        (
            "embedlab/figures/a.py",
            "from embedlab.compute.word_arithmetic import nearest",
            "figures imports the room compute",
        ),
        ("embedlab/figures/a.py", "import plotly, streamlit as st", "figures imports streamlit"),
        ("embedlab/content/a.py", "import plotly.graph_objects as go", "content imports plotly"),
        ("embedlab/lessons/a/study.py", "import streamlit as st", "lessons imports streamlit"),
        ("embedlab/lessons/a/facts.py", "from embedlab.lessons.a.view import f", "lessons imports the room screens"),
        ("embedlab/lessons/a/view.py", "from embedlab.lessons.b.study import f", "the lesson a imports the lesson b"),
        ("embedlab/ui/a.py", "from embedlab.lessons.b.study import f", "ui imports the room lessons"),
        ("embedlab/ui/a.py", "def f():\n  import torch", "ui imports torch"),
        ("embedlab/cli/a.py", "import streamlit", "cli imports streamlit"),
        ("embedlab/cli/a.py", "import embedlab.figures.maps", "cli imports the room figures"),
        ("embedlab/errors.py", "import numpy", "base imports numpy"),
        ("embedlab/__init__.py", "from embedlab.models import catalog", "base imports the room models"),
        ("pages/1_a.py", "import numpy as np", "pages imports numpy"),
        ("app.py", "def f():\n  import plotly", "pages imports plotly"),
        ("embedlab/tools/a.py", "", "lies in tools, a room that the law does not know"),
        ("embedlab/ui/a.py", "torch = __import__('torch')", "hides an import behind __import__"),
        ("embedlab/ui/a.py", "import importlib\nimportlib.reload", "hides an import behind importlib"),
        ("embedlab/ui/a.py", "from importlib import import_module as f", "behind importlib.import_module"),
        ("embedlab/ui/a.py", "import importlib.metadata\nimportlib.import_module('torch')", "import_module"),
        ("embedlab/ui/a.py", "getattr(__builtins__, '__import__')('torch')", "behind the text __import__"),
        ("embedlab/ui/a.py", "exec('import torch')", "hides an import behind exec"),
    ],
)
def test_a_planted_wrong_import_is_found(tmp_path: Path, name: str, source: str, complaint: str) -> None:
    found = planted(tmp_path, name, source)
    assert len(found) >= 1
    assert any(line.startswith(name) and complaint in line for line in found), found


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("embedlab/models/a.py", "import numpy, json\ndef f():\n  import torch"),
        ("embedlab/models/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  import torch"),
        (
            "embedlab/compute/a.py",
            "from embedlab.errors import InputError\nfrom embedlab import limits, __version__",
        ),
        ("embedlab/compute/a.py", "class A:\n  def f(self):\n    from scipy import stats"),
        ("embedlab/lessons/a/view_b.py", "import streamlit\nfrom embedlab.lessons.a.study import f"),
        ("embedlab/models/a.py", "from embedlab.compute import pooling"),
        ("embedlab/ui/a.py", "import streamlit\nfrom embedlab.models.cards import ModelCard"),
        ("embedlab/cli/a.py", "from importlib.metadata import version\nimport typer, embedlab.models"),
        ("embedlab/__main__.py", "from embedlab.cli import app"),
        ("pages/1_a.py", "import streamlit as st\nfrom embedlab.ui import page"),
    ],
)
def test_what_the_law_allows_passes(tmp_path: Path, name: str, source: str) -> None:
    assert planted(tmp_path, name, source) == []


def test_a_circle_is_found_even_within_a_room_and_inside_functions(tmp_path: Path) -> None:
    assert planted(tmp_path, "embedlab/compute/a.py", "from embedlab.compute.b import f") == []
    assert planted(tmp_path, "embedlab/compute/b.py", "def f():\n  from . import a") == [
        "circle: embedlab.compute.a -> embedlab.compute.b -> embedlab.compute.a"
    ]


def test_a_page_that_grows_too_long_is_found(tmp_path: Path) -> None:
    assert planted(tmp_path, "pages/1_a.py", "\n" * (PAGE_LINES - 1)) == []
    assert planted(tmp_path, "pages/1_a.py", "\n" * PAGE_LINES) == [
        "pages/1_a.py has 150 lines, a page stays under 150"
    ]


def test_the_rooms_themselves_form_no_circle() -> None:
    order = [
        *("base", "compute", "figures", "content", "models", "studies", "ui", "lessons", "screens", "cli", "main"),
        "pages",
    ]
    assert sorted(order) == sorted(LAW)
    for place, room in enumerate(order):
        assert LAW[room].rooms <= set(order[:place])
