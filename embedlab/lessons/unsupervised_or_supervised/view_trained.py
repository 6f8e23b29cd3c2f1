"""What each model of the catalog was trained on, with which objective: the table of lesson 3."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.model_access import is_here

_HEADS: Final = ("Model", "Labels", "Objective", "Trained on")


def shown_cards() -> list[ModelCard]:
    """The models with weights that run here: the bundled ones, and those that were fetched."""
    return [card for card in catalog().values() if card.has_weights and (card.bundled or is_here(card))]


def trained_table() -> None:
    """Draw the table, unsupervised models first."""
    st.html(trained_html(sorted(shown_cards(), key=lambda card: card.axes.supervision == "supervised")))
    st.caption(
        "Labels: whether people, or the way texts are laid out, said which texts belong together. "
        "The words are those of each model's card."
    )


def trained_html(cards: Sequence[ModelCard]) -> str:
    """Return the table of these models."""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="What each model was trained on">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, cards))}</tbody></table></div>"
    )


def _row(card: ModelCard) -> str:
    chip = f'<span class="el-family el-f-{card.family}"></span>' if card.family in FAMILY_COLOURS else ""
    cells = (card.axes.supervision, card.objective, card.trained_on)
    return (
        f'<tr><th scope="row">{chip}{escape(card.name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )
