"""Servers and browsers for the measurements: the harness of the browser tests, with clocks inside the page."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.kit.browser.chromium import find_chromium
from tests.kit.browser.page import settle
from tests.kit.browser.server import ROOT, Server, running_server

__all__ = [
    "APP",
    "BARE_LAYER",
    "BARE_PAGE",
    "BARE_QUERY",
    "BARE_RANKS",
    "LESSON",
    "ROOT",
    "chromium",
    "open_page",
    "served",
    "settle",
]

APP = ROOT / "app.py"
BARE_PAGE = ROOT / "benchmarks" / "_bare_page.py"
BARE_LAYER = ROOT / "benchmarks" / "_bare_layer.py"
BARE_QUERY = ROOT / "benchmarks" / "_bare_query.py"
BARE_RANKS = ROOT / "benchmarks" / "_bare_ranks.py"
LESSON = "static_or_contextual"
"""The address of lesson 1."""

_CLOCKS = (Path(__file__).parent / "_watch.js").read_text(encoding="utf-8")
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@contextlib.contextmanager
def served(script: Path) -> Iterator[Server]:
    """Serve a Streamlit script until the block ends."""
    with tempfile.TemporaryDirectory() as folder, running_server(script, Path(folder)) as server:
        yield server


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium with an empty profile until the block ends.

    Raises RuntimeError when there is none.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError("there is no Chromium: `make test` installs one, or name yours with EMBEDLAB_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def open_page(browser: Browser) -> Page:
    """Return an empty page of 1280 x 800 whose clocks start with whatever it is sent to."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(_CLOCKS)
    return page
