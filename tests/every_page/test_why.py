"""*Why* shows the functions that ran: when one of them is changed, what the page shows and the panel both follow."""

import ast
import inspect
import shutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.models.runtime import shared_runtime
from embedlab.models.training import shared_trainer
from embedlab.studies import shipped_store
from embedlab.studies.remembered import RESULTS
from tests.every_page import READY
from tests.kit.pages.live import USUAL, WAYS
from tests.kit.pages.screen import figures, lesson_page

Function = Callable[..., Any]

OTHER_RESULT: dict[str, Callable[[Any], Any]] = {
    "rank": lambda ranking: replace(ranking, ranks=ranking.ranks[::-1].copy()),
    "match_ranks": lambda ranks: ranks + 10,
    "coarse_to_fine": lambda found: replace(found, top_1=found.top_1 / 2),
    "class_loss": lambda found: (found[0], *(-gradient for gradient in found[1:])),
}
"""Where half of each number is no result, or the same one: ranks are whole and begin at 1, k is what was asked for, and
Adam takes the same step whatever a gradient is scaled by."""
REMEMBERED = {"splade_weights": "splade-tiny"}
"""Functions whose results the runtime keeps, and the model it keeps them for."""


def functions_of(slug: str) -> tuple[Function, ...]:
    found: tuple[Function, ...] = import_module(f"embedlab.lessons.{slug}.lesson").LESSON.functions
    return found


def other(value: Any) -> Any:
    """A result of the same kind with about half of every number; what is no number stays."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        # Never one factor for a whole vector: cosines and ranks would stay as they are.
        return (value * np.linspace(0.25, 0.75, value.shape[-1])).astype(value.dtype)
    if isinstance(value, int) and not isinstance(value, bool):
        return value // 2
    if isinstance(value, float):
        return value / 2
    if isinstance(value, tuple):
        return tuple(other(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: other(getattr(value, field.name)) for field in fields(value)})
    return value


class _Returns(ast.NodeTransformer):
    """``return x`` becomes ``return changed(x)``."""

    def visit_Return(self, node: ast.Return) -> ast.Return:
        assert node.value is not None
        return ast.Return(ast.Call(ast.Name("changed", ast.Load()), [node.value], []))


def changed_code(function: Function, file: Path) -> CodeType:
    """Write a copy of a function that returns something else into ``file``, and compile it from there."""
    tree = _Returns().visit(ast.parse(textwrap.dedent(inspect.getsource(function))))
    file.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
    module = compile(file.read_text(encoding="utf-8"), str(file), "exec", dont_inherit=True)
    return next(code for code in module.co_consts if isinstance(code, CodeType))


def forget(function: Function | None = None) -> None:
    """Drop what pages and trainings, and the runtime for this function, remember."""
    RESULTS.clear()
    shipped_store._read.cache_clear()  # records work out some of their numbers once
    shared_trainer.cache_clear()  # the same training would not be run again
    if function is not None and function.__name__ in REMEMBERED:
        shared_runtime().cache.forget(REMEMBERED[function.__name__])


def live(slug: str) -> AppTest:
    """The page with every part open, worked out now."""
    way = WAYS.get(slug, USUAL)
    return way.act(lesson_page(slug, session=way.session(), **way.address))


def shown(app: AppTest) -> set[str]:
    """What a page draws by itself, and its figures."""
    return {element.proto.body for element in app.get("html")} | {f"{k}: {f}" for k, f in figures(app).items()}


@cache
def steady(slug: str) -> frozenset[str]:
    """What an unchanged page shows every time it is worked out: all but milliseconds."""
    forget()
    once = shown(live(slug))
    forget()
    return frozenset(once & shown(live(slug)))


@pytest.fixture(autouse=True)
def only_what_no_page_works_out_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slug: str) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    way = WAYS.get(slug, USUAL)
    for name in way.ships:
        source = shipped_store.ASSETS / "lessons" / slug / "shipped" / f"{name}.npz"
        target = shipped_store.shipped_file(slug, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    way.prepare(monkeypatch)


@pytest.fixture
def calls(function: Function, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slug: str) -> Iterator[list[str]]:
    """Change a function for everybody who holds it; the names of those that were called since."""
    steady(slug)  # while nothing is changed yet
    called: list[str] = []
    change = OTHER_RESULT.get(function.__name__, other)

    def changed(result: Any) -> Any:
        called.append(function.__name__)
        return change(result)

    with monkeypatch.context() as patch:
        patch.setitem(function.__globals__, "changed", changed)
        patch.setattr(function, "__code__", changed_code(function, tmp_path / f"{function.__name__}.py"))
        forget(function)
        yield called
    forget(function)  # another test must not meet what was computed here


@pytest.mark.parametrize(
    ("slug", "function"),
    [
        pytest.param(slug, function, id=f"{slug}-{function.__name__}")
        for slug in READY
        for function in functions_of(slug)
    ],
)
def test_page_and_panel_follow_a_changed_function(
    slug: str, function: Function, calls: list[str], tmp_path: Path
) -> None:
    app = live(slug)
    assert calls, "the page does not run it"
    assert steady(slug) - shown(app), "nothing that is shown rests on it"
    source = (tmp_path / f"{function.__name__}.py").read_text(encoding="utf-8")
    assert "return changed(" in source
    assert source in [code.value for code in app.code]


@pytest.mark.parametrize("slug", READY)
def test_every_lesson_shows_a_function(slug: str) -> None:
    assert functions_of(slug)
