"""Who may import whom: the table of rooms, and a reader of imports that holds files to it.

Imports are read with `ast`, so nothing is run. "Eager" is what happens when a module is imported; "lazy" is
inside a function, or under `if TYPE_CHECKING`, and is how a library that is slow to import stays off the way
to the first figure.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Room:
    """What a room may import: other rooms, libraries at any time, libraries inside a function only."""

    rooms: frozenset[str] = frozenset()
    eager: frozenset[str] = frozenset()
    lazy: frozenset[str] = frozenset()


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


LAW = {
    "base": Room(),  # embedlab/*.py: errors, limits, palette, numbers as text, words and lines of a text, version
    "compute": Room(eager=_names("numpy"), lazy=_names("scipy sklearn umap bm25s ir_measures")),
    "figures": Room(eager=_names("numpy plotly")),
    "content": Room(eager=_names("numpy pydantic"), lazy=_names("pyarrow pypdf ir_measures")),
    "models": Room(
        rooms=_names("compute"),
        eager=_names("numpy onnxruntime tokenizers pydantic"),
        lazy=_names(
            "torch transformers sentence_transformers peft gensim onnx google safetensors pyarrow huggingface_hub "
            "filelock platformdirs psutil"
        ),
    ),
    "studies": Room(  # models and numbers meet here
        rooms=_names("models compute content"),
        eager=_names("numpy"),
        lazy=_names("pyarrow scipy sklearn bm25s filelock psutil qdrant_edge qdrant_client"),
    ),
    "ui": Room(
        rooms=_names("models compute figures content studies"),
        eager=_names("streamlit starlette numpy plotly"),
        lazy=_names("psutil"),
    ),
    "lessons": Room(
        rooms=_names("models compute figures content studies"),
        eager=_names("numpy plotly pydantic"),
        lazy=_names("pyarrow reportlab"),
    ),
    "screens": Room(  # what a lesson draws: lessons/<slug>/view*.py and the like
        rooms=_names("models compute figures content studies lessons ui"), eager=_names("streamlit numpy plotly")
    ),
    "cli": Room(
        rooms=_names("models compute content studies lessons"),
        eager=_names("typer numpy psutil"),
        lazy=_names("rich pyarrow"),
    ),
    "main": Room(rooms=_names("cli")),  # python -m embedlab
    "pages": Room(rooms=_names("ui lessons screens"), eager=_names("streamlit")),
}
"""Every room may also import "base" and the standard library."""

PAGE_LINES = 150

SCREENS = _names("lesson inputs found view")
"""First words of the modules of a lesson that may import Streamlit: the others must work without a page."""

_BASE = _names("errors limits palette numbers_text text_lines words")
_HIDING_MODULES = _names("importlib runpy pkgutil builtins imp zipimport")
_HARMLESS_MODULES = ("importlib.metadata", "importlib.resources")
_HIDING_NAMES = _names("__import__ import_module exec eval")
_MAY_HIDE = ("embedlab.ui.warm_up",)
"""Imports at the start of the server what the page files import, whichever pages there are."""


@dataclass(frozen=True)
class Import:
    """One imported name, made absolute: "embedlab.models.cards.ModelCard", "numpy"."""

    target: str
    line: int
    lazy: bool


def violations(root: Path) -> list[str]:
    """Return a line for each import, hidden import, circle or overlong page under `root` against the law."""
    found: list[str] = []
    graph: dict[str, set[str]] = {}
    files = {_module_of(path, root): path for path in python_files(root)}
    for module, path in files.items():
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = list(imports_in(tree, module if path.name == "__init__.py" else module.rpartition(".")[0]))
        graph[module] = {target for item in imports if (target := _file_of(item.target, files))} - {module}
        found += [f"{name}:{line} {text}" for line, text in _wrong_imports(module, imports)]
        if module not in _MAY_HIDE:
            found += [f"{name}:{line} {text}" for line, text in _hidden_imports(tree)]
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if module.startswith("pages.") and lines >= PAGE_LINES:
            found.append(f"{name} has {lines} lines, a page stays under {PAGE_LINES}")
    found += [f"circle: {' -> '.join(circle)}" for circle in _circles(graph)]
    return list(dict.fromkeys(found))  # an import of many names is one offence


def python_files(root: Path) -> list[Path]:
    """Return the files that the law governs."""
    return [*root.glob("app.py"), *sorted(root.glob("pages/**/*.py")), *sorted(root.glob("embedlab/**/*.py"))]


def room_of(target: str) -> str:
    """Return the room of a module or imported name: "embedlab.ui.page" -> "ui", "app" -> "pages"."""
    first, *rest = target.split(".")
    if first in ("app", "pages"):
        return "pages"
    if rest[:1] == ["__main__"]:
        return "main"
    if rest[:1] == ["lessons"] and len(rest) > 2 and rest[2].split("_")[0] in SCREENS:
        return "screens"
    inside_a_folder = len(rest) > 1 and rest[0] not in _BASE
    return rest[0] if rest and (rest[0] in LAW or inside_a_folder) else "base"


def lesson_of(target: str) -> str | None:
    """Return the slug of the lesson that a module belongs to: "embedlab.lessons.home.view" -> "home"."""
    parts = target.split(".")
    return parts[2] if parts[:2] == ["embedlab", "lessons"] and len(parts) > 2 else None


def imports_in(node: ast.AST, package: str, lazy: bool = False) -> Iterator[Import]:
    """Yield every import below a node; `package` is what a relative import starts from."""
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, node.lineno, lazy) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        yield from (Import(f"{base}.{alias.name}".removesuffix(".*"), node.lineno, lazy) for alias in node.names)
    inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    typing_only = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    for child in ast.iter_child_nodes(node):
        yield from imports_in(child, package, lazy or inside or typing_only)


def _wrong_imports(module: str, imports: list[Import]) -> Iterator[tuple[int, str]]:
    room = room_of(module)
    law = LAW.get(room)
    if law is None:
        yield 1, f"lies in {room}, a room that the law does not know"
        return
    for item in imports:
        library = item.target.partition(".")[0]
        if library in ("embedlab", "pages", "app"):
            other = room_of(item.target)
            if lesson_of(item.target) and lesson_of(module) and lesson_of(item.target) != lesson_of(module):
                yield item.line, f"the lesson {lesson_of(module)} imports the lesson {lesson_of(item.target)}"
            elif other not in {room, "base"} | law.rooms:
                yield item.line, f"{room} imports the room {other}"
        elif library in law.lazy and not item.lazy:
            yield item.line, f"{room} imports {library} outside a function"
        elif library not in sys.stdlib_module_names | law.eager | law.lazy:
            yield item.line, f"{room} imports {library}"


def _hidden_imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for item in imports_in(tree, ""):
        harmless = item.target.startswith(_HARMLESS_MODULES)
        if item.target.partition(".")[0] in _HIDING_MODULES and not harmless:
            yield item.line, f"hides an import behind {item.target}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _HIDING_NAMES:
            yield node.lineno, f"hides an import behind {node.id}"
        elif isinstance(node, ast.Attribute) and node.attr in ("__import__", "import_module"):
            yield node.lineno, f"hides an import behind {node.attr}"
        elif isinstance(node, ast.Constant) and node.value in ("__import__", "import_module"):
            yield node.lineno, f"hides an import behind the text {node.value}"


def _module_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _file_of(target: str, files: dict[str, Path]) -> str | None:
    """Return the module that an imported name lives in: itself, or what holds it."""
    while target and target not in files:
        target = target.rpartition(".")[0]
    return target or None


def _circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the circles that a depth-first walk closes, each as a list that ends where it starts."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(module: str, trail: list[str]) -> None:
        if module in trail:
            found.append([*trail[trail.index(module) :], module])
        elif module not in done:
            for target in sorted(graph.get(module, ())):
                walk(target, [*trail, module])
            done.add(module)

    for module in graph:
        walk(module, [])
    return found
