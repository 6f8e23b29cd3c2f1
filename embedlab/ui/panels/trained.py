"""How a model that ships with EmbedLab was trained, and what it reached: the facts of its card, in full."""

import streamlit as st

from embedlab.models.cards import ModelCard, Training
from embedlab.numbers_text import signed
from embedlab.ui.panels.table import table_html


def training_panel(card: ModelCard) -> None:
    """Draw the panel of a model that was trained here; nothing for any other."""
    if card.training is None:
        return
    with st.expander(f"How {card.name} was trained, and how good it is"):
        st.html(training_html(card.name, card.training, card.licence))


def training_html(name: str, training: Training, licence: str) -> str:
    """Return the table: corpus, settings, seed, script, licence, then each score with its measure."""
    facts = {
        "read": training.corpus,
        "settings": training.settings,
        "seed": str(training.seed),
        "script": training.script,
        "licence": licence,
    } | {score.name: f"{signed(score.value)} · {score.measure}" for score in training.scores}
    return table_html(f"Training of {name}", (), list(facts.items()), style="matrix")
