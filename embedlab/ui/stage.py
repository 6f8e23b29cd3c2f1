"""The places of a first screen: one figure that makes the point, at 60 % of the width, and a smaller one beside it.

Where they stand on a narrow screen is said once, in ``sheets/narrow.css``: heading, figure, guess, controls.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from embedlab.ui.panels.heading import subheading

FIRST, CONTROLS, GUESS, HERO, ASIDE = (f"el-{name}" for name in ("first", "controls", "guess", "hero", "aside"))
"""Keys of the places, for the sheets."""


def say_of_last_result(text: str) -> None:
    """Say what stands in hero and aside while an input cannot be used; they are dimmed as long as it is said."""
    st.html(f'<p class="el-note el-last-result" role="status">{text}</p>')


@contextmanager
def hero(title: str, beside: Callable[[], None] | None = None) -> Iterator[None]:
    """Draw inside it the one figure of the page and its sentence; ``beside`` draws the control that moves it."""
    with st.container(key=HERO):
        _head(title, beside, HERO)
        yield


@contextmanager
def aside(title: str, beside: Callable[[], None] | None = None) -> Iterator[None]:
    """Draw inside it what the hero is compared with; ``beside`` draws its control."""
    with st.container(key=ASIDE):
        _head(title, beside, ASIDE)
        yield


def _head(title: str, beside: Callable[[], None] | None, place: str) -> None:
    """Draw the title, and its control on the same line where there is room."""
    if beside is None:
        subheading(title)
        return
    with st.container(
        key=f"el-head-{place}", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        subheading(title)
        beside()
