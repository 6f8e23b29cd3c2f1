"""A model of one's own: a folder of this machine or a repository of the hub, looked at before it is taken."""

from html import escape
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.models.found import may_manage
from embedlab.lessons.models.inputs import KEYS
from embedlab.lessons.models.study_access import ONLY_HERE
from embedlab.lessons.models.study_loads import shared_loads
from embedlab.lessons.models.view_tuned import draw_tuned
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import own_cards
from embedlab.models.own_models import KINDS, forget, look_at_folder, look_at_repository, take_in
from embedlab.ui.model_access import forget_fetch, ready, runtime
from embedlab.ui.panels.messages import note, problem_box

PLACES: Final = {"hub": "Model hub", "folder": "Folder of this machine"}
PATH_CHARS: Final = 1_000
_PROBLEM: Final = KEYS("own-problem")


def draw_own() -> None:
    """Draw the models that this visitor has tuned, the way to bring a model, and those that were brought."""
    draw_tuned()
    if not may_manage():
        st.caption(ONLY_HERE)
        _draw_brought(managed=False)
        return
    st.caption(
        f"Encoders of the kinds {', '.join(KINDS)}, with weights as safetensors. Each then stands in every list "
        "where its kind fits."
    )
    _draw_form()
    _draw_brought(managed=True)


def _draw_form() -> None:
    place = st.segmented_control(
        "From", list(PLACES), default="hub", required=True, format_func=PLACES.__getitem__, key=KEYS("own-place")
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if place == "folder":
            name = st.text_input("Folder", max_chars=PATH_CHARS, key=KEYS("own-folder"))
            revision = ""
        else:
            hint = "sentence-transformers/all-MiniLM-L12-v2"
            name = st.text_input("Name on the hub", placeholder=hint, max_chars=200, key=KEYS("own-repository"))
            revision = st.text_input("Revision, or empty for the newest", max_chars=100, key=KEYS("own-revision"))
        pressed = st.button("Look and take", type="primary", key=f"el-{KEYS('own-take')}")
    if pressed:
        _take(str(place), name or "", revision or "")


def _take(place: str, name: str, revision: str) -> None:
    """Look at what was named, and list it when it can run here; else say why not, where it was typed."""
    settings = runtime().settings
    try:
        with st.spinner("Looking at its files …"):
            card = (
                look_at_folder(name, settings.memory_bytes)
                if place == "folder"
                else look_at_repository(name, revision, settings.memory_bytes, offline=settings.offline)
            )
            take_in(card, settings.home)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    note(f"{card.name} is taken in as {card.id}.")


def _draw_brought(*, managed: bool) -> None:
    if problem := st.session_state.pop(_PROBLEM, ""):
        problem_box(problem)
    cards = list(own_cards().values())
    if not cards:
        st.caption("No model has been brought to this server yet.")
    for card in cards:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_line(card), width="stretch")
            if managed:
                st.button("Remove", key=f"el-models-remove-{card.id}", on_click=_remove, args=(card,))
        if managed:
            ready(card)


def _line(card: ModelCard) -> str:
    return f'<p class="el-note"><b>{escape(card.name)}</b>, {escape(card.family)}, {escape(card.id)}</p>'


def _remove(card: ModelCard) -> None:
    held = runtime()
    try:
        held.unload(card)
        held.store.remove(card)
        forget(card, held.settings.home)
    except EmbedLabError as error:
        st.session_state[_PROBLEM] = str(error)
    forget_fetch(card)
    shared_loads().forget(card)
