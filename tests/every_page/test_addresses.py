"""Whatever an address says of a page's keys, it is ignored or explained: no value of any key breaks a page."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import load_page
from tests.every_page import READY
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import SECONDS, all_parts, alternatives, bodies, lesson_page

every_page = pytest.mark.parametrize("slug", READY)
WIDGETS = ("selectbox", "slider", "text_input", "text_area", "toggle", "radio", "number_input", "button_group",
           "multiselect", "select_slider")  # fmt: skip
OF_ALL_PAGES = ("guess", "teach", "hide")
VALUES: tuple[str | list[str], ...] = (
    "", "1e309", "-1e309", "nan", "-1", "0", "1.5", "-0", "9" * 30, "9" * 5_000, "\u0663", "½", "\U0001d7d9", "\x00",
    "<b>x</b>", "x" * 5_000, "true", "None", "['a', 'b']", "1,2,3", "..", "%00", ["a", "b"], ["1", "2"], ["", ""],
    ["nan", "1e309"],
)  # fmt: skip
"""Nothing, more than any number, what is no number, what only looks like one, markup, lists, and a key said twice."""
MIXED = 5
"""Runs of a page in which each key has another of these values."""

Address = Mapping[str, str | list[str]]


def keys(app: AppTest) -> set[str]:
    """The keys of all inputs, which are their names in the address, and of all charts."""
    found = {widget.key for kind in WIDGETS for widget in app.get(kind)}
    return {key for key in found if key and not key.startswith("el-")} | set(alternatives(app))


def named_in_code(slug: str) -> set[str]:
    """The names that the code of a lesson gives to its keys, whether or not their inputs are on the screen now."""
    calls = ("KEYS", "KEYS.bound", "KEYS.bound_number", "KEYS.part", "keys", "keys.bound")
    found = set()
    for path in [*(ROOT / "embedlab" / "lessons" / slug).glob("*.py"), ROOT / "embedlab" / "ui" / "search_panel.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in calls and node.args:
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    found.add(f"{slug}-{name.value}")
    return found


def all_keys(slug: str) -> list[str]:
    return sorted(keys(lesson_page(slug)) | named_in_code(slug) | set(OF_ALL_PAGES) | {f"{slug}-run"})


def opened(slug: str, address: Address) -> AppTest:
    """The page with this address, all its parts open."""
    app = AppTest.from_file(str(ROOT / Path(load_page(slug).file)), default_timeout=SECONDS)
    for name, value in {**address, **{f"{slug}-open-{part}": "true" for part in all_parts(slug)}}.items():
        app.query_params[name] = value
    return app.run()


def smallest(slug: str, address: Address) -> Address:
    """The part of an address that still breaks the page, found by halves."""
    pairs = list(address.items())
    while len(pairs) > 1:
        halves = (pairs[: len(pairs) // 2], pairs[len(pairs) // 2 :])
        broken = next((half for half in halves if opened(slug, dict(half)).exception), None)
        if broken is None:
            break
        pairs = broken
    return dict(pairs)


def survives(slug: str, address: Address) -> None:
    app = opened(slug, address)
    if app.exception:
        told = [f"{fault.value}\n{fault.stack_trace}" for fault in app.exception]
        pytest.fail(f"{smallest(slug, address)} breaks the page: {told}")
    assert f"<h1>{load_page(slug).heading}</h1>" in bodies(app)


@every_page
def test_every_key_begins_with_the_name_of_the_page(slug: str) -> None:
    # A bound value stays with its key from page to page: a shared key would carry a text into another field.
    found = keys(lesson_page(slug))
    assert found
    assert [key for key in found if not key.startswith(f"{slug}-")] == []


@every_page
def test_no_value_in_its_address_breaks_it(slug: str) -> None:
    named = all_keys(slug)
    for value in ("", "1e309"):
        survives(slug, dict.fromkeys(named, value))
    for run in range(MIXED):
        # A step that shares no factor with their number, so that neighbouring keys meet all kinds of values.
        survives(slug, {key: VALUES[(5 * place + 7 * run) % len(VALUES)] for place, key in enumerate(named)})


@every_page
def test_neither_does_an_address_of_a_hundred_thousand_letters(slug: str) -> None:
    first = next(iter(sorted(keys(lesson_page(slug)))))
    survives(slug, {first: "x" * 100_000})
