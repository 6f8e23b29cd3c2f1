"""The models that this visitor has tuned: how each came about, its download, and a way to be rid of it."""

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from embedlab.lessons.models.study_loads import shared_loads
from embedlab.models.catalog import catalog
from embedlab.models.tuned_models import DEPTH_NAMES, TunedModel, shared_tuned_models
from embedlab.numbers_text import counted, duration, in_bytes, quantity
from embedlab.ui.jobs import visitor
from embedlab.ui.model_access import forget_fetch
from embedlab.ui.panels.table import table

NONE_YET: Final = "You have tuned no model in this visit; lesson 10, Fine-tuning, does that."


def draw_tuned() -> None:
    """Draw the tuned models of this visitor, which nobody else sees."""
    models = shared_tuned_models()
    found = [model for card in models.of(visitor()) if (model := models.find(card.id)) is not None]
    if not found:
        st.caption(NONE_YET)
        return
    st.caption(
        "Tuned by you, and seen by nobody but you and whoever trains the very same or has the address of its page: "
        "each stands in every list where a dense model fits, until you delete it, "
        "this server ends, or it makes room for newer ones."
    )
    for model in found:
        _draw_one(model)


def tuned_lines(model: TunedModel) -> list[tuple[str, str]]:
    """The lines of the card of a tuned model."""
    about = model.about
    base = catalog().get(about.base)
    share = f"{quantity(about.parameters)} of {quantity(model.card.parameters)} parameters"
    return [
        ("Tuned from", base.name if base else about.base),
        ("Changed", f"{DEPTH_NAMES.get(about.depth, about.depth)}, {share}"),
        ("Learnt from", f"{counted(about.pairs, 'pair')} in {counted(about.steps, 'step')}"),
        ("Took", duration(round(about.seconds))),
        ("Size", f"{in_bytes(model.bytes)} on the disk"),
    ]


def _draw_one(model: TunedModel) -> None:
    card = model.card
    st.html(f'<p class="el-note"><b>{escape(card.name)}</b></p>')
    table(card.name, (), tuned_lines(model), style="parts el-card")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Download (ZIP)", partial(_zip_of, card.id), file_name=f"{card.id}.zip", mime="application/zip",
            key=f"el-models-tuned-zip-{card.id}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.button("Delete", key=f"el-models-tuned-delete-{card.id}", on_click=_delete, args=(model,))


def _zip_of(model_id: str) -> bytes:
    return shared_tuned_models().zip_bytes(model_id)


def _delete(model: TunedModel) -> None:
    shared_tuned_models().disown(model.card.id, visitor())
    forget_fetch(model.card)
    shared_loads().forget(model.card)
