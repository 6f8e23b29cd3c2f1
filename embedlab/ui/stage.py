"""The places of a first screen: one figure that makes the point, at 60 % of the width, and a smaller one beside it.

Where they stand on a narrow screen is said once, in ``sheets/narrow.css``: heading, figure, guess, controls.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from embedlab.ui.panels.heading import subheading

FIRST, CONTROLS, GUESS, HERO, ASIDE = (f"el-{name}" for name in ("first", "controls", "guess", "hero", "aside"))
"""Keys of the places, for the sheets."""


@contextmanager
def hero(title: str) -> Iterator[None]:
    """Draw inside it the one figure of the page, with the one control that moves it and its sentence."""
    with st.container(key=HERO):
        subheading(title)
        yield


@contextmanager
def aside(title: str) -> Iterator[None]:
    """Draw inside it what the hero is compared with."""
    with st.container(key=ASIDE):
        subheading(title)
        yield
