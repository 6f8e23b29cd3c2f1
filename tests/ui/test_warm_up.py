"""The start of the server: what is read before the first visitor, what a browser is told, and who waits."""

import asyncio
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from embedlab.content.pages import load_pages
from embedlab.ui import warm_up
from tests.kit.browser.server import Server

HEAVY = {"torch", "transformers", "sentence_transformers", "gensim", "umap", "sklearn", "scipy", "pandas", "pyarrow"}

COLD = """
import asyncio, gc, sys, threading
from embedlab.ui.warm_up import warmed_up

async def start():
    async with warmed_up(None):
        [thread.join() for thread in threading.enumerate() if thread.name == "embedlab-warm-up"]

asyncio.run(start())
print(*sys.modules)
print(gc.get_freeze_count())
print(len(gc.get_objects()))
from embedlab.models.runtime import shared_runtime
from embedlab.models.runtime.collector import set_aside
print(shared_runtime().after_change is set_aside)
"""


@pytest.fixture(scope="module")
def warmed(root: Path) -> list[str]:
    """What a process that has just warmed up says of itself, line by line."""
    done = subprocess.run([sys.executable, "-c", COLD], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_first_visitor_finds_every_page_and_the_charts_imported(warmed: list[str]) -> None:
    lessons = {f"embedlab.lessons.{page.slug}" for page in load_pages() if page.ready}
    assert {*lessons, "embedlab.ui.page", "plotly.graph_objs._scatter"} <= set(warmed[0].split())


def test_nothing_heavy_is_imported_on_the_way_to_a_first_figure(warmed: list[str]) -> None:
    assert set(warmed[0].split()) & HEAVY == set()


def test_what_was_read_is_out_of_the_collector_s_sight(warmed: list[str]) -> None:
    assert int(warmed[1]) > 50_000
    assert int(warmed[2]) < 2_000


def test_models_that_come_later_are_set_aside_too(warmed: list[str]) -> None:
    assert warmed[3] == "True"


def answer_to(url: str) -> tuple[str, bytes]:
    """The Link header of an answer, and its body."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as answer:
        return answer.headers.get("link", ""), answer.read()


@pytest.mark.parametrize("page", ["", "static_or_contextual"])
def test_a_page_names_the_script_of_the_charts(server: Server, page: str) -> None:
    link, _ = answer_to(f"{server.url}/{page}")
    assert link.endswith(">; rel=modulepreload")
    none, script = answer_to(f"{server.url}/{link.partition('>')[0].removeprefix('<./')}")
    assert none == ""
    assert b"plotly" in script
    assert b"<html" not in script[:1000]


def test_a_visitor_waits_for_a_server_that_warms_up_and_a_file_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        order.append(scope["type"])

    async def nothing(*_: Any) -> None:
        return None

    async def arrive() -> None:
        door = warm_up.FrontDoor(application, links="")
        visitor = asyncio.create_task(door({"type": "websocket"}, nothing, nothing))
        await asyncio.sleep(0.05)
        await door({"type": "http"}, nothing, nothing)
        order.append("warm")
        warm_up._warm.set()
        await visitor

    monkeypatch.setattr(warm_up, "_warm", type(warm_up._warm)())
    asyncio.run(arrive())
    assert order == ["http", "warm", "websocket"]


def test_a_warm_up_that_fails_is_logged_and_lets_visitors_in(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("a page cannot be read")

    monkeypatch.setattr(warm_up, "_warm", type(warm_up._warm)())
    monkeypatch.setattr(warm_up, "import_pages", fail)
    warm_up.warm_up()
    assert warm_up._warm.is_set()
    assert "a page cannot be read" in caplog.text
