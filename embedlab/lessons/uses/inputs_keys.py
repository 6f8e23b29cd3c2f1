"""The keys of lesson 9 in address and session; every module of inputs takes them from here."""

from typing import Final

from embedlab.ui.state import Keys

KEYS: Final = Keys("uses")
