"""What every answer of the server forbids a browser, and which of Streamlit's addresses are closed."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.models.settings import read_settings

_WITHIN: Final = re.findall(
    r"<script>(.*?)</script>", (Path(st.__file__).parent / "static/index.html").read_text("utf-8"), re.DOTALL
)
"""The scripts that Streamlit's page holds itself; no other may stand in it."""
_HASHES: Final = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in _WITHIN)

_POLICY: Final = {
    "default-src": "'self'",
    "script-src": f"'self' blob: {_HASHES}",  # the scripts of components come as blobs
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}

_CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp")


def safety_headers() -> list[tuple[bytes, bytes]]:
    """Return the headers of every answer; ``EMBEDLAB_FRAMES=1`` lets other sites show the app in a frame."""
    try:
        framed = read_settings().frames
    except EmbedLabError:
        framed = False  # every page says which setting is wrong
    policy = _POLICY if framed else _POLICY | {"frame-ancestors": "'self'"}
    headers = {
        "content-security-policy": "; ".join(f"{what} {sources}" for what, sources in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    } | ({} if framed else {"x-frame-options": "SAMEORIGIN"})
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def is_closed(path: str) -> bool:
    """Whether an address is one of those that tell of the server or drive it without a page."""
    return path.rstrip("/").endswith(_CLOSED)
