"""A visitor's own texts on lesson 8: files are looked at, their columns chosen, their texts cut, and all is kept."""

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from embedlab.compute.chunking import Chunking
from embedlab.content.corpus_files.first_look import Reading, look_at_all
from embedlab.content.corpus_files.gathering import gather_by_use
from embedlab.content.corpus_files.sheet import Sheet
from embedlab.content.gathered import ID, TEXT, Gathered
from embedlab.content.own_column import shortened
from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.inputs import KEYS, open_collection
from embedlab.lessons.own_corpus.inputs_texts import (
    LIMITS,
    choose_chunking,
    choose_files,
    choose_group,
    choose_reading,
    choose_text,
    forget_files,
)  # fmt: skip
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_texts import (
    Chunks,
    chunks_of,
    gathered_sentence,
    groups_of,
    longest_text,
)  # fmt: skip
from embedlab.lessons.own_corpus.view_chunks import draw_chunks, draw_cuts, find_cuts
from embedlab.lessons.own_corpus.view_questions import draw_questions
from embedlab.models.catalog import card
from embedlab.numbers_text import counted, whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.cut_texts import COUNTED_BY, chunking_sentence, cutter
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table

T = TypeVar("T")

GROUPS_SHOWN: Final = 12
"""Kinds of files whose columns are chosen; a collection of more is no collection."""
PREVIEW_ROWS: Final = 4
_PREVIEW_CHARS: Final = 100
_PREVIEW_COLUMNS: Final = 4
_NAME_CHARS: Final = 60
_SAID_FIRST: Final = 4
_READ: Final = KEYS("texts-read")
"""What each step has given, by its name, so that a choice below does not read the files again."""

_KEPT: Final = KEYS("texts-kept")
SHARED: Final = (
    "They are kept on this server. Who has the address of the page sees them, and nobody can guess it: to share it is "
    "to share them. When there is no room left, the collection that was not used for longest goes first."
)


def draw_texts(chosen: Chosen) -> None:
    """Draw the way from files to a collection, and from queries to the one that is open."""
    if kept := st.session_state.pop(_KEPT, ""):
        note(kept)
    uploads = choose_files()
    st.caption(LIMITS)
    if not uploads:
        st.session_state.pop(_READ, None)
        draw_questions(chosen)
        return
    source = f"{len(uploads)}-{'-'.join(upload.file_id[:12] for upload in uploads[:20])}"
    try:
        sheets, reading = _find_sheets(uploads, source)
        gathered, key = _find_gathered(sheets, (source, reading), PurePath(uploads[0].name).stem)
        _draw_gathered(gathered)
        chunking = _draw_cutting(gathered, key)
        if chunking is not None:
            _draw_keeping(gathered, chunking, ", ".join(upload.name for upload in uploads[:3]))
    except EmbedLabError as error:
        problem_box(str(error))


def _once(step: str, key: object, make: Callable[[], T]) -> T:
    """What a step has given for the same choices; for others it is made anew and takes the place of that."""
    held = st.session_state.setdefault(_READ, {})
    if step not in held or held[step][0] != key:
        held.pop(step, None)  # before the new one is made: both are large
        held[step] = key, make()
    value: T = held[step][1]
    return value


def _find_sheets(uploads: Sequence[UploadedFile], source: str) -> tuple[tuple[Sheet, ...], Reading]:
    """What the files hold, and how they are read, which is asked for where there are tables."""

    def read(reading: Reading) -> tuple[Sheet, ...]:
        with st.spinner("Reading the files …"):
            return look_at_all([(upload.name, upload.getvalue()) for upload in uploads], reading)

    plain = st.session_state.get(_READ, {}).get("kinds")
    if plain is None or plain[0] != source:
        first = _once("sheets", (source, Reading()), lambda: read(Reading()))
        _once("kinds", source, lambda: frozenset(sheet.kind for sheet in first))
    kinds = st.session_state[_READ]["kinds"][1]
    reading = choose_reading(kinds, source)
    return _once("sheets", (source, reading), lambda: read(reading)), reading


