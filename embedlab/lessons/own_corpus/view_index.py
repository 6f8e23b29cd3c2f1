"""The index of a collection: which models read its texts, how far they are, and what it takes on the disk."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from embedlab.lessons.own_corpus.found_index import begin_index
from embedlab.lessons.own_corpus.inputs import KEYS, forget_collection
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.view_following import draw_following, draw_progress, draw_refusal
from embedlab.models.cards import ModelCard
from embedlab.models.settings import read_settings
from embedlab.numbers_text import in_bytes, short, whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.engine_steps import left_to_build
from embedlab.studies.corpus.index_folder import bytes_under
from embedlab.studies.corpus.index_job import IndexJob
from embedlab.studies.corpus.index_jobs import shared_index_jobs
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import DEFAULT_READINGS, Reading
from embedlab.ui.exports import offer
from embedlab.ui.model_select import offered_models
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table_html
from embedlab.ui.teacher import control

_SAID = KEYS("index-said")


def draw_index(chosen: Chosen) -> None:
    """Draw the choice of models, the buttons, how far the index is, and the collections of this visitor."""
    if chosen.corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    job = shared_index_jobs().find(chosen.corpus.index)
    live = job is not None and job.live
    readings = _choose_readings(live=live)
    _draw_buttons(chosen.corpus, readings, live=live)
    draw_refusal(_SAID)
    draw_following(chosen.corpus.index, partial(_draw_progress, chosen.corpus), live=live)
    _draw_readings(chosen.corpus)
    _draw_mine(chosen)


def _choose_readings(*, live: bool) -> list[Reading]:
    offered = [card.id for card in offered_models(_reads)]
    bare = [f"{id}+none" for id in offered if any(Reading(id).card.prompts)]
    with control("readings"):
        chosen = st.multiselect(
            "Models that read the texts", [*offered, *bare], [each for each in DEFAULT_READINGS if each in offered],
            format_func=lambda text: Reading.parse(text).name, disabled=live, **KEYS.bound("readings"),
            help="BM25 needs no model. A model that has read the texts once is not asked again.",
        )  # fmt: skip
    return [Reading.parse(text) for text in chosen]


def _reads(card: ModelCard) -> bool:
    return card.has_weights and card.ranker in ("words", "texts", "terms")


def _draw_buttons(corpus: OpenCorpus, readings: Sequence[Reading], *, live: bool) -> None:
    left = [reading for reading in readings if not corpus.index.has(reading)]
    begun = any(corpus.index.read(reading) for reading in left)
    more = bool(left) or left_to_build(corpus.index, readings, read_settings())
    first, second, third = st.columns(3, gap="small")
    first.button(
        "Go on" if begun else "Index", key=KEYS("index-go"), type="primary", icon=":material/play_arrow:",
        disabled=live or not readings or not more, on_click=_start, args=(corpus, tuple(readings)),
        width="stretch",
    )  # fmt: skip
    second.button(
        "Pause", key=KEYS("index-pause"), icon=":material/pause:", disabled=not live,
        on_click=partial(shared_index_jobs().pause, corpus.index), width="stretch",
    )  # fmt: skip
    third.button(
        "Cancel", key=KEYS("index-cancel"), icon=":material/close:", disabled=not live and not begun,
        on_click=partial(shared_index_jobs().cancel, corpus.index), width="stretch",
        help="Drops what models have begun and not finished.",
    )  # fmt: skip


def _start(corpus: OpenCorpus, readings: tuple[Reading, ...]) -> None:
    st.session_state[_SAID] = begin_index(corpus.index, readings)


def _draw_progress(corpus: OpenCorpus, job: IndexJob | None) -> None:
    if job is None:
        if corpus.index.wanted and not all(map(corpus.index.has, map(Reading.parse, corpus.index.wanted["readings"]))):
            note("Indexing was broken off. What was read is kept; press Go on.")
        return
    if not draw_progress(job):
        note("Done." if job.state == "done" else "Paused. What was read is kept; press Go on.")


def _draw_readings(corpus: OpenCorpus) -> None:
    """What each model has read, what it took, and what it takes."""
    rows = index_rows(corpus)
    if not rows:
        return
    head = ["Model", "Texts read", "Seconds", "On the disk"]
    cells = [
        [str(row["model"]), whole(row["read"]), short(row["seconds"]), in_bytes(row["bytes"])] for row in rows
    ]  # fmt: skip
    st.html(table_html("What models have read", head, cells))
    offer("Index", lambda: rows)


def index_rows(corpus: OpenCorpus) -> list[dict[str, Any]]:
    """A row for each model that has read something: texts, seconds and bytes."""
    return [
        {
            "model": reading.name,
            "read": corpus.index.read(reading),
            "of": corpus.count,
            "seconds": float(corpus.index.told(reading).get("seconds", 0.0)),
            "bytes": bytes_under(corpus.index.folder_of(reading)),
        }
        for reading in corpus.index.begun()
    ]


def _draw_mine(chosen: Chosen) -> None:
    """The collections of this visitor: their bytes, the way to share one, and to delete it."""
    collections = shared_collections()
    if chosen.shipped or chosen.corpus is None:
        st.caption("This collection comes with EmbedLab; its index is shared by all visitors of this server.")
        return
    record = chosen.corpus.record
    st.caption(
        f"{in_bytes(collections.bytes_of(record))} on the disk of this server, which keeps "
        f"{in_bytes(collections.budget)} of collections and drops the least used first. Who has the address of this "
        "page can see these texts; nobody else can."
    )
    with st.popover("Delete this collection", icon=":material/delete:"):
        st.text("Its texts, questions and index go, for everybody who has its address.")
        st.button("Delete", key=KEYS("delete"), type="primary", on_click=_delete, args=(chosen.id,))


def _delete(id: str) -> None:
    record = shared_collections().get(id)
    if record is not None:
        shared_index_jobs().cancel(shared_collections().index(record))
        shared_collections().delete(record)
    forget_collection(id)
