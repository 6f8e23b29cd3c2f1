"""The small heading over a figure or a table."""

from html import escape

import streamlit as st


def subheading(text: str) -> None:
    """Draw a heading of the second level in the smallest heading's size: it follows the page's title directly."""
    st.html(f'<h2 class="el-sub">{escape(text)}</h2>', width="content")
