"""The sidebar: what the app holds, what is ready, and where the visitor is.

Streamlit finds the files in ``pages/`` by itself and gives each an address; its own menu is switched off because it
would list whatever lies in that folder. Here a page appears only when it is listed in ``assets/pages.toml``.
"""

from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from embedlab.content.pages import Page, load_page, load_pages
from embedlab.ui.teacher import carried_params

_ROOT: Final = Path(__file__).parents[2]


def page_address(page: Page) -> str | None:
    """Return the address of a page relative to the app's root; None while it is coming, or its file is missing."""
    return page.address if page.ready and (_ROOT / page.file).is_file() else None


def draw_navigation() -> None:
    """Draw the sidebar. A page that is coming is text, not a link."""
    with st.sidebar:
        st.html('<p class="el-brand">EmbedLab</p>')
        for group, pages in groupby(load_pages(), key=lambda page: page.group):
            st.html(f'<p class="el-group">{escape(group)}</p>')
            for page in pages:
                _draw_page(page)


def _draw_page(page: Page) -> None:
    if page_address(page) is None:
        st.html(f'<p class="el-coming">{escape(page.label)} <small>coming</small></p>')
        return
    try:
        st.page_link(page.file, label=page.label, width="stretch", query_params=carried_params() or None)
    except StreamlitAPIException:
        # A page that runs alone, as in a test of that page, knows no other page.
        st.html(f'<p class="el-coming">{escape(page.label)}</p>')


def lead_on(slug: str) -> None:
    """Send whoever comes by an old address to the page that has taken its place, with all that the address held."""
    st.switch_page(load_page(slug).file, query_params=st.query_params.to_dict())
