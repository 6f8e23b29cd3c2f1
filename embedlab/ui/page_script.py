"""The script of every page, ``scripts/*.js`` as one, and what it reports: no motion, a turn to dark, little room.

Rules of style can stop the motion of buttons and panels, but a figure moves by script: its durations have to be set
to nothing before it is sent; and the lines of a text in a figure break where the server breaks them. Only the browser
knows, so an unseen component reports it, and only when it is so.
"""

from pathlib import Path
from typing import Final

import plotly.graph_objects as go
import streamlit as st
import streamlit.components.v2 as components

_KEY: Final = "el-page-script"
_NARROW: Final = "el-narrow"
_REFIT: Final = "el-refit"
_FILES: Final = ("menu", "editors", "address", "touch", "scheme", "picture", "paper", "fit", "narrow", "page")
_SCRIPT: Final = "\n".join(
    (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in _FILES
)
_component = components.component("embedlab_page", js=_SCRIPT)


def run_page_script() -> None:
    """Mount the script; it takes no room on the page."""
    result = _component(
        key=_KEY, on_reduced_change=lambda: None, on_refit_change=lambda: None, on_scheme_change=lambda: None,
        on_narrow_change=lambda: None, width=1, height=1,
    )  # fmt: skip
    if (narrow := result.get("narrow")) is not None:
        st.session_state[_NARROW] = bool(narrow)
    if result.get("reduced"):
        st.session_state["el-reduced-motion"] = True
    st.session_state[_REFIT] = bool(result.get("refit"))
    st.session_state["el-scheme"] = result.get("scheme")


def refitting() -> bool:
    """Return whether this run has been asked for because a figure no longer fits its place.

    Plotly does not resize a figure that moves to what it is given: in such a run none may move.
    """
    return bool(st.session_state.get(_REFIT))


def narrow_screen() -> bool:
    """Return whether the first figure has no room for whole texts in long lines, as on a phone."""
    return bool(st.session_state.get(_NARROW))


def reduced_motion() -> bool:
    """Return whether figures should change at once instead of moving."""
    return bool(st.session_state.get("el-reduced-motion"))


def without_motion(figure: go.Figure) -> go.Figure:
    """Return a copy of ``figure`` whose transitions, play buttons and slider steps take no time."""
    still = go.Figure(figure)
    still.layout.transition = {"duration": 0}
    for control in (*still.layout.updatemenus, *still.layout.sliders):
        steps = control.buttons if hasattr(control, "buttons") else control.steps
        for step in steps:
            step.args = _no_duration(step.args)
    return still


def _no_duration(value: object) -> object:
    if isinstance(value, dict):
        return {name: 0 if name == "duration" else _no_duration(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_no_duration(inner) for inner in value]
    return value
