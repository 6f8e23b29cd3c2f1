"""What the server does before its first visitor: reads the modules, and tells browsers what they will need.

``app.py`` gives both to Streamlit's server, so that ``streamlit run app.py`` is all it takes.
"""

import ast
import asyncio
import contextlib
import importlib
import logging
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

PATIENCE: Final = 10.0
"""Seconds that a visitor waits at most for a server that is still warming up."""

_POLITE: Final = 0.0005
"""Seconds after which the warm-up gives way: the sixty files of a first page would else wait 5 ms for each other."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_SCRIPTS: Final = Path(st.__file__).parent / "static" / "static" / "js"
_warm = threading.Event()
_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def warmed_up(_: object) -> AsyncIterator[None]:
    """Warm up in the background while the server answers already; a lifespan for ``st.App``."""
    threading.Thread(target=warm_up, name="embedlab-warm-up", daemon=True).start()
    yield


def warm_up() -> None:
    """Import and read what pages need, put it out of the garbage collector's sight, and let visitors in."""
    from embedlab.models.runtime import shared_runtime
    from embedlab.models.runtime.collector import set_aside

    patience = sys.getswitchinterval()
    sys.setswitchinterval(_POLITE)
    try:
        import_pages()
        _read_rules()
        set_aside()
        shared_runtime().after_change = set_aside
    except Exception:
        # The page that needs what failed says so to its visitor; all others can do without a warm server.
        _log.exception("The server could not warm up.")
    finally:
        sys.setswitchinterval(patience)
        _warm.set()


def import_pages() -> None:
    """Import what the page files import; the files themselves run only for a visitor."""
    from embedlab.content.pages import load_pages

    for page in load_pages():
        source = (_ROOT / page.file).read_text(encoding="utf-8") if page.ready else ""
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)


def _read_rules() -> None:
    """Read the catalog, and what Plotly and Streamlit read at their first page."""
    import plotly.graph_objects as go
    import streamlit.elements.lib.image_utils  # for the icon of a page
    import streamlit.elements.plotly_chart  # noqa: F401 - neither is part of `import streamlit`

    from embedlab.models.catalog import catalog
    from embedlab.ui.theme_assets import font_css

    catalog()
    font_css()  # Streamlit looks for who declares a component among all modules, and remembers where it looked
    go.Figure(go.Scatter(x=[0], y=[0])).to_json()


class FrontDoor:
    """Tells browsers early of the charts' script, and lets no visitor in before the server is warm.

    Without the header a browser asks for these 4.7 MB only when the first chart has arrived, after all else. And two
    threads that import the same libraries from different ends can meet them half loaded: so a page runs only when
    the warm-up has ended, while the files that a browser needs first are served at once.
    """

    def __init__(self, app: Application, links: str) -> None:
        self._app, self._links = app, links.encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_linked(message: Message) -> None:
            headers = message.get("headers", ())
            if self._links and dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                message["headers"] = [*headers, (b"link", self._links)]
            await send(message)

        if scope["type"] == "websocket" and not _warm.is_set():
            await asyncio.to_thread(_warm.wait, PATIENCE)
        await self._app(scope, receive, send_linked if scope["type"] == "http" else send)


def front_door() -> list[Middleware]:
    """Return the middleware for ``st.App``."""
    scripts = (path.name for path in _SCRIPTS.glob("PlotlyChart.*.js"))
    return [Middleware(FrontDoor, links=", ".join(f"<./static/js/{name}>; rel=modulepreload" for name in scripts))]
