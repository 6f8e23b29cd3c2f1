"""Texts of the visitor's own from a file or a pasted table: they go to the lines under *Documents*, as if typed."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.content.own_column import OwnTexts, column_names, column_texts, has_header, longest_column, shortened
from embedlab.content.own_table import SEPARATORS, SUFFIXES, OwnTable, Separator, read_file, read_paste
from embedlab.errors import InputError
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, DOCUMENTS, UPLOAD_MB
from embedlab.numbers_text import counted, whole
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.table import Cell, Markup, table

PREVIEW_ROWS: Final = 5
_PREVIEW_COLUMNS: Final = 6
_PREVIEW_CHARS: Final = 80
_READ: Final = KEYS("own-table")
_SEPARATOR_NAMES: Final[dict[Separator, str]] = {
    "none": "None, a line is a text", "comma": "Comma", "semicolon": "Semicolon", "tab": "Tab", "bar": "Bar |",
}  # fmt: skip


def choose_texts(number: int) -> None:
    """Draw the way from a file or a pasted table to the documents of the example with this number."""
    # Drawn apart from the page: nothing on it changes until the texts are used.
    st.fragment(_choose, key=KEYS("own-texts"))(KEYS(f"documents-{number}"))


def _choose(documents: str) -> None:
    st.caption(
        f"A text in each row, at most {DOCUMENTS} of {whole(DOCUMENT_CHARS)} characters, "
        f"{whole(COLLECTION_CHARS)} in all. They replace the lines; what begins with *question:*, *answer:* or "
        "*other:* is coloured as there."
    )
    upload = st.file_uploader(
        f"CSV, TSV or TXT in UTF-8, at most {UPLOAD_MB} MB", type=list(SUFFIXES), max_upload_size=UPLOAD_MB,
        key=KEYS("own-file"),
    )  # fmt: skip
    pasted = _paste() if upload is None else ""
    if upload is None and not pasted.strip():
        st.session_state.pop(_READ, None)
        return
    source = f"file-{upload.file_id}" if upload else f"paste-{hash(pasted)}"
    of_column, of_header, of_separator = st.columns([4, 3, 3], gap="small", vertical_alignment="bottom")
    with of_separator:
        separator: Separator | None = st.selectbox(
            "Separator", SEPARATORS, None, format_func=_SEPARATOR_NAMES.__getitem__, placeholder="Guessed",
            key=f"{_READ}-separator-{source}",
        )  # fmt: skip
    # Read once, not at each choice below.
    known = st.session_state.get(_READ)
    try:
        if known is None or known[0] != (source, separator):
            own = read_file(upload.getvalue(), upload.name, separator) if upload else read_paste(pasted, separator)
            known = st.session_state[_READ] = (source, separator), own
    except InputError as error:
        problem_box(str(error))
        return
    _choose_column(known[1], f"{source}-{separator}", of_column, of_header, documents)


def _paste() -> str:
    # It makes room for a file, and stands here again with what was typed when the file is taken away.
    pasted = st.text_area(
        "or rows copied from a spreadsheet", height=90, key=KEYS("own-paste"), persist_state="session"
    )
    # Leaving the text is what sends it; a finger that types wants something to press.
    st.button("Read the rows", key=f"el-{_READ}-paste")
    return pasted or ""


def _choose_column(
    own: OwnTable, source: str, of_column: DeltaGenerator, of_header: DeltaGenerator, documents: str
) -> None:
    with of_header:
        header = st.toggle("First row has names", has_header(own), key=f"{_READ}-header-{source}")
    names = column_names(own, header=header)
    with of_column:
        column = st.selectbox(
            "Column of the texts", range(own.columns), longest_column(own, header=header),
            format_func=names.__getitem__, key=f"{_READ}-column-{source}-{header}",
        )  # fmt: skip
    found = column_texts(own, column or 0, header=header)
    st.html(f'<p class="el-note">{escape(rows_sentence(own, found))}</p>')
    _offer(found.texts, documents)
    if found.rows:
        table("The first rows", *preview(own, names, column or 0, header=header), style="matrix", named=False)


def _offer(texts: Sequence[str], documents: str) -> None:
    if not texts:
        problem_box("There is no text to use: choose another column, separator or file.")
        return
    lines = "\n".join(texts)
    if st.session_state.get(documents) == lines:
        st.caption(f"{_these(len(texts)).capitalize()} {'is' if len(texts) == 1 else 'are'} in use, under Lines.")
    elif st.button(f"Use {_these(len(texts))}", type="primary", key=f"el-{_READ}-use"):
        st.session_state[documents] = lines
        st.rerun()


def _these(count: int) -> str:
    return "this text" if count == 1 else f"these {counted(count, 'text')}"


def preview(
    own: OwnTable, names: Sequence[str], column: int, *, header: bool
) -> tuple[list[Cell], list[tuple[Cell, ...]]]:
    """Return names and first rows of the first columns, the chosen one marked and always among them."""
    shown = list(range(min(own.columns, _PREVIEW_COLUMNS)))
    if column not in shown:
        shown[-1] = column
    head: list[Cell] = [
        Markup(f"<b>✓ {escape(names[number])}</b>") if number == column else names[number] for number in shown
    ]
    cells = [own.column(number, int(header), PREVIEW_ROWS) for number in shown]
    return head, [tuple(shortened(cell, _PREVIEW_CHARS) for cell in row) for row in zip(*cells, strict=True)]


def rows_sentence(own: OwnTable, found: OwnTexts) -> str:
    """Say how many rows there are and how many of them are texts to use, and why the others are not."""
    told = f"{counted(found.rows, 'row')}, {counted(len(found.texts), 'text')} to use."
    return " ".join((told, *own.said, *found.said))
