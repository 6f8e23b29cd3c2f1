"""What the engineer asks of a set-up: time, room, money, exact codes, languages."""

from typing import Final

import streamlit as st

from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.numbers_text import GAP, in_bytes, seconds
from embedlab.studies.corpus.wishes import Wishes
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

MOST_MS: Final = (0, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
MOST_BYTES: Final = (0, 500, 1_000, 2_000, 5_000, 10_000, 50_000)
"""0 stands for no wish, which is how each begins."""
LANGUAGES: Final = (
    "English", "German", "French", "Spanish", "Italian", "Portuguese", "Dutch", "Swedish", "Norwegian", "Danish",
    "Russian", "Turkish", "Greek", "Hebrew", "Japanese", "Chinese", "Korean", "Thai",
)  # fmt: skip
"""Those that the languages of texts are told among."""


def choose_wishes() -> Wishes:
    """Draw the wishes and return them; at first there are none."""
    left, middle, right = controls(3)
    with left, control("most-ms"):
        time = st.selectbox(
            "95 of 100 queries within", MOST_MS, format_func=_time,
            **KEYS.bound("most-ms"),
        )  # fmt: skip
    with middle, control("most-bytes"):
        room = st.selectbox(
            "Stored for a document, at most", MOST_BYTES,
            format_func=_room,
            **KEYS.bound("most-bytes"),
        )  # fmt: skip
    with right, control("price"):
        price = st.number_input(
            "Price of an hour of the machine", 0.0, 1_000.0, 0.1, 0.05, **KEYS.bound_number("price"),
            help="In your own currency. A million queries then cost at least the median time of a query times this.",
        )  # fmt: skip
    left, right = controls(2)
    with left, control("codes"):
        codes = st.toggle(
            "Queries hold exact codes or names", **KEYS.bound("codes"),
            help="Part numbers, error codes, names: what must be found letter by letter.",
        )  # fmt: skip
    with right, control("languages"):
        languages = st.multiselect("Queries will be in", LANGUAGES, **KEYS.bound("languages"))
    ms, most = one_of(time, MOST_MS), one_of(room, MOST_BYTES)
    return Wishes(
        most_seconds=ms / 1_000 if ms else None, most_bytes=float(most) if most else None,
        price_per_hour=float(price or 0.0), exact_codes=bool(codes), languages=tuple(languages or ()),
    )  # fmt: skip


def _time(ms: int) -> str:
    # A plain space, since the address has the option as it is written here.
    return seconds(ms / 1_000).replace(GAP, " ") if ms else "any time"


def _room(most: int) -> str:
    return in_bytes(most).replace(GAP, " ") if most else "any room"
