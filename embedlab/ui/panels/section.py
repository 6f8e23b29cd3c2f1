"""A part of a page below its first screen: one line until a reader opens it, and nothing is drawn before that.

Each part is a fragment, so that opening it or moving a control in it draws that part alone. Whether it is open is in
the address, so a link shows the screen as it is.
"""

from collections.abc import Callable

import streamlit as st

from embedlab.ui.exports import offering
from embedlab.ui.panels.messages import errors_shown


def section(title: str, key: str, draw: Callable[[], None]) -> None:
    """Draw the title of a part, and the part itself while it is open; ``key`` is its name in the address.

    What an ``EmbedLabError`` says stands in the part, and the rest of the page goes on.
    """
    # The key names the fragment too, so that a control outside it can ask for it: see ``redraw``.
    st.fragment(_section, key=key)(title, key, draw)


def _section(title: str, key: str, draw: Callable[[], None]) -> None:
    # Without on_change, Streamlit would run the body of a closed expander too.
    box = st.expander(title, key=key, on_change="rerun", bind="query-params")
    with offering(key):
        if box.open:
            with box, errors_shown():
                draw()


def redraw(own: str, *others: str) -> None:
    """Draw again, besides the fragment ``own`` of a control, what else follows it; for the control's ``on_change``.

    ``others`` are keys of fragments; parts that are closed are left alone. It ends the callback that calls it.
    """
    also = [key for key in others if st.session_state.get(key, True)]
    # Asking for fragments by name costs a second start of the script. Without need for it Streamlit's own rerun of
    # the fragment that the control is in is the faster way.
    if also:
        st.rerun([own, *also])
