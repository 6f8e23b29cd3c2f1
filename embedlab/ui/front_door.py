"""What stands before Streamlit's own web server, so that a first visit is short: one class of middleware.

A browser that was never here asks for some 120 files before the first figure, and for the largest of them last.
"""

import asyncio
import contextlib
import mimetypes
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

from embedlab.ui.headers import is_closed, safety_headers
from embedlab.ui.warm_up import PATIENCE, WARM

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

_PAGE: Final = Path(st.__file__).parent / "static"
_FILES: Final = {f"/{path.relative_to(_PAGE).as_posix()}": path for path in _PAGE.glob("static/*/*")}
"""Streamlit's scripts, styles and typefaces by address; a name holds a hash of the content, so none ever changes."""

_LINKS: Final = ", ".join(
    f"<.{address}>; rel=modulepreload; fetchpriority=low"
    for address in _FILES
    if address.startswith("/static/js/PlotlyChart.")
).encode()


class FrontDoor:
    """Serves Streamlit's unchanging files, tells browsers of the charts' script, lets visitors into a warm server.

    - The files come from memory: a quarter of the processor time that Streamlit's own server takes for each.
    - A browser asks for the charts' script (4.7 MB) only when the first chart has arrived, after all else. Named in
      a header, it comes while the page is made.
    - Every answer says what a browser may not do with it, see ``headers``.
    - Two threads that import the same libraries from different ends can meet them half loaded, so a page runs only
      when the server is warm; the files that a browser needs first are served at once.
    """

    def __init__(self, app: Application) -> None:
        self._app = app
        self._safety = safety_headers()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(WARM.wait(), PATIENCE)
        elif scope["type"] == "http":
            send = self._with_headers(send)
            if is_closed(scope["path"]):
                return await _refuse(send)
            if scope["path"] in _FILES and scope["method"] == "GET" and not _wants_less(scope["headers"]):
                return await _send_file(scope["path"], send)
        await self._app(scope, receive, send)

    def _with_headers(self, send: Send) -> Send:
        """Return a ``send`` that adds the headers, to an HTML page also that of the charts' script."""

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                html = dict(headers).get(b"content-type", b"").startswith(b"text/html")
                message["headers"] = [*headers, *self._safety, *([(b"link", _LINKS)] if _LINKS and html else [])]
            await send(message)

        return send_on


def front_door() -> list[Middleware]:
    """Return the middleware for ``st.App``."""
    return [Middleware(FrontDoor)]


def _wants_less(headers: Headers) -> bool:
    """Whether a request is for a part of a file, or for one that has changed: Streamlit's server knows how."""
    return any(name == b"range" or name.startswith(b"if-") for name, _ in headers)


async def _send_file(address: str, send: Send) -> None:
    body = _content(_FILES[address])
    kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"public, immutable, max-age=31536000"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()
