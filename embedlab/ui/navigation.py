"""The sidebar: what the app holds, what is ready, and where the visitor is.

Streamlit finds the files in ``pages/`` by itself and gives each an address; its own menu is switched off because it
would list whatever lies in that folder. Here a page appears only when it is named below or in ``assets/axes.toml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from embedlab.content.axes import Axis, OtherPage, load_axes, load_other_pages
from embedlab.ui.teacher import carried_params

_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class NavItem:
    """One line of the sidebar; ``page`` is relative to the app's folder, None while the page does not exist."""

    label: str
    page: str | None


@dataclass(frozen=True)
class NavGroup:
    """Lines under one small title."""

    title: str
    items: tuple[NavItem, ...]


def nav_groups() -> tuple[NavGroup, ...]:
    """Return every line of the sidebar, in order. Only a page that is ready and present carries its file."""
    search = [page for page in load_other_pages() if page.number]
    rest = [page for page in load_other_pages() if not page.number]
    return (
        NavGroup("Start", (NavItem("Home", "app.py"),)),
        NavGroup("Six axes", tuple(map(_item, load_axes()))),
        NavGroup("Search", tuple(map(_item, search))),
        NavGroup("Behind the pages", tuple(map(_item, rest))),
    )


def _item(page: Axis | OtherPage) -> NavItem:
    label = f"{page.number} {page.title}" if page.number else page.title
    present = page.ready and (_ROOT / page.page).is_file()
    return NavItem(label, page.page if present else None)


def page_address(page: str) -> str | None:
    """Return the address of a page relative to the app's root, as Streamlit derives it; None while it is missing."""
    if not (_ROOT / page).is_file():
        return None
    return "" if page == "app.py" else re.sub(r"^\d+_", "", Path(page).stem)


def draw_navigation() -> None:
    """Draw the sidebar. A page that is coming is text, not a link."""
    with st.sidebar:
        st.html('<p class="el-brand">EmbedLab</p>')
        for group in nav_groups():
            st.html(f'<p class="el-group">{escape(group.title)}</p>')
            _draw_items(group.items)


def _draw_items(items: Iterable[NavItem]) -> None:
    for item in items:
        if item.page is None:
            st.html(f'<p class="el-coming">{escape(item.label)} <small>coming</small></p>')
        else:
            _draw_link(item.page, item.label)


def _draw_link(page: str, label: str) -> None:
    try:
        st.page_link(page, label=label, width="stretch", query_params=carried_params() or None)
    except StreamlitAPIException:
        # A page that runs alone, as in a test of that page, knows no other page.
        st.html(f'<p class="el-coming">{escape(label)}</p>')


def lead_on(page: str) -> None:
    """Send whoever comes by an old address to the page that has taken its place, with all that the address held."""
    st.switch_page(page, query_params=st.query_params.to_dict())
