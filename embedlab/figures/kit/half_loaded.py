"""Keeps a figure from meeting a library that another visitor's page is only just loading."""

import sys
from time import sleep

_PAUSE = 0.01


def wait_for(library: str) -> None:
    """Wait until an import of ``library`` that another thread has begun is through; return at once when there is none.

    plotly asks whether pandas is among the loaded modules and uses it as it finds it. Nothing here loads pandas, but
    scikit-learn does, when the first visitor needs it; in that second plotly would fail for everyone else.
    """
    module = sys.modules.get(library)
    while getattr(getattr(module, "__spec__", None), "_initializing", False):
        sleep(_PAUSE)
