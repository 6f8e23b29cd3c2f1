"""What a visitor can take away: numbers as CSV, figures as images, the page as a runnable notebook."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.content.export_texts import file_name
from embedlab.studies.rows import Rows, csv_bytes
from embedlab.ui.panels.messages import safe_markdown

_OFFERED, _OFFERING = "el-offered", "el-offering"


def offer(name: str, rows: Callable[[], Rows]) -> None:
    """Let what is drawn here be taken away as well: ``rows`` makes the table, from the values that are drawn.

    A part below the first screen says this itself, beside its figure. It is drawn apart from the page, so nothing else
    knows what its controls are at.
    """
    part = st.session_state.get(_OFFERING, "")
    st.session_state.setdefault(_OFFERED, {}).setdefault(part, {})[name] = rows


@contextmanager
def offering(part: str) -> Iterator[None]:
    """Draw a part inside it: what it offers takes the place of what it offered when it was drawn before."""
    st.session_state.setdefault(_OFFERED, {})[part] = {}
    st.session_state[_OFFERING] = part
    try:
        yield
    finally:
        st.session_state[_OFFERING] = ""


def offered() -> dict[str, Callable[[], Rows]]:
    """Return what the page has drawn that can be taken away, by name."""
    return {name: rows for part in st.session_state.get(_OFFERED, {}).values() for name, rows in part.items()}


def forget_offers() -> None:
    """Begin anew; to be called when the whole page is drawn."""
    st.session_state[_OFFERED], st.session_state[_OFFERING] = {}, ""


def export_panel(
    title: str,
    tables: Callable[[], Mapping[str, Callable[[], Rows]]],
    notebook: Callable[[], Callable[[], bytes]],
    *,
    slot: DeltaGenerator | None = None,
) -> None:
    """Draw the export popover; what is in it is asked for when it is opened, and made when it is taken.

    ``tables`` gives by name what makes the rows, ``notebook`` what makes the notebook: both of what is shown, as no
    session can be read any more when they are made. ``slot`` is where it goes, else the place of the call.
    """
    with slot or st.container():
        st.fragment(_draw_panel, key="el-exports")(title, tables, notebook)


def _draw_panel(
    title: str, tables: Callable[[], Mapping[str, Callable[[], Rows]]], notebook: Callable[[], Callable[[], bytes]]
) -> None:
    popover = st.popover(
        "Export", type="tertiary", icon=":material/download:", key="el-export-panel", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        for name, rows in tables().items():
            _download(f"{name} (CSV)", _csv_maker(rows), f"{file_name(title)}-{file_name(name)}.csv", "text/csv")
        _download("This page as a notebook", notebook(), f"{file_name(title)}.ipynb", "application/x-ipynb+json")
        # scripts/picture.js lists here the figures that are on the screen.
        st.html('<p class="el-sub">Figures as pictures</p><div class="el-pictures" data-el-pictures=""></div>')


def _download(label: str, data: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        safe_markdown(label), data, file_name, mime, on_click="ignore", type="tertiary", icon=":material/file_save:",
        key=f"el-download-{file_name}",
    )  # fmt: skip


def _csv_maker(rows: Callable[[], Rows]) -> Callable[[], bytes]:
    return lambda: csv_bytes(rows())
