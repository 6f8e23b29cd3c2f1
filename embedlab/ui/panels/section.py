"""A part of a page below its first screen: one line until a reader opens it, and nothing is drawn before that.

Each part is a fragment, so that opening it or moving a control in it draws that part alone. Whether it is open is in
the address, so a link shows the screen as it is.
"""

from collections.abc import Callable

import streamlit as st


@st.fragment
def section(title: str, key: str, draw: Callable[[], None]) -> None:
    """Draw the title of a part, and the part itself while it is open; ``key`` is its name in the address."""
    # Without on_change, Streamlit would run the body of a closed expander too.
    box = st.expander(title, key=key, on_change="rerun", bind="query-params")
    if box.open:
        with box:
            draw()
