"""Teacher mode: larger type, controls put away, notes, and the link that reproduces the screen.

All of it is in the URL (``?teach=1&hide=layer,model``), so a teacher can bookmark the exact screen of a class.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from embedlab.content.lesson_text import TeacherNotes
from embedlab.ui.panels.messages import safe_markdown
from embedlab.ui.style import control_key

TEACH: Final = "teach"
HIDE: Final = "hide"
_HIDE_WIDGET: Final = "el-hide"


def teaching() -> bool:
    """Return whether the page is in teacher mode."""
    return st.query_params.get(TEACH) == "1"


def hidden_controls() -> frozenset[str]:
    """Return the names of the controls that the URL puts away; none outside teacher mode."""
    if not teaching():
        return frozenset()
    return frozenset(name for value in st.query_params.get_all(HIDE) for name in value.split(",") if name)


def hidden(control_name: str) -> bool:
    """Return whether a teacher has put this control away."""
    return control_name in hidden_controls()


def control(name: str) -> AbstractContextManager[object]:
    """Return a container for one control that a teacher can put away without losing its value.

    The control goes on being drawn, unseen and out of reach of the keyboard, because a widget that is not drawn
    falls back to its default and drops out of the URL.
    """
    return st.container(key=control_key(name))


def carried_params() -> dict[str, str]:
    """Return the query parameters that a link to another page must carry on."""
    if not teaching():
        return {}
    put_away = ",".join(sorted(hidden_controls()))
    return {TEACH: "1"} | ({HIDE: put_away} if put_away else {})


def teach_button() -> None:
    """Draw the button that enters or leaves teacher mode."""
    on = teaching()
    st.button(
        "Stop teaching" if on else "Teach",
        key="el-teach",
        type="tertiary",
        icon=":material/co_present:",
        on_click=_switch,
        args=(not on,),
    )


@st.fragment
def share_link() -> None:
    """Draw the popover with the full address of the screen, ready to copy.

    A fragment that looks only when opened: the address is then the one in the visitor's address bar.
    """
    popover = st.popover("Share", type="tertiary", icon=":material/link:", key="el-share", on_change="rerun")
    if popover.open:
        with popover:
            st.markdown("This address opens the screen as it is now.")
            st.code(current_link(), language=None, wrap_lines=True)


def current_link() -> str:
    """Return the address of the page with every parameter that is in the URL."""
    base = (st.context.url or "").split("?")[0]
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return f"{base}?{urlencode(pairs)}" if pairs else base


def teacher_panel(notes: TeacherNotes, controls: Mapping[str, str] | None = None) -> None:
    """Draw the notes of a lesson, and the choice of ``controls`` (name: label) to put away. Nothing in normal mode."""
    if not teaching():
        return
    with st.container(key="el-teacher"), st.expander("Notes for the teacher", expanded=False):
        st.markdown(f"**Objective** ({notes.minutes} minutes). {notes.objective}")
        _numbered("Script", notes.script)
        _bulleted("What the class should see", notes.see)
        _bulleted("Common mistakes", notes.mistakes)
        if controls:
            _choose_hidden(controls)


def _numbered(title: str, lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)))


def _bulleted(title: str, lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))


def _choose_hidden(controls: Mapping[str, str]) -> None:
    st.session_state[_HIDE_WIDGET] = [name for name in controls if name in hidden_controls()]
    st.pills(
        "Hide from the class",
        options=list(controls),
        format_func=lambda name: safe_markdown(controls[name]),
        selection_mode="multi",
        key=_HIDE_WIDGET,
        on_change=_put_away,
    )


def _switch(on: bool) -> None:
    if on:
        st.query_params[TEACH] = "1"
        return
    for name in (TEACH, HIDE):
        if name in st.query_params:
            del st.query_params[name]


def _put_away() -> None:
    chosen: list[str] = st.session_state[_HIDE_WIDGET]
    if chosen:
        st.query_params[HIDE] = ",".join(sorted(chosen))
    elif HIDE in st.query_params:
        del st.query_params[HIDE]
