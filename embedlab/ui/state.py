"""What a page remembers: widgets bound to the URL, visitor text that may be too long for it, rows of controls.

Streamlit keeps a bound widget's value in the URL by itself, drops it there when it equals the default or when the
widget is not drawn, and needs nothing but a key. What it does not know is that an address has a limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import Final, Literal, TypedDict, TypeVar
from urllib.parse import quote_plus

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.limits import LINK_CHARS
from embedlab.ui.panels.messages import note

Option = TypeVar("Option")

COLLECTIONS: Final = "own_corpus-mine"
TOO_LONG: Final = "This text is too long for a link: a shared address will open the page without it."


class Bound(TypedDict):
    """The arguments that bind a widget to the URL."""

    key: str
    bind: Literal["query-params"] | None


def bound(key: str) -> Bound:
    """Return the arguments that bind a widget to the query parameter ``key``: ``st.slider(..., **bound("layer"))``.

    A bound value stays with its key when the visitor goes to another page, so no two pages may use the same key.
    """
    return {"key": key, "bind": "query-params"}


@dataclass(frozen=True)
class Keys:
    """The keys of one page: each begins with the page's slug, so no two pages share one."""

    slug: str

    def __call__(self, name: str) -> str:
        """Return the key of a control in session and address."""
        return f"{self.slug}-{name}"

    def part(self, name: str) -> str:
        """Return the key of a part below the first screen: of its fragment, and of whether it is open."""
        return self(f"open-{name}")

    def bound(self, name: str) -> Bound:
        """Return the arguments that bind a control of this page to the address."""
        return bound(self(name))

    def bound_number(self, name: str) -> Bound:
        """Bind a number of this page: what an address says of it is ignored when it is infinite.

        Streamlit drops any other value that is no number of the widget, but stops the page for this one. It reads the
        address that a session began with, so the number stays unbound for the session.
        """
        key = self(name)
        mark = f"el-{key}-infinite"
        try:
            if isinf(float(st.query_params.get(key, ""))):
                st.session_state[mark] = True
                del st.query_params[key]
        except ValueError:
            pass  # no number at all, which Streamlit drops by itself
        return {"key": key, "bind": None if st.session_state.get(mark) else "query-params"}


def one_of(value: Option | None, options: Sequence[Option]) -> Option:
    """Return ``value`` if it is an option, else the first: an address may have named none, as in ``?pooling=``."""
    return value if value is not None and value in options else options[0]


def fits_link(text: str) -> bool:
    """Return whether ``text`` may be in an address: as it is written there, at most ``LINK_CHARS`` characters.

    Outside ASCII one letter takes six to twelve characters of an address, so the written form is what counts.
    """
    return len(text) <= LINK_CHARS and len(quote_plus(text)) <= LINK_CHARS


def shareable_text(label: str, key: str, default: str, *, height: int = 200, help: str | None = None) -> str:
    """Draw a text area whose text is in the URL while it fits and says so when it does not. Returns the text.

    No limit is put on the typing itself: a browser would drop what is pasted beyond it. The page checks the
    length and answers with a message, and the text stays where it is.
    """
    left_link = f"{key}-left-link"
    text = st.session_state.get(key, default)
    fits = fits_link(text)
    if fits and st.session_state.get(left_link):
        # The browser wrote nothing while the area was not bound, so the address has to be told once.
        st.query_params[key] = text
    st.session_state[left_link] = not fits
    typed = st.text_area(
        label,
        value=default,
        height=height,
        help=help,
        key=key,
        bind="query-params" if fits else None,
        persist_state="session",  # a text that is not in the URL must outlive a visit to another page
    )
    with st.container(key=f"el-editor-{key}", horizontal=True, gap="small"):
        # Leaving the text is what sends it; a finger that types wants something to press.
        st.button("Apply", key=f"el-{key}-apply", type="primary")
        st.button("Reset", key=f"el-{key}-reset", disabled=typed == default, on_click=_put_back, args=(key, default))
    if not fits_link(typed or ""):
        note(TOO_LONG)
    return typed or ""


def _put_back(key: str, text: str) -> None:
    st.session_state[key] = text


def own_collections() -> list[str]:
    """The ids of the collections that this visitor has brought to lesson 8 or was given, the last one first."""
    return list(st.session_state.get(COLLECTIONS, ()))


def controls(count: int, *, weights: tuple[float, ...] | None = None) -> list[DeltaGenerator]:
    """Return ``count`` columns for controls, aligned at the bottom; on a phone they stack by themselves."""
    return list(st.columns(weights or count, gap="small", vertical_alignment="bottom"))
