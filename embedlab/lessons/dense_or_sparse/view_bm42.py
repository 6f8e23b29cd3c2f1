"""The attention that BM42 puts in the place of a word count."""

from functools import partial

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.dense_or_sparse.found import find_attention
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.models.catalog import card
from embedlab.numbers_text import percent
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rows import rows_of
from embedlab.ui.exports import offer
from embedlab.ui.model_access import is_here
from embedlab.ui.panels.chips import token_chips
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box


def draw_bm42(board: Board) -> None:
    """Draw what [CLS] takes from each piece of the document that is looked at."""
    if not is_here(card(BM42_MODEL)):
        note(f"The attention needs {card(BM42_MODEL).name}, which is still being fetched.")
        return
    try:
        found = find_attention(board.search.documents[board.document].text)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    subheading(f"Document {board.document + 1}")
    offer("Attention of BM42", partial(rows_of, token=found.tokens, weight=found.weights))
    token_chips(found.tokens, found.weights.tolist(), found.special, found.joints)
    finding(
        f"[CLS] spends {percent(found.wasted)} of its attention on [CLS] and [SEP]; BM42 shares out the rest, times "
        "IDF."
    )
    st.caption(
        "This is the formula of the announcement. The published package also stems, drops stop words and damps the "
        "attention, so its numbers differ."
    )
