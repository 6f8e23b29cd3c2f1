"""What each model of the catalog was trained on, with which objective: the table of lesson 3."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.models.cards import ModelCard
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.exports import offer
from embedlab.ui.model_select import offered_models
from embedlab.ui.panels.table import Cell, Markup, table

HEAD: Final = ("Model", "Labels", "Objective", "Trained on")


def draw_trained() -> None:
    """Draw the table, unsupervised models first."""
    found = offered_models(lambda model: model.has_weights)
    ordered = sorted(found, key=lambda model: model.axes.supervision == "supervised")
    table("What each model was trained on", HEAD, trained_rows(ordered), style="matrix")
    offer("Training of the models", lambda: [dict(zip(HEAD, (m.name, *_facts(m)), strict=True)) for m in ordered])
    st.caption(
        "Labels: whether people, or the way texts are laid out, said which texts belong together. "
        "The words are those of each model's card."
    )


def trained_rows(models: Sequence[ModelCard]) -> list[tuple[Cell, ...]]:
    """Return a row for each of these models."""
    return [(_name(model), *_facts(model)) for model in models]


def _facts(model: ModelCard) -> tuple[str, str, str]:
    return model.axes.supervision, model.objective, model.trained_on


def _name(model: ModelCard) -> Markup:
    chip = f'<span class="el-family el-f-{model.family}"></span>' if model.family in FAMILY_COLOURS else ""
    return Markup(f"{chip}{escape(model.name)}")
