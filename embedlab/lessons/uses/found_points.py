"""The vectors that a model makes of the texts: shipped, remembered, or read at the press of a button."""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Final

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.numbers_text import duration, percent, whole
from embedlab.studies.labelled.text_points import (
    COUNTS,
    Points,
    makes_points,
    model_points,
    needs_reading,
    points_are_here,
)
from embedlab.studies.remembered import while_waiting
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.model_select import offered_models

_OPERATIONS: Final = 2.2e10
"""Operations a second of one core, measured on MiniLM and E5; what is said of a time is a rough guess."""
_CHARS_A_TOKEN: Final = 4.6
_PLACES: Final = 512
"""Tokens that a model without a limit of its own is taken to read."""


def points_models() -> dict[str, ModelCard]:
    """The models that can make a vector of each text, by id."""
    return {entry.id: entry for entry in offered_models(makes_points)}


def points_or_button(labelled: LabelledSet, model: str, slot: str) -> Points | None:
    """The vectors of a model, or the button that lets it read the texts; None while there are none.

    Nothing is drawn where the vectors ship, are remembered, or take no time (a table, ``tf-idf``). While a model reads,
    its progress stands where the button was; what it has read all visitors share.

    Args:
        labelled: the texts.
        model: id of a model of ``points_models``, or ``tf-idf``.
        slot: the place on the page, which names the button; two places may ask for the same model.

    Raises:
        InputError, StoreError: the model cannot be had, or no word is left to count.
    """
    if model == COUNTS:
        return Points.counted(labelled.texts)
    entry = card(model)
    if not needs_reading(labelled, model):
        if entry.row.runs == "table" and not ready(entry):
            return None
        with nullcontext() if points_are_here(labelled, model) else st.spinner(f"Looking up words in {entry.name} …"):
            return Points(model, entry.name, entry.family, model_points(runtime(), labelled, model))
    if not ready(entry):
        return None
    place = st.empty()
    many = whole(len(labelled.texts))
    pressed = place.button(
        f"Let {entry.name} read {many} texts (about {duration(round(reading_seconds(entry, labelled.texts)))})",
        key=KEYS(f"read-{slot}-{model}"), icon=":material/menu_book:",
    )  # fmt: skip
    if not pressed:
        return None
    bar = place.progress(0.0, text=f"{entry.name} reads {many} texts …")

    def show(share: float) -> None:
        # Drawing is where Streamlit ends a run that the visitor no longer waits for.
        bar.progress(share, text=f"{entry.name} reads {many} texts: {percent(share)}. Choose anything else to stop.")

    with while_waiting(lambda: bar.progress(0.0, text=f"{entry.name} reads these texts for another visitor …")):
        rows = model_points(runtime(), labelled, model, show)
    place.empty()
    return Points(model, entry.name, entry.family, rows)


def reading_seconds(entry: ModelCard, texts: Iterable[str]) -> float:
    """About how long a transformer reads texts on one core, in seconds: the products of its layers, and no more."""
    most = entry.max_tokens or _PLACES
    tokens = sum(min(len(text) / _CHARS_A_TOKEN + 3, most) for text in texts)
    return tokens * max(entry.layers, 1) * 24 * entry.dimension**2 / _OPERATIONS
