"""Keep it: the tuned model as a folder to take away, its name on other pages, and how long it is there."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study import Outcome
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.models.tuned_models import TunedModel, shared_tuned_models
from embedlab.numbers_text import in_bytes, whole
from embedlab.ui.jobs import visitor
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table

CODE: Final = """from sentence_transformers import SentenceTransformer

model = SentenceTransformer("{folder}")  # the unpacked folder
vectors = model.encode(["a text"], normalize_embeddings=True)"""
GONE: Final = "The tuned model is no longer on this server; press Train to tune it again."


def draw_keep(shown: Shown) -> None:
    """Draw what a tuned model is called, how it is taken away, and how it is deleted."""
    outcome = shown.outcome
    if outcome is None or not outcome.saved:
        st.caption("Press Train first: what ships are numbers, not a model. Yours can then be taken away.")
        return
    models = shared_tuned_models()
    found = models.find(outcome.saved) if models.own(outcome.saved, visitor()) else None
    if found is None or visitor() not in found.owners:
        note(GONE)
        return
    _draw_model(found, outcome)


def _draw_model(found: TunedModel, outcome: Outcome) -> None:
    rows = [
        ["Name on other pages", found.card.name],
        ["Learnt from", f"{whole(outcome.train_pairs)} pairs"],
        ["Numbers that could change", whole(outcome.parameters)],
        ["Its folder", in_bytes(found.bytes)],
        ["Until when", "this server ends, or room is needed and it was not used for longest"],
        [
            "Who sees it",
            "you, in the lists of this session, whoever trains the very same, and whoever has this page's address",
        ],
    ]
    table("The tuned model", [], rows, style="parts el-card", classes=("", "el-long"))
    left, right = st.columns(2, gap="small")
    left.download_button(
        f"Download the folder (ZIP, {in_bytes(found.bytes)})", partial(_zip, outcome.saved), f"{outcome.saved}.zip",
        "application/zip", on_click="ignore", icon=":material/download:", key=KEYS("keep-zip"), width="stretch",
    )  # fmt: skip
    right.button(
        "Delete it", key=KEYS("keep-delete"), icon=":material/delete:", on_click=_delete,
        args=(outcome.saved,), width="stretch",
    )  # fmt: skip
    st.caption("Sentence Transformers loads the folder; nothing in it is a pickle.")
    st.code(CODE.format(folder=outcome.saved), language="python")


def _zip(saved: str) -> bytes:
    return shared_tuned_models().zip_bytes(saved)


def _delete(saved: str) -> None:
    shared_tuned_models().disown(saved, visitor())
