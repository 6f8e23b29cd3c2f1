"""How a model that ships with EmbedLab was trained, and what it reached: the facts of its card, in full."""

from html import escape

import streamlit as st

from embedlab.models.cards import ModelCard, Training


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
    } | {score.name: f"{score.value:.2f} · {score.measure}" for score in training.scores}
    rows = "".join(f'<tr><th scope="row">{escape(key)}</th><td>{escape(text)}</td></tr>' for key, text in facts.items())
    label = escape(f"Training of {name}")
    box = f'<div class="el-matrix" tabindex="0" role="region" aria-label="{label}">'
    return f"{box}<table><tbody>{rows}</tbody></table></div>"
