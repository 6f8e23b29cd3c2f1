"""A lesson made by the script is a whole lesson: it keeps every law, runs, and is tested by its line in pages.toml."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.new_lesson import create, remove

SLUG = "scratch_lesson"
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider")
WALKS_PAGES = (
    "tests/every_page/test_page_alone.py", "tests/every_page/test_export.py", "tests/content/test_pages.py",
    "tests/content/test_lesson_text.py", "tests/test_names.py",
)  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """The project without its weights, which are linked: a test must not leave a lesson in the project itself."""
    place = tmp_path / "project"
    leave = shutil.ignore_patterns(".git", ".venv", "models.npz", "__pycache__", ".*_cache", "fonts")
    for name in ("embedlab", "pages", "tests", "scripts", "benchmarks", ".streamlit"):
        shutil.copytree(root / name, place / name, ignore=leave)
    (place / "assets").mkdir()
    for path in (root / "assets").iterdir():
        if path.name in ("lessons", "pages.toml"):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, place / "assets" / path.name)
        else:
            (place / "assets" / path.name).symlink_to(path)
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(root / name, place / name)
    return place


def passes(copy: Path, *arguments: str) -> str:
    """Run a tool of this environment in the copy; what it says when it does not pass, else nothing."""
    environment = os.environ | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"{done.stdout[-3_000:]}\n{done.stderr[-1_000:]}"


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if "_cache" not in str(path)}


def test_a_new_lesson_passes_everything_that_a_lesson_must(copy: Path) -> None:
    before = tree(copy)
    made = create(SLUG, "Scratch lesson", copy)
    folders = {path.relative_to(copy).parent.as_posix() for path in made}
    assert folders == {"pages", f"assets/lessons/{SLUG}", f"embedlab/lessons/{SLUG}", f"tests/lessons/{SLUG}"}
    assert passes(copy, "ruff", "check", "-q", ".") == ""
    assert passes(copy, "mypy", f"embedlab/lessons/{SLUG}", f"pages/{SLUG}.py") == ""
    assert passes(copy, *PYTEST, *WALKS_PAGES, f"tests/lessons/{SLUG}", "-k", SLUG) == ""
    assert passes(copy, *PYTEST, "tests/test_import_law.py", "-k", "keeps_the_law") == ""
    remove(SLUG, copy)
    assert tree(copy) == before


@pytest.mark.parametrize("slug", ["Own", "own-corpus", "1st", "a b", "", "../x"])
def test_what_is_no_slug_is_refused(slug: str, copy: Path) -> None:
    with pytest.raises(ValueError, match="is no slug"):
        create(slug, "x", copy)


def test_a_taken_slug_is_refused(copy: Path) -> None:
    with pytest.raises(ValueError, match="There is a page called home already"):
        create("home", "Home", copy)
