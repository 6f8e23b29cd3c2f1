"""What the visitor chooses in the part "Which set-up for RAG?": what the search must do."""

from typing import Final

import streamlit as st

from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_rag import MANY, Language, Length, Needs
from embedlab.numbers_text import GAP, in_bytes, seconds
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

HIDEABLE_RAG: dict[str, str] = {
    "rag-language": "RAG: language",
    "rag-length": "RAG: length of the texts",
    "rag-texts": "RAG: how many texts",
    "rag-seconds": "RAG: time for a query",
    "rag-bytes": "RAG: room for a text",
    "rag-codes": "RAG: exact codes",
    "rag-pairs": "RAG: known answers",
}

_LANGUAGES: Final[dict[Language, str]] = {"english": "English", "other": "another, or several"}
_LENGTHS: Final[dict[Length, str]] = {
    "sentences": "a sentence or two", "paragraphs": "a paragraph", "pages": "pages",
}  # fmt: skip
_SECONDS: Final = (0.05, 1.0, 15.0)
_BYTES: Final = (0, 1_000, 2_000, 5_000)
"""0 stands for as much as it takes."""


def choose_needs() -> Needs:
    """Draw what the search must do."""
    with st.container(key="el-row-rag"):
        left, middle, right = controls(3)
        with left, control("rag-language"):
            language = st.selectbox(
                "Language", list(_LANGUAGES), format_func=_LANGUAGES.__getitem__, **KEYS.bound("rag-language")
            )
        with middle, control("rag-length"):
            length = st.selectbox(
                "A text has", list(_LENGTHS), 1, format_func=_LENGTHS.__getitem__, **KEYS.bound("rag-length")
            )
        with right, control("rag-texts"):
            texts = st.selectbox("How many texts", list(MANY), **KEYS.bound("rag-texts"))
        left, middle, right = controls(3)
        with left, control("rag-seconds"):
            most = st.selectbox("95 of 100 queries within", _SECONDS, 1, format_func=_time, **KEYS.bound("rag-seconds"))
        with middle, control("rag-bytes"):
            room = st.selectbox("Stored for a text, at most", _BYTES, format_func=_room, **KEYS.bound("rag-bytes"))
        with right:
            with control("rag-codes"):
                codes = st.toggle(
                    "Exact codes or names", **KEYS.bound("rag-codes"),
                    help="Queries hold part numbers, error codes or names that must be found letter by letter.",
                )  # fmt: skip
            with control("rag-pairs"):
                pairs = st.toggle("Queries with known answers", **KEYS.bound("rag-pairs"))
    return Needs(
        one_of(language, list(_LANGUAGES)), one_of(length, list(_LENGTHS)), bool(codes),
        most if most in _SECONDS else _SECONDS[1], room or None, bool(pairs), one_of(texts, MANY),
    )  # fmt: skip


def _time(value: float) -> str:
    # A plain space, since the address has the option as it is written here.
    return seconds(value).replace(GAP, " ")


def _room(most: int) -> str:
    return in_bytes(most).replace(GAP, " ") if most else "as much as it takes"
