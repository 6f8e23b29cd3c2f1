"""What a visitor has typed over an example: it says so, and leads back."""

from collections.abc import Mapping
from html import escape

import streamlit as st


def own_text(example: str, shipped: Mapping[str, str], *, key: str) -> None:
    """Say that a text is the visitor's own, and offer the way back; nothing while all is as it ships.

    Args:
        example: the name of the example that the text began as.
        shipped: the text that ships, by the key of the input that holds it.
        key: names the place on the page.
    """
    if all(st.session_state.get(name, text) == text for name, text in shipped.items()):
        return
    with st.container(key=f"el-own-{key}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="el-own">Own text, from “{escape(example)}”.</p>', width="content")
        st.button(
            "Back to the example", key=f"el-own-{key}-back", type="tertiary", icon=":material/undo:",
            on_click=_lead_back, args=(dict(shipped),),
        )  # fmt: skip


def _lead_back(shipped: Mapping[str, str]) -> None:
    for name, text in shipped.items():
        st.session_state[name] = text
