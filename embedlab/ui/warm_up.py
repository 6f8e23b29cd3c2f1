"""What the server does before its first visitor: it runs Home once, and imports the other pages.

``app.py`` gives this to Streamlit's server, so that ``streamlit run app.py`` is all it takes. Who comes meanwhile is
kept waiting by ``front_door.py``.
"""

import ast
import asyncio
import contextlib
import importlib
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClient, get_instance

PATIENCE: Final = 10.0
"""Seconds that are waited at most for the first page, and by a visitor for a server that is still warming up."""

WARM: Final = asyncio.Event()
"""Set when visitors can come in."""

_POLITE: Final = 0.0005
"""Seconds after which the warm-up gives way: the sixty files of a first page would else wait 5 ms for each other."""

_BREAK: Final = 0.5
"""Seconds of rest after each page that is read when visitors may come already."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def warmed_up(_: object) -> AsyncIterator[None]:
    """Warm up in the background while the server answers already; a lifespan for ``st.App``."""
    answer_at_once()
    task = asyncio.create_task(warm_up())
    yield
    task.cancel()


def answer_at_once() -> None:
    """Send what the server writes when it writes it.

    Head and body of an answer are written one after the other, and the operating system would keep the second back
    until the browser has confirmed the first: 40 ms a file. Whoever is accepted inherits the setting.
    """
    import psutil

    with contextlib.suppress(psutil.Error, OSError):
        for connection in psutil.Process().net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.fd >= 0:
                with socket.socket(fileno=os.dup(connection.fd)) as listening:
                    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


async def warm_up() -> None:
    """Run Home, put what that has read out of the garbage collector's sight, let visitors in, import the rest."""
    from embedlab.content.pages import load_pages

    files = [_ROOT / page.file for page in load_pages() if page.ready]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_POLITE)
    try:
        await asyncio.to_thread(import_pages, files[:1])
        await visit_home()
        await asyncio.to_thread(_set_aside)
        WARM.set()
        for file in files[1:]:
            await asyncio.to_thread(import_pages, [file])
            await asyncio.sleep(_BREAK)
    except Exception:
        # The page that needs what failed says so to its visitor; all others can do without a warm server.
        _log.exception("The server could not warm up.")
    finally:
        sys.setswitchinterval(usual)
        WARM.set()


def import_pages(files: Iterable[Path]) -> None:
    """Import what page files import; the files themselves run only for a visitor."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)


class _Nobody(SessionClient):
    """A visitor who only waits for the end of a page."""

    def __init__(self) -> None:
        self.served = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what a browser would draw."""
        if msg.WhichOneof("type") == "script_finished":
            self.served.set()


async def visit_home() -> None:
    """Run Home with its figures, so that no visitor is the first to pay for what Streamlit and Plotly keep."""
    runtime, nobody = get_instance(), _Nobody()
    session = runtime.connect_session(nobody, {})
    request = BackMsg()
    request.rerun_script.query_string = "guess=off"
    try:
        runtime.handle_backmsg(session, request)
        await asyncio.wait_for(nobody.served.wait(), PATIENCE)
    finally:
        runtime.close_session(session)


def _set_aside() -> None:
    from embedlab.models.runtime import shared_runtime
    from embedlab.models.runtime.collector import set_aside

    set_aside()
    shared_runtime().after_change = set_aside
