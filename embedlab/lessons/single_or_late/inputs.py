"""What the visitor chooses on lesson 5: models, a document, and how many query tokens are added up so far."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.lessons.single_or_late.examples import COLBERT, DENSE, Models, late_by
from embedlab.models.catalog import card
from embedlab.ui.model_select import choose_model
from embedlab.ui.panels.messages import safe_markdown
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys
from embedlab.ui.teacher import control

KEYS = Keys("single_or_late")
DOCUMENT = Pick(KEYS("document"))
_MOVED = f"el-{KEYS('moved')}"

HIDEABLE = {
    "preset": "Example", "query": "Query", "documents": "Documents", "model": "Model", "matrix": "Matrix of",
    "document": "Document", "step": "Stepper", "unfold": "Markers and masks", "counted": "What is counted",
    "size": "Number of documents", "length": "Length of documents", "kept": "k",
}  # fmt: skip


def choose_models(left: DeltaGenerator, right: DeltaGenerator) -> Models:
    """Draw the model that is used both ways, and whose matrix is shown."""
    with left, control("model"):
        how = "Once with one vector a text, once with the vectors of all its tokens."
        dense = choose_model("One model, both ways", map(card, DENSE), KEYS.bound("model"), help=how).id
    with right, control("matrix"):
        shown = st.selectbox(
            "Matrix of", ("same", "colbert"),
            format_func=lambda key: "the same model" if key == "same" else "ColBERT (backbone)",
            help=card(COLBERT).note, **KEYS.bound("matrix-of"),
        )  # fmt: skip
    return Models(dense, late_by(dense) if shown == "same" else COLBERT)


def choose_step(rows: int) -> int:
    """Draw the stepper: how many query tokens are added up so far, 0 to ``rows``; it begins at the end."""
    # A slider of its own for each length: a value beyond the last row would otherwise be an error.
    return int(st.slider("Query tokens added up", 0, rows, rows, **KEYS.bound(f"step{rows}")))


def chosen_step(rows: int) -> int:
    """How many query tokens are added up so far, as the stepper says."""
    return int(st.session_state.get(KEYS(f"step{rows}"), rows))


def choose_token(tokens: Sequence[str], step: int) -> None:
    """Draw the query's tokens; the one that is pressed is the last that is added up."""
    rows = len(tokens)
    key = f"el-{KEYS(f'token{rows}')}"
    st.session_state[key] = step - 1 if step else None
    st.pills(
        "Go to a token of the query",
        range(rows),
        format_func=lambda row: safe_markdown(tokens[row]),
        key=key,
        on_change=_step_to,
        args=(key, rows),
    )


def _step_to(key: str, rows: int) -> None:
    row = st.session_state[key]
    if row is not None:  # pressing the chosen token again takes the choice away; the sum stays
        st.session_state[KEYS(f"step{rows}")] = row + 1
        st.session_state[_MOVED] = True


def step_was_moved() -> bool:
    """Whether a token has just moved the stepper, which stands outside the part with the tokens; told once."""
    return bool(st.session_state.pop(_MOVED, False))
