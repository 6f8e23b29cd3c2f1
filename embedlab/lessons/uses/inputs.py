"""What the visitor chooses on the first screen of lesson 9."""

import streamlit as st

from embedlab.content.labelled_set import labelled_cards
from embedlab.lessons.uses.inputs_clusters import HIDEABLE_CLUSTERS
from embedlab.lessons.uses.inputs_doubles import HIDEABLE_DOUBLES
from embedlab.lessons.uses.inputs_few import HIDEABLE_FEW
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.inputs_likes import HIDEABLE_LIKES
from embedlab.lessons.uses.inputs_rag import HIDEABLE_RAG
from embedlab.lessons.uses.inputs_strangers import HIDEABLE_STRANGERS
from embedlab.studies.labelled.open_sets import set_is_here
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

HIDEABLE = {
    "set": "Texts",
    **HIDEABLE_CLUSTERS,
    **HIDEABLE_FEW,
    **HIDEABLE_STRANGERS,
    **HIDEABLE_LIKES,
    **HIDEABLE_DOUBLES,
    **HIDEABLE_RAG,
}


def choose_set() -> str:
    """Draw the choice of the labelled texts; the id of the set."""
    names = {card.id: card.name for card in labelled_cards() if set_is_here(card.id)}
    with control("set"):
        chosen = st.selectbox("Texts", list(names), format_func=names.__getitem__, **KEYS.bound("set"))
    return one_of(chosen, list(names))