def _find_gathered(sheets: Sequence[Sheet], read: tuple[str, Reading], name: str) -> tuple[Gathered, object]:
    """What is gathered from them by the columns that are chosen, and what it depends on.

    Raises:
        InputError: nothing can be gathered so.
    """
    groups = groups_of(sheets)
    kept: list[Sheet] = []
    for number, group in enumerate(groups[:GROUPS_SHOWN]):
        columns = "-".join(group.first.columns[:8])
        kept += choose_group(group, f"{KEYS('texts')}-{read[0]}-{number}-{columns}")
    if len(groups) > GROUPS_SHOWN:
        note(f"Only the first {GROUPS_SHOWN} kinds of files are shown and read, of {whole(len(groups))}.")
    key = (read, tuple((sheet.name, sheet.holds, sheet.text, sheet.id) for sheet in kept))

    def make() -> Gathered:
        with st.spinner("Gathering the texts …"):
            return gather_by_use(name, kept)

    return _once("gathered", key, make), key


def _draw_gathered(gathered: Gathered) -> None:
    """Draw what there is to use, the first of it, and what was left out and why."""
    subheading("What was read")
    lines = [gathered_sentence(gathered), *gathered.said[:_SAID_FIRST]]
    note("\n".join(lines))
    if more := gathered.said[_SAID_FIRST:]:
        with st.popover(f"{counted(len(more), 'more remark')}"):
            st.text("\n".join(more))
    names = [ID, TEXT, *gathered.columns][:_PREVIEW_COLUMNS]
    head = [{ID: "id", TEXT: "text"}.get(name, shortened(name)) for name in names]
    rows = gathered.documents.select(names).slice(0, PREVIEW_ROWS).to_pylist()
    cells = [[shortened(str(row[name]), _PREVIEW_CHARS) for name in names] for row in rows]
    table("The first texts", head, cells, style="parts el-card")
    if gathered.queries is not None:
        asked = gathered.queries.slice(0, 3).to_pylist()
        table("The first queries", ["id", "query"], [[row[ID], shortened(row[TEXT], _PREVIEW_CHARS)] for row in asked],
              style="parts el-card")  # fmt: skip


def _draw_cutting(gathered: Gathered, key: object) -> Chunking | None:
    """Draw how texts are cut, the chunks in one of them, and what models would leave unread of all."""
    subheading("Cut into chunks")
    chunking = choose_chunking()
    if chunking.way == "tokens":
        st.caption(f"Tokens are those of {card(COUNTED_BY).name}; a word is cut only where it alone is longer.")
        if not ready(card(COUNTED_BY)):
            return None
    texts = gathered.documents.column(TEXT)
    place = choose_text(len(texts), _once("longest", key, lambda: longest_text(gathered)))
    draw_chunks(str(texts[place].as_py()), cutter(runtime().store, chunking))

    def count() -> Chunks:
        with st.spinner("Cutting the texts …"):
            return chunks_of(gathered, cutter(runtime().store, chunking))

    chunks = _once("chunks", (key, chunking), count)
    st.caption(chunks.sentence)
    draw_cuts(chunks, _once("cuts", (key, chunking), lambda: find_cuts(chunks)))
    return chunking


def _draw_keeping(gathered: Gathered, chunking: Chunking, source: str) -> None:
    """Draw what the collection is called, and the button that keeps and opens it."""
    subheading("Keep and open")
    of_name, of_button = st.columns([5, 3], gap="small", vertical_alignment="bottom")
    with of_name:
        name = st.text_input(
            "Name of the collection",
            gathered.name[:_NAME_CHARS],
            max_chars=_NAME_CHARS,
            key=f"{KEYS('texts-name')}-{gathered.name[:_NAME_CHARS]}",
        )
    with of_button:
        pressed = st.button("Use these texts", type="primary", key=f"el-{KEYS('texts-use')}", width="stretch")
    going = shared_collections().would_go(2 * gathered.documents.nbytes)
    if going:
        note(f"To make room, {counted(len(going), 'collection')} that nobody has opened for longest will be deleted.")
    st.caption(SHARED)
    if pressed:
        fresh = Gathered(
            (name or "").strip() or "My texts", gathered.documents, gathered.queries, gathered.judgements, gathered.said
        )
        with st.spinner("Cutting and keeping the texts …"):
            record = shared_collections().add(
                fresh, cutter(runtime().store, chunking), source=source[:200], chunking=chunking_sentence(chunking)
            )
        st.session_state.pop(_READ, None)
        st.session_state[_KEPT] = (
            f"{record.name} is open: {counted(record.documents, 'text')}. Now let models read them."
        )
        forget_files()
        open_collection(record.id)
        st.rerun()
