"""What a visitor brings to lesson 10: a file of pairs and its two columns, or a collection of lesson 8."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from embedlab.content.corpus_files.sheet import Sheet
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.limits import TUNING_LEARNT_PAIRS, TUNING_LEAST_PAIRS, TUNING_TEXT_CHARS, TUNING_TEXTS, UPLOAD_MB
from embedlab.numbers_text import whole
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

LIMITS: Final = (
    f"CSV, TSV or JSONL with a column of queries and one of texts that answer them: {TUNING_LEAST_PAIRS} to "
    f"{whole(TUNING_LEARNT_PAIRS)} pairs of at most {whole(TUNING_TEXT_CHARS)} characters. Searched are at most "
    f"{whole(TUNING_TEXTS)} of the texts."
)
SUFFIXES: Final = ("csv", "tsv", "txt", "jsonl", "json")
_QUERIES: Final = ("query", "question", "heading", "title", "anchor", "q")
_TEXTS: Final = ("text", "answer", "passage", "document", "positive", "content", "a")
_TURN: Final = KEYS("own-turn")


def choose_file() -> UploadedFile | None:
    """Draw the way to bring a file; ``forget_file`` empties it."""
    return st.file_uploader(
        f"Your pairs, at most {UPLOAD_MB} MB", max_upload_size=UPLOAD_MB,
        key=f"{KEYS('own-file')}-{st.session_state.get(_TURN, 0)}",
    )  # fmt: skip


def forget_file() -> None:
    """Let go of the file when its pairs are kept: a box with another key is an empty one."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def choose_columns(sheet: Sheet, source: str) -> tuple[str, str]:
    """Draw which column holds the queries and which the texts; guessed by their names, or the first two."""
    names = sheet.columns
    query = _guessed(names, _QUERIES, names[0])
    text = _guessed(names, _TEXTS, next((name for name in names if name != query), names[0]))
    left, right = st.columns(2, gap="small")
    with left, control("own-query"):
        asked = st.selectbox("Column of the query", names, names.index(query), key=f"{KEYS('own-query')}-{source}")
    with right, control("own-text"):
        read = st.selectbox("Column of the text", names, names.index(text), key=f"{KEYS('own-text')}-{source}")
    return one_of(asked, names), one_of(read, names)


def _guessed(names: Sequence[str], known: Sequence[str], otherwise: str) -> str:
    lower = {name.lower(): name for name in reversed(names)}
    return next((lower[name] for name in known if name in lower), otherwise)


def choose_split_seed() -> int:
    """Draw the seed of the split."""
    with control("own-seed"):
        seed = st.number_input(
            "Seed of the split", 0, 9_999, 1, help="A fifth of the different queries is kept to test on; no tuning "
            "sees them.", width=200, **KEYS.bound_number("own-seed"),
        )  # fmt: skip
    return int(seed)


def choose_collection(names: Mapping[str, str]) -> str | None:
    """Draw the choice among collections, by their ids; None while none is chosen."""
    with control("own-collection"):
        return st.selectbox(
            "Or the judged queries of a collection of lesson 8", list(names), None, format_func=names.__getitem__,
            placeholder="Choose one", key=KEYS("own-collection"),
            help="Those that this session has opened in lesson 8. Each query with each text that answers it is a pair.",
        )  # fmt: skip
