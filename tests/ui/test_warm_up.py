"""The start of the server: what is read and run before the first visitor, and what never is."""

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from embedlab.content.pages import load_pages
from embedlab.ui import warm_up
from tests.kit.browser.server import Server
from tests.kit.pages.visitor import visitor

HEAVY = {"torch", "transformers", "sentence_transformers", "gensim", "umap", "sklearn", "scipy", "pandas", "pyarrow"}

# The server's side of a start: what `streamlit run app.py` does, but for the sockets.
START = """
import asyncio, gc, sys
from app import app
from embedlab.models.runtime import shared_runtime
from embedlab.models.runtime.collector import set_aside

async def start():
    messages, started = asyncio.Queue(), asyncio.Event()
    messages.put_nowait({"type": "lifespan.startup"})
    async def send(message):
        started.set()
    server = asyncio.create_task(app({"type": "lifespan", "state": {}}, messages.get, send))
    await started.wait()
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_coro().__name__ == "warm_up"))
    print(*sys.modules)
    print(gc.get_freeze_count())
    print(len(gc.get_objects()))
    print(shared_runtime().after_change is set_aside, shared_runtime().report().loaded)
    messages.put_nowait({"type": "lifespan.shutdown"})
    await server

asyncio.run(start())
"""


@pytest.fixture(scope="module")
def started(root: Path) -> list[str]:
    """What a server that has just warmed up says of itself, line by line."""
    done = subprocess.run([sys.executable, "-c", START], cwd=root, capture_output=True, text=True, check=True)
    assert "could not warm up" not in done.stderr
    return done.stdout.splitlines()


def test_the_first_visitor_finds_every_page_and_the_charts_imported(started: list[str]) -> None:
    lessons = {f"embedlab.lessons.{page.slug}.lesson" for page in load_pages() if page.ready}
    assert {*lessons, "embedlab.ui.lesson_page", "plotly.graph_objs._scatter"} <= set(started[0].split())


def test_nothing_heavy_is_imported_on_the_way_to_a_first_figure(started: list[str]) -> None:
    assert set(started[0].split()) & HEAVY == set()


def test_what_was_read_is_out_of_the_collector_s_sight(started: list[str]) -> None:
    frozen, looked_at = int(started[1]), int(started[2])
    assert frozen > 50_000
    assert looked_at < frozen / 2  # the pages that were imported after the first


def test_no_model_is_loaded_and_those_that_come_are_set_aside(started: list[str]) -> None:
    assert started[3] == "True ()"


def test_whoever_is_accepted_is_written_to_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        warm_up.answer_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_visitor_after_the_warm_up_is_served(server: Server) -> None:
    with visitor(server.url) as session:
        assert session.open().exceptions == []
    assert "could not warm up" not in server.output()


def test_a_warm_up_that_fails_is_logged_and_lets_visitors_in(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a page cannot be read")

    usual = sys.getswitchinterval()
    monkeypatch.setattr(warm_up, "WARM", asyncio.Event())
    monkeypatch.setattr(warm_up, "import_pages", fail)
    asyncio.run(warm_up.warm_up())
    assert warm_up.WARM.is_set()
    assert sys.getswitchinterval() == usual
    assert "a page cannot be read" in caplog.text
