"""Where a word stands among its nearest words in a static table: shipped for shipped words, else live."""

import streamlit as st

from embedlab.lessons.static_or_contextual.shipped import load_spot
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.studies.word_tables import Spot, spot
from embedlab.ui.model_access import is_here, runtime


def find_spot(table: ModelCard, word: str) -> Spot | None:
    """The neighbourhood of a word in a static table, shipped or live; None when the table is not here yet.

    Raises:
        EmbedLabError: the table has never seen the word, or cannot be read.
    """
    return load_spot(table.id, word) or (_live_spot(table.id, word) if is_here(table) else None)


@st.cache_resource(max_entries=256, show_spinner=False)
def _live_spot(table: str, word: str) -> Spot:
    return spot(runtime().table(card(table)), word)
