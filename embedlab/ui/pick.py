"""One of several texts to look at: chosen from a list, or by a click on its mark in a figure.

The number is in the address, counted from 1: a bound list would write the whole text there. It belongs to what is
listed; another list begins with its own first choice again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

LABEL_CHARS: Final = 90
"""A longer text is cut in the list, where the browser would cut it without a sign."""

_DIGITS: Final = 4
"""Longer numbers in an address are no number of a text: no list has ten thousand."""


@dataclass(frozen=True)
class Pick:
    """A choice by list or click.

    Attributes:
        key: its name in the address.
        then: called after a choice, in its callback: asks for what follows the choice outside the fragment it is in.
    """

    key: str
    then: Callable[[], None] | None = None

    def chosen(self, count: int, first: int = 0, listed: str = "") -> int:
        """Return the number of what is looked at, 0 to ``count`` - 1: the visitor's while the list is the same.

        ``listed`` names the list; a link holds the number, so the first list of a session keeps it.
        """
        of = f"el-{self.key}-of"
        if st.session_state.setdefault(of, listed) != listed:
            st.session_state[of] = listed
            if self.key in st.query_params:
                del st.query_params[self.key]
        text = st.query_params.get(self.key, "")
        asked = int(text) - 1 if text.isascii() and text.isdigit() and len(text) <= _DIGITS else first
        return asked if 0 <= asked < count else first

    def draw(self, label: str, texts: Sequence[str], number: int, *, labelled: bool = True) -> None:
        """Draw the list with ``number`` chosen in it; a label that is not shown is still read to who cannot see."""
        widget = f"el-{self.key}"
        # Set before the list is drawn: a click on a mark has changed the address, not the list.
        st.session_state[widget] = number
        st.selectbox(
            label, range(len(texts)), format_func=lambda place: numbered(place, texts[place]), key=widget,
            on_change=lambda: self.point_at(st.session_state[widget]),
            label_visibility="visible" if labelled else "collapsed",
        )  # fmt: skip

    def point_at(self, number: object) -> None:
        """Look at this one from now on; for a figure's ``on_choose``."""
        if isinstance(number, int):
            st.query_params[self.key] = str(number + 1)
            if self.then is not None:
                self.then()


def numbered(number: int, text: str) -> str:
    """Return a text as a line of a list, with its number counted from 1."""
    return f"{number + 1}. {text if len(text) <= LABEL_CHARS else text[: LABEL_CHARS - 1] + '…'}"
