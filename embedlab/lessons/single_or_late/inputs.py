"""What the visitor points at on lesson 5: a document, and how many query tokens are added up so far."""

from collections.abc import Sequence

import streamlit as st

from embedlab.ui.panels.messages import safe_markdown
from embedlab.ui.state import bound

DOCUMENT = "late-document"
_OF = "el-late-document-of"
LABEL = 90


def chosen_document(identity: str, count: int, first: int) -> int:
    """The number of the document that is looked at: the visitor's, as long as the search is the same, else ``first``.

    ``identity`` names the search; a link holds the number, so the first search of a session keeps it.
    """
    if st.session_state.setdefault(_OF, identity) != identity:
        st.session_state[_OF] = identity
        if DOCUMENT in st.query_params:
            del st.query_params[DOCUMENT]
    text = st.query_params.get(DOCUMENT, "")
    asked = int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 5 else first
    return asked if 0 <= asked < count else first


def choose_document(texts: Sequence[str], document: int) -> None:
    """Draw the choice of a document; a mark that is clicked in the rankings chooses it too, see ``point_at``."""
    st.session_state[f"el-{DOCUMENT}"] = document
    st.selectbox(
        "Document (or click a mark)",
        range(len(texts)),
        format_func=lambda number: _line(number, texts[number]),
        key=f"el-{DOCUMENT}",
        on_change=_tell_address,
    )


def point_at(number: object) -> None:
    """Look at this document from now on."""
    if isinstance(number, int):
        st.query_params[DOCUMENT] = str(number + 1)


def _tell_address() -> None:
    point_at(st.session_state[f"el-{DOCUMENT}"])


def _line(number: int, text: str) -> str:
    return f"{number + 1}. {text if len(text) <= LABEL else text[: LABEL - 1] + '…'}"


def choose_step(rows: int) -> int:
    """Draw the stepper: how many query tokens are added up so far, 0 to ``rows``; it begins at the end."""
    # A slider of its own for each length: a value beyond the last row would otherwise be an error.
    return int(st.slider("Query tokens added up", 0, rows, rows, **bound(_step_key(rows))))


def choose_token(tokens: Sequence[str], step: int) -> None:
    """Draw the query's tokens; the one that is pressed is the last that is added up."""
    rows = len(tokens)
    key = f"el-late-token{rows}"
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
    if row is not None:
        st.session_state[_step_key(rows)] = row + 1


def _step_key(rows: int) -> str:
    return f"late-step{rows}"
