"""What the visitor chooses on lesson 5: models, a document, and how many query tokens are added up so far."""

import streamlit as st

from embedlab.lessons.single_or_late.examples import COLBERT, DENSE, SEEN, Models, late_by
from embedlab.models.catalog import card
from embedlab.ui.model_select import choose_model
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys
from embedlab.ui.teacher import control

KEYS = Keys("single_or_late")
DOCUMENT = Pick(KEYS("document"))

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "model": "Model", "matrix": "Matrix of",
    "document": "Document", "step": "Stepper", "masks": "Masks seen by words",
    "unfold": "Markers and masks", "whole": "Whole text",
    "counted": "What is counted", "size": "Number of documents", "length": "Length of documents", "kept": "k",
}  # fmt: skip


def choose_more() -> Models:
    """Draw, behind *More*, the model that is used both ways, whose matrix is shown, and how much of it."""
    with st.popover("More", icon=":material/tune:", width="stretch"):
        with control("model"):
            how = "Once with one vector a text, once with the vectors of all its tokens."
            dense = choose_model("One model, both ways", map(card, DENSE), KEYS.bound("model"), help=how).id
        with control("matrix"):
            shown = st.selectbox(
                "Matrix of", ("same", "colbert"),
                format_func=lambda key: "the same model" if key == "same" else "ColBERT (backbone)",
                help=card(COLBERT).note, **KEYS.bound("matrix-of"),
            )  # fmt: skip
        with control("masks"):
            seen = st.toggle(
                "Let ColBERT's words see its masks",
                help="As it was trained, the masks see the words and no word sees a mask. Here stands what comes of "
                "the other way beside it: an easy mistake, since nothing raises an error.",
                **KEYS.bound("masks"),
            )  # fmt: skip
        with control("unfold"):
            st.toggle(
                "Show markers, masks and punctuation",
                help="What the model adds to the words, and what it leaves out.", **KEYS.bound("unfold"),
            )  # fmt: skip
    return Models(dense, late_by(dense) if shown == "same" else SEEN if seen else COLBERT, seen)


def choose_step(rows: int) -> int:
    """Draw the stepper: how many query tokens are added up so far, 0 to ``rows``; it begins at the end."""
    # A slider of its own for each length: a value beyond the last row would otherwise be an error.
    return int(st.slider("Query tokens added up", 0, rows, rows, **KEYS.bound(f"step{rows}")))


def choose_whole() -> bool:
    """Draw the choice of the whole text and all its columns, not only what stands around the winners."""
    return bool(st.toggle("Whole text", **KEYS.bound("whole")))


def is_on(name: str) -> bool:
    """Whether a toggle is on, before it is drawn too."""
    return bool(st.session_state.get(KEYS(name), st.query_params.get(KEYS(name)) == "true"))
