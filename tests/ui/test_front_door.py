"""What stands before Streamlit's server: files from memory, the charts' script named early, and who waits."""

import asyncio
import tomllib
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from embedlab.limits import CORPUS_MB, UPLOAD_MB
from embedlab.ui import front_door
from embedlab.ui.headers import safety_headers
from tests.kit.browser.server import ROOT, Server

PAGE = Path(st.__file__).parent / "static"
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of an answer; names of headers with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with _LOCAL.open(urllib.request.Request(url, headers=named), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


@pytest.fixture(scope="module")
def script(server: Server) -> str:
    """The address of the charts' script, as a page names it."""
    _, headers, _ = ask(server.url)
    return f"{server.url}/{headers['link'].partition('>')[0].removeprefix('<./')}"


@pytest.mark.parametrize("page", ["", "static_or_contextual"])
def test_a_page_names_the_script_of_the_charts(server: Server, page: str) -> None:
    _, headers, body = ask(f"{server.url}/{page}", accept_encoding="gzip")
    assert "/static/js/PlotlyChart." in headers["link"]
    assert headers["link"].endswith("; rel=modulepreload; fetchpriority=low")
    assert headers["content-length"] is None or int(headers["content-length"]) == len(body)


def test_a_file_is_what_streamlit_ships_and_never_asked_for_again(script: str) -> None:
    status, headers, body = ask(script)
    assert status == 200
    assert body == (PAGE / "static" / "js" / script.rpartition("/")[2]).read_bytes()
    assert "javascript" in headers["content-type"]
    assert "immutable" in headers["cache-control"]
    assert headers["link"] is None


def test_a_part_of_a_file_can_be_asked_for(script: str) -> None:
    status, headers, body = ask(script, range="bytes=0-9")
    assert status == 206
    assert len(body) == 10
    assert headers["content-range"].startswith("bytes 0-9/")


@pytest.mark.parametrize("path", ["static/js/../../index.html", "static/js/..%2f..%2findex.html", "static/js/no.js"])
def test_no_other_file_can_be_reached(server: Server, path: str) -> None:
    _, headers, _ = ask(f"{server.url}/{path}")
    assert "immutable" not in (headers["cache-control"] or "")


@pytest.mark.parametrize("path", ["", "static_or_contextual", "_stcore/health", "component/nosuch/x", "script"])
def test_every_answer_says_what_a_browser_may_not_do(server: Server, script: str, path: str) -> None:
    _, headers, _ = ask(script if path == "script" else f"{server.url}/{path}")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert not {"*", "http:", "https:", "'unsafe-inline'", "'unsafe-eval'"} & set(policy["script-src"].split())
    assert not {"*", "http:", "https:", "ws:", "wss:"} & {source for part in policy.values() for source in part.split()}
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["metrics", "metrics/", "%6detrics", "agent/interact", "agent/mcp"])
def test_what_tells_of_the_server_is_closed(server: Server, path: str) -> None:
    status, _, body = ask(f"{server.url}/_stcore/{path}")
    assert (status, body) == (404, b"")


def test_the_server_itself_refuses_what_is_too_large_to_upload() -> None:
    """Streamlit refuses by this setting before it reads, and while it reads where no length was told."""
    served = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert served["maxUploadSize"] == max(UPLOAD_MB, CORPUS_MB)


def test_only_a_server_that_is_told_so_may_be_shown_in_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDLAB_FRAMES", "1")
    told = dict(safety_headers())
    assert b"frame-ancestors" not in told[b"content-security-policy"]
    assert b"x-frame-options" not in told


def test_a_wrong_setting_leaves_the_headers_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    strict = safety_headers()
    monkeypatch.setenv("EMBEDLAB_FRAMES", "yes")
    assert safety_headers() == strict


def test_a_visitor_waits_for_a_server_that_warms_up_and_a_file_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        order.append(scope["type"])

    async def nothing(*_: Any) -> None:
        return None

    async def arrive() -> None:
        monkeypatch.setattr(front_door, "WARM", asyncio.Event())
        door = front_door.FrontDoor(application)
        visitor = asyncio.create_task(door({"type": "websocket"}, nothing, nothing))
        await asyncio.sleep(0.05)
        await door({"type": "http", "path": "/", "method": "GET", "headers": []}, nothing, nothing)
        order.append("warm")
        front_door.WARM.set()
        await visitor

    asyncio.run(arrive())
    assert order == ["http", "warm", "websocket"]


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    let_in: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        let_in.append(scope["type"])

    async def arrive() -> None:
        monkeypatch.setattr(front_door, "WARM", asyncio.Event())
        monkeypatch.setattr(front_door, "PATIENCE", 0.05)
        await front_door.FrontDoor(application)({"type": "websocket"}, application, application)

    asyncio.run(arrive())
    assert let_in == ["websocket"]
