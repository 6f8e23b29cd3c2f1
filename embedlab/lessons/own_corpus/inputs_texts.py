"""What a visitor brings to lesson 8 and chooses of it: files, what each holds, its columns, and how texts are cut."""

from collections.abc import Collection
from html import escape
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from embedlab.compute.chunking import WAYS, Chunking
from embedlab.content.corpus_files.file_kind import TAKEN
from embedlab.content.corpus_files.first_look import Reading
from embedlab.content.corpus_files.sheet import Holds, Kind, Sheet, judgement_columns
from embedlab.content.own_table import SEPARATORS
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study_texts import Group
from embedlab.limits import CORPUS_MB, CORPUS_ROWS, CORPUS_TEXT_CHARS
from embedlab.numbers_text import whole
from embedlab.ui.panels.messages import note
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

LIMITS: Final = (
    f"{TAKEN}: alone or together, at most {CORPUS_MB} MB and {whole(CORPUS_ROWS)} texts of at most "
    f"{whole(CORPUS_TEXT_CHARS)} characters. Their bytes tell what they are, not their names."
)
_FILES: Final = KEYS("texts-files")
_TURN: Final = KEYS("texts-turn")
_WAY_NAMES: Final = {"none": "Whole", "paragraphs": "By paragraph", "tokens": "By tokens"}
_SEPARATOR_NAMES: Final = {"none": "None: a line is a text", "comma": "Comma", "semicolon": "Semicolon", "tab": "Tab",
                           "bar": "Bar"}  # fmt: skip
_HOLDS_NAMES: Final[dict[Holds | None, str]] = {
    "documents": "Documents", "queries": "Queries", "judgements": "Judgements", None: "Nothing: leave out"
}  # fmt: skip
_NUMBERED: Final = "Number of the row"
TOKENS: Final = (32, 64, 96, 128, 192, 256, 384, 512)
OVERLAPS: Final = (0, 8, 16, 32, 64)


def choose_files() -> list[UploadedFile]:
    """Draw the way to bring files; ``forget_files`` empties it."""
    return st.file_uploader(
        f"Your files, at most {CORPUS_MB} MB", accept_multiple_files=True, max_upload_size=CORPUS_MB,
        key=f"{_FILES}-{st.session_state.get(_TURN, 0)}",
    )  # fmt: skip


def forget_files() -> None:
    """Let go of the files when they are kept as a collection: a box with another key is an empty one."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def choose_reading(kinds: Collection[Kind], source: str) -> Reading:
    """Draw how tables and files of text are read, where some are of these kinds; ``source`` names the files."""
    key = f"{KEYS('texts')}-{source}"
    if not {"csv", "tsv", "txt"} & set(kinds):
        return Reading()
    with st.popover("How tables are read", icon=":material/tune:"):
        separator = st.selectbox(
            "Separator", SEPARATORS, None, format_func=_SEPARATOR_NAMES.__getitem__, placeholder="Guessed",
            key=f"{key}-separator",
        )  # fmt: skip
        header = st.segmented_control(
            "First row", ("names", "texts"), format_func={"names": "Names of columns", "texts": "A text"}.__getitem__,
            key=f"{key}-header", help="Guessed where you choose nothing.",
        )  # fmt: skip
        if "txt" not in kinds:
            return Reading(separator, None if header is None else header == "names")
        lines = st.segmented_control(
            "A file of text holds", ("lines", "whole"), default="lines", required=True,
            format_func={"lines": "A text a line", "whole": "One text"}.__getitem__, key=f"{key}-whole",
        )  # fmt: skip
    return Reading(separator, None if header is None else header == "names", lines == "whole")


def choose_group(group: Group, key: str) -> tuple[Sheet, ...]:
    """Draw what files that are alike hold and which of their columns are what; return them so, or none."""
    first = group.first
    with st.container(border=True, gap="small"):
        st.html(f'<p class="el-document"><b>{escape(group.title)}</b> <small>{escape(group.told)}</small></p>')
        of_holds, of_text, of_id = st.columns([3, 5, 3], gap="small", vertical_alignment="bottom")
        with of_holds:
            holds = st.selectbox(
                "Holds", list(_HOLDS_NAMES), list(_HOLDS_NAMES).index(first.holds), key=f"{key}-holds",
                format_func=_HOLDS_NAMES.__getitem__,
            )  # fmt: skip
        if holds is None:
            return ()
        if holds == "judgements":
            with of_text:
                note(judged_sentence(first))
            return group.chosen(holds, (), None)
        with of_text:
            text = st.multiselect(
                "Columns of the text, joined in this order", first.columns, first.text, key=f"{key}-text"
            )
        with of_id:
            ids = [_NUMBERED, *first.columns]
            id = st.selectbox("Column of the id", ids, ids.index(first.id) if first.id else 0, key=f"{key}-id")
    return group.chosen(holds, text, None if id == _NUMBERED else id)


def judged_sentence(sheet: Sheet) -> str:
    """Return which columns of judgements are taken for what."""
    named = judgement_columns(sheet.columns)
    if named is None:
        return "Columns without known names: read as query, document and grade, in this order."
    query, document, grade = named
    grades = f"grade: {grade}" if grade else "every grade: 1"
    return f"Query: {query}; document: {document}; {grades}."


def choose_chunking() -> Chunking:
    """Draw how texts are cut."""
    of_way, of_tokens, of_overlap = st.columns([5, 4, 4], gap="medium", vertical_alignment="bottom")
    with of_way, control("way"):
        way = st.segmented_control(
            "Cut each text", WAYS, default=WAYS[0], required=True, format_func=_WAY_NAMES.__getitem__,
            help="Models read a text only to their limit, and one vector says less of a long text than of a short one.",
            **KEYS.bound("way"),
        )  # fmt: skip
    chosen = one_of(way, WAYS)
    if chosen != "tokens":
        return Chunking(chosen)
    with of_tokens, control("tokens"):
        tokens = one_of(st.select_slider("Tokens in a chunk, at most", TOKENS, 128, **KEYS.bound("tokens")), TOKENS)
    with of_overlap, control("overlap"):
        overlap = one_of(st.select_slider("Tokens that two share", OVERLAPS, 16, **KEYS.bound("overlap")), OVERLAPS)
    return Chunking(chosen, int(tokens), min(int(overlap), int(tokens) - 1))


def choose_text(count: int, first: int) -> int:
    """Draw which text is shown with its chunks; return its place, at first that of the longest."""
    if count == 1:
        return 0
    number = st.number_input(
        f"Text to look at, 1 to {whole(count)}", 1, count, first + 1, key=f"{KEYS('texts-look')}-{count}-{first}",
        width=240,
    )  # fmt: skip
    return int(number) - 1
