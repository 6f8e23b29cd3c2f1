"""The first figures of a visit come first: the rest of the page waits until the browser has drawn them.

A browser that gets a whole page at once draws nothing until it has built every chart of it: more than a second on
a small machine. Measured by ``benchmarks/page_speed.py``.
"""

import time
from typing import Final

import streamlit as st

_SEEN: Final = "el-first-figures-seen"
PAUSE_S: Final = 0.5
"""About what two charts take to appear; paid once a visit, on the server's side without work."""


def let_first_figures_appear() -> None:
    """Pause once in a visit, after the figures that matter; not at all where no browser is watching."""
    if _SEEN in st.session_state:
        return
    st.session_state[_SEEN] = True
    if st.context.headers:
        time.sleep(PAUSE_S)
