"""One name for every lesson and one for every module, names that say what a function does, and small files."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.every_page import READY
from tests.import_law import SCREENS, python_files

FILE_LINES, FUNCTION_LINES, KIT_LINES = 250, 60, 2_500
PLAIN = {"examples", "study", "facts", "shipped", "export"}
"""First words of the modules of a lesson that work without a page."""

DRAWING = ("draw", "choose", "chosen", "find")
"""How the name of a function begins that draws, or reads what the visitor chose."""

OTHER_WORDS = {"bill": "cost", "bills": "cost", "heat": "temperature", "holders": "document frequency",
               "strangers": "random negatives"}  # fmt: skip
"""Words that stood for one thing beside the field's own word for it."""
ANOMALIES = {"strangers"}
"""In lesson 9 a stranger is a text that was put among texts of another class, and no random negative."""


def sources(root: Path) -> list[Path]:
    others = (path for folder in ("scripts", "benchmarks", "tests") for path in (root / folder).rglob("*.py"))
    return [*python_files(root), *others]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def words(name: str) -> set[str]:
    return set(name.strip("_").lower().split("_"))


def test_no_file_and_no_function_is_long(root: Path) -> None:
    files = {path: path.read_text(encoding="utf-8").count("\n") for path in sources(root)}
    assert {str(path): lines for path, lines in files.items() if lines > FILE_LINES} == {}
    long = {
        f"{path}:{function.name}": length
        for path in files
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_the_kit_of_the_pages_stays_small(root: Path) -> None:
    kit = (root / "embedlab" / "ui").rglob("*.py")
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in kit) <= KIT_LINES


def test_a_module_name_occurs_once_outside_the_lessons(root: Path) -> None:
    modules = [path for path in (root / "embedlab").rglob("*.py") if "lessons" not in path.parts]
    names = Counter(path.stem for path in modules if not path.stem.startswith("__"))
    assert {name for name, count in names.items() if count > 1} == set()


@pytest.mark.parametrize("slug", READY)
def test_a_lesson_is_made_of_the_modules_that_every_lesson_has(slug: str, root: Path) -> None:
    modules = {path.stem for path in (root / "embedlab" / "lessons" / slug).glob("*.py")} - {"__init__"}
    assert {"lesson", "inputs", "view", "facts", "export"} <= modules
    assert {name for name in modules if name.split("_")[0] not in PLAIN | SCREENS} == set()


@pytest.mark.parametrize("slug", READY)
def test_what_a_function_of_a_screen_does_is_in_its_name(slug: str, root: Path) -> None:
    wrong = []
    for path in (root / "embedlab" / "lessons" / slug).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            touches = any(isinstance(node, ast.Name) and node.id == "st" for node in ast.walk(function))
            name, public = function.name, not function.name.startswith("_")
            pure = name.endswith(("_sentence", "_html"))
            if pure and touches:
                wrong.append(f"{path.name}:{name} draws, though its name says that it is pure")
            if path.stem.startswith("view") and public and touches and not name.startswith(DRAWING):
                wrong.append(f"{path.name}:{name} draws, and its name does not say so")
            if name.startswith("find_") and public and path.stem not in ("found", "view") and touches:
                wrong.append(f"{path.name}:{name} belongs into found.py")
    assert wrong == []


def test_one_word_stands_for_one_thing(root: Path) -> None:
    wrong = []
    for path in python_files(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = getattr(node, "name", None) or getattr(node, "arg", None)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            if not isinstance(name, str):
                continue
            bad = words(name) & set(OTHER_WORDS) - (ANOMALIES if "uses" in path.parts else set())
            wrong += [f"{path}:{getattr(node, 'lineno', 0)} {name}: say {OTHER_WORDS[word]}" for word in bad]
    assert wrong == []
