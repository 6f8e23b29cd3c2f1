"""The sentence under a figure: what it shows, with the live numbers in it."""

from html import escape

import streamlit as st


def finding(text: str, *, veiled: bool = False) -> None:
    """Draw the finding; screen readers are told when it changes."""
    st.html(finding_html(text, veiled=veiled))


def finding_html(text: str, *, veiled: bool = False) -> str:
    """Return the finding; a visitor's words in it are escaped. ``veiled`` marks the place of one not yet shown."""
    return f'<p class="el-finding{" el-veiled" if veiled else ""}" role="status">{escape(text)}</p>'
