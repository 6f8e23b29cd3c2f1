"""Keeps Python's garbage collector away from what lives as long as the process.

A full collection looks at every object there is: with models, tables and libraries in memory that is up to a million
objects and a quarter of a second in which no other thread runs. A server cannot afford that after each visitor's
click, which is when Streamlit asks for one. What is set aside is not looked at again.
"""

import gc
import threading

_turn = threading.Lock()


def set_aside(thaw: bool = False) -> None:
    """Collect, then put what is left out of the collector's sight.

    What a visitor holds at this moment is set aside too and, should it end up in a circle of references, stays in
    memory until the next thaw; so it is called when models come and go, not after each run of a page. What nothing
    refers to any more is freed at once, set aside or not: that needs no collector.

    Args:
        thaw: look at everything again first, for what was unloaded may hang in a circle that was set aside when it
            was loaded. That takes as long as the collections that this module spares; a load alone needs none.
    """
    with _turn:
        if thaw:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
