"""The sentence under a figure: what it shows, with the live numbers in it."""

from html import escape

import streamlit as st


def finding(text: str) -> None:
    """Draw the finding; screen readers are told when it changes."""
    st.html(finding_html(text))


def finding_html(text: str) -> str:
    """Return the finding; a visitor's words in it are escaped."""
    return f'<p class="el-finding" role="status">{escape(text)}</p>'
