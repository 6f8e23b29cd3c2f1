"""Teacher mode: larger type and figures, controls put away, notes, and the links that reproduce the screen.

All of it is in the URL (``?teach=1&hide=layer,model``), so a teacher can bookmark the exact screen of a class. The
students' link leaves ``teach`` out, and the notes with it; what is put away is put away for them too.
"""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from embedlab.content.lesson_text import TeacherNotes
from embedlab.ui.panels.messages import note, safe_markdown
from embedlab.ui.style import control_key

TEACH: Final = "teach"
HIDE: Final = "hide"
_HIDE_WIDGET: Final = "el-hide"
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def teaching() -> bool:
    """Return whether the page is in teacher mode."""
    return st.query_params.get(TEACH) == "1"


def hidden_controls() -> frozenset[str]:
    """Return the names of the controls that the URL puts away; they are this page's, so no link carries them on."""
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
    return {TEACH: "1"} if teaching() else {}


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
    """Draw the popover with the full address of the screen, ready to copy: in teacher mode the students' one first.

    A fragment that looks only when opened: the address is then the one in the visitor's address bar.
    """
    popover = st.popover("Share", type="tertiary", icon=":material/link:", key="el-share", on_change="rerun")
    if popover.open:
        with popover:
            _draw_links()


def _draw_links() -> None:
    said = {"This address opens the screen as it is now.": current_link()}
    if teaching():
        said = {
            "For students: this screen, without the notes.": current_link(without=(TEACH,)),
            "For yourself: in teacher mode, with the notes.": current_link(),
        }
    for text, link in said.items():
        st.markdown(text)
        st.code(link, language=None, wrap_lines=True)
    if (urlsplit(current_link()).hostname or "") in _THIS_MACHINE:
        note("This address works on this machine only. For a class, open the app by the machine's name and copy again.")


def current_link(without: Collection[str] = ()) -> str:
    """Return the address of the page with every parameter that is in the URL, ``without`` some."""
    base = (st.context.url or "").split("?")[0]
    named = [name for name in st.query_params if name not in without]
    pairs = [(name, value) for name in named for value in st.query_params.get_all(name)]
    return f"{base}?{urlencode(pairs)}" if pairs else base


def teacher_panel(notes: TeacherNotes, controls: Mapping[str, str] | None = None) -> None:
    """Draw the notes of a lesson, and the choice of ``controls`` (name: label) to put away. Nothing in normal mode."""
    if not teaching():
        return
    # Only a browser can change its theme without losing the session: scripts/page.js does.
    st.html('<button type="button" class="el-scheme" data-el-scheme="">Light / dark</button>')
    with st.popover("Notes", type="tertiary", icon=":material/speaker_notes:", key="el-notes"):
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
