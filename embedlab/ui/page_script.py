"""The script of every page, ``scripts/*.js`` as one, and what it reports: no motion, a turn to dark, little room.

Rules of style can stop the motion of buttons and panels, but the marks of a figure are moved by script: their time has
to be nothing before the figure is sent; and the lines of a text in a figure break where the server breaks them. Only
the browser knows, so an unseen component reports it, and only when it is so.
"""

from pathlib import Path
from typing import Final

import streamlit as st
import streamlit.components.v2 as components

_KEY: Final = "el-page-script"
_NARROW: Final = "el-narrow"
_FILES: Final = (
    "menu", "editors", "address", "touch", "scheme", "picture", "paper", "glide", "narrow", "terms", "page",
)  # fmt: skip
_SCRIPT: Final = "\n".join(
    (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in _FILES
)
_component = components.component("embedlab_page", js=_SCRIPT)


def run_page_script() -> None:
    """Mount the script; it takes no room on the page."""
    result = _component(
        key=_KEY, on_reduced_change=lambda: None, on_scheme_change=lambda: None, on_narrow_change=lambda: None,
        width=1, height=1,
    )  # fmt: skip
    if (narrow := result.get("narrow")) is not None:
        st.session_state[_NARROW] = bool(narrow)
    if result.get("reduced"):
        st.session_state["el-reduced-motion"] = True
    st.session_state["el-scheme"] = result.get("scheme")


def narrow_screen() -> bool:
    """Return whether the first figure has no room for whole texts in long lines, as on a phone."""
    return bool(st.session_state.get(_NARROW))


def reduced_motion() -> bool:
    """Return whether figures should change at once instead of moving."""
    return bool(st.session_state.get("el-reduced-motion"))
