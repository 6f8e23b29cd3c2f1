"""The requirements file tells the truth: what the code imports is pinned, and what is pinned is explained."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.environment import RUN, TEST, normal_name, requirement_text


def pinned(path: Path) -> set[str]:
    return {normal_name(line.split("==")[0]) for line in requirement_text(path).splitlines()}


def imported(folders: list[Path]) -> set[str]:
    """Top-level names of every import, also those inside functions."""
    names = set()
    for path in [file for folder in folders for file in folder.rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"embedlab", "tests", "scripts", "benchmarks"}


@pytest.mark.parametrize(
    ("folders", "requirements"), [(["embedlab", "pages"], RUN), (["embedlab", "pages", "tests"], TEST)]
)
def test_every_imported_library_is_pinned(root: Path, folders: list[str], requirements: Path) -> None:
    owners = packages_distributions()
    found = imported([root / folder for folder in folders])
    assert "numpy" in found
    loose = {name for name in found if not {normal_name(o) for o in owners.get(name, [])} & pinned(requirements)}
    assert loose == set()


def test_every_pinned_library_is_explained_with_its_licence(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w, -]+?) \| \S.* \| \S.* \|$", text, flags=re.MULTILINE)
    explained = {normal_name(name) for row in rows for name in row.split(", ")}
    assert pinned(TEST) - explained == set()
