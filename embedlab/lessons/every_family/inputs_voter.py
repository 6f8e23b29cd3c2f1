"""Who votes: a name by which a room of a class counts a visitor once, and which says nothing of the visitor."""

import re
from typing import Final

import streamlit as st

from embedlab.ui.jobs import visitor

_COOKIE: Final = re.compile(r"2\|([0-9a-f]{8})\|([0-9a-f]{32})\|\d+")


def voter() -> str:
    """A name for this visitor that stays when the page is loaded again: their browser's, else their session's."""
    return browser_mark(str(st.context.cookies.get("_streamlit_xsrf", ""))) or visitor()


def browser_mark(cookie: str) -> str:
    """What stays the same in the cookie by which Streamlit knows a browser; "" when there is none.

    Streamlit writes the same 16 bytes behind another mask of 4 bytes each time.
    """
    found = _COOKIE.fullmatch(cookie.strip("\"'"))
    if found is None:
        return ""
    mask, masked = (bytes.fromhex(part) for part in found.groups())
    return bytes(byte ^ mask[place % 4] for place, byte in enumerate(masked)).hex()
