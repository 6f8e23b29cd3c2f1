"""Fixtures that every test may use: the project's folder, the real weights, servers, and a browser.

Tests in a browser run last, whatever folder they are in: Playwright's loop, once running, would break any later
test that starts an event loop of its own.
"""

import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from embedlab.content import toml_records
from embedlab.content.pages import load_pages
from embedlab.models.catalog import bundled_cards
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from tests.kit.browser.chromium import NoBrowserError, find_chromium
from tests.kit.browser.server import ROOT, Server, running_server

Scheme = Literal["light", "dark"]

LAUNCH_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser cannot reach another machine either; what it asks for is still seen by outside_requests().
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests bring as collections apart from those of whoever works on this machine."""
    folder = tempfile.mkdtemp(prefix="embedlab-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["EMBEDLAB_COLLECTIONS"] = folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that takes a browser page, so that `-m "not browser"` leaves them out, and put them last."""
    for item in items:
        if {"page", "new_page", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def write_asset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put a text of the test's own in the place of every asset: ``write_asset("axes.toml", text)``."""
    load_pages()  # what others read on their way must be in memory: it is not in the test's folder

    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr(toml_records, "ASSETS", tmp_path)

    return write


@pytest.fixture(scope="session")
def bundled_weights() -> None:
    """The whole bundled set is in the store, fetched now if it was not."""
    store = Store(read_settings().home)
    for card in bundled_cards():
        store.ensure(card)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put what the servers printed under a failed test: a page never shows the traceback itself."""
    report = yield
    if report.failed:
        servers = [value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Server)]
        report.sections += [(f"server {server.url}", server.output()[-5_000:]) for server in servers]
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server of the whole app, shared by the tests that do not need a fresh one."""
    with running_server(ROOT / "app.py", tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers that no one has visited: ``fresh_server(script=app.py, environment={})``."""
    numbers = itertools.count()
    with contextlib.ExitStack() as servers:

        def start(script: Path = ROOT / "app.py", environment: dict[str, str] | None = None) -> Server:
            folder = tmp_path / f"server-{next(numbers)}"
            folder.mkdir()
            return servers.enter_context(running_server(script, folder, environment))

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    try:
        path = find_chromium()
    except NoBrowserError as problem:
        pytest.fail(str(problem))
    assert path, "there is no Chromium: `make test` installs one, or name yours with EMBEDLAB_CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=LAUNCH_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in browser profiles of their own: ``new_page(width=1280, height=800, scheme="light")``.

    Whatever a test does there, nothing that the product needs may be forbidden by the policy that it sends.
    """
    refused: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    with contextlib.ExitStack() as contexts:

        def open_page(width: int = 1280, height: int = 800, scheme: Scheme = "light", **options: Any) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB", **options
            )
            contexts.callback(context.close)
            context.on("console", listen)
            return context.new_page()

        yield open_page
    assert refused == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A fresh page of 1280 x 800, light."""
    return new_page()
