"""A visitor's own pairs: a file or a collection, its columns, the split, and what is wrong with any of it."""

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from embedlab.content.corpus_files.first_look import look
from embedlab.content.own_table import short_name
from embedlab.errors import EmbedLabError, InputError
from embedlab.lessons.fine_tuning.found_own import collections_known, rows_of_collection
from embedlab.lessons.fine_tuning.inputs import KEYS, forget_domain, open_domain
from embedlab.lessons.fine_tuning.inputs_own import (
    LIMITS,
    SUFFIXES,
    choose_collection,
    choose_columns,
    choose_file,
    choose_split_seed,
    forget_file,
)
from embedlab.lessons.fine_tuning.study_files import forget_pairs, keep_pairs
from embedlab.lessons.fine_tuning.study_pairs import Prepared, Row, prepare_once
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.limits import UPLOAD_MB
from embedlab.numbers_text import counted, in_bytes, whole
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.panels.table import table

SHARED: Final = (
    "They are kept on this server. Who has the address of the page sees them, and nobody can guess it: to share it is "
    "to share them. When there are too many, those that were not used for longest go first."
)
PREVIEW: Final = 4
_CHANGED: Final = KEYS("own-changed")
"""Set where other pairs were opened in this part."""
_CHARS: Final = 120


def draw_own(shown: Shown) -> None:
    """Draw the way from pairs of one's own to a tuning."""
    if st.session_state.pop(_CHANGED, False):
        st.rerun()  # the whole page: a part is drawn apart from it
    if shown.own_domain:
        _draw_kept(shown)
    left, right = st.columns(2, gap="medium")
    with left:
        upload = choose_file()
        st.caption(LIMITS)
    with right:
        names = collections_known()
        collection = choose_collection(names) if names else None
        if not names:
            st.caption("A collection of lesson 8 that has judged queries can be chosen here once it was opened there.")
    with errors_shown():
        if upload is not None:
            _draw_rows(*_rows_of_file(upload), f"{upload.file_id}")
        elif collection is not None:
            _draw_rows(rows_of_collection(collection), names[collection], collection)


def _draw_kept(shown: Shown) -> None:
    probe = shown.domain.probe
    note(
        f"Open now: {shown.domain.name}, {counted(shown.domain.train, 'pair')} to learn from, "
        f"{whole(len(probe.relevant))} queries to test on, {whole(len(probe.of('text')))} texts to search."
    )
    st.button(
        "Delete these pairs", key=KEYS("own-delete"), icon=":material/delete:", type="tertiary",
        on_click=_delete, args=(shown.domain.id,),
    )  # fmt: skip


def _delete(id: str) -> None:
    forget_pairs(id)
    forget_domain(id)
    st.session_state[_CHANGED] = True


def _rows_of_file(upload: UploadedFile) -> tuple[list[Row], str]:
    """The rows of a file by the two columns that are chosen, and its name.

    Raises:
        InputError: it is too large, or no table of two columns.
    """
    content, name = upload.getvalue(), short_name(upload.name)
    if upload.name.rsplit(".", 1)[-1].lower() not in SUFFIXES:
        raise InputError(f"{name} is no file of pairs; save it as one of {', '.join(f'.{each}' for each in SUFFIXES)}.")
    if len(content) > UPLOAD_MB * 1024 * 1024:
        raise InputError(f"{name} has {in_bytes(len(content))}; a file may have at most {UPLOAD_MB} MB.")
    sheet = look(content, upload.name)[0]
    if len(sheet.columns) < 2:
        raise InputError(
            f"{name} has one column; pairs need two, a query and a text, with a comma or tab between them."
        )
    for said in sheet.said:
        note(said)
    query, text = choose_columns(sheet, upload.file_id)
    if query == text:
        raise InputError("Query and text are the same column; choose another for one of them.")
    return list(zip(sheet.column(query), sheet.column(text), strict=True)), name


def _draw_rows(rows: list[Row], name: str, source: str) -> None:
    seed = choose_split_seed()
    prepared = prepare_once(tuple(rows), seed)
    _draw_prepared(prepared)
    st.button(
        "Use these pairs", key=f"{KEYS('own-use')}-{source}", type="primary", icon=":material/check:",
        on_click=_keep, args=(prepared, name),
    )  # fmt: skip
    st.caption(SHARED)
    if said := st.session_state.pop(KEYS("own-failed"), ""):
        note(said)


def _draw_prepared(prepared: Prepared) -> None:
    probe = prepared.probe
    note(
        f"{counted(len(prepared.train), 'pair')} to learn from, {whole(len(probe.relevant))} queries to test on, "
        f"{whole(len(probe.of('text')))} texts to search. {' '.join(prepared.said)}".rstrip()
    )
    rows = [
        [query[:_CHARS], text[:_CHARS], wrong[:_CHARS]]
        for (query, text), wrong in list(zip(prepared.train, prepared.negatives, strict=True))[:PREVIEW]
    ]
    head = ["Query", "Text that answers", "Hard negative: what BM25 takes for an answer"]
    table("The first pairs", head, rows, style="matrix", named=False, classes=("el-long",) * 3)


def _keep(prepared: Prepared, name: str) -> None:
    try:
        open_domain(keep_pairs(prepared, name))
        forget_file()
        st.session_state[_CHANGED] = True
    except EmbedLabError as error:
        st.session_state[KEYS("own-failed")] = str(error)
