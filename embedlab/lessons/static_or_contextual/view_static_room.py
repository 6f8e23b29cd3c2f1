"""The static room of lesson 1: what one can do with tables of word vectors, side by side. One tool runs at a time."""

from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.static_or_contextual.inputs import KEYS, static_tables
from embedlab.lessons.static_or_contextual.view_side_by_side import SideBySide
from embedlab.lessons.static_or_contextual.view_static_tools import (
    draw_analogies,
    draw_axis,
    draw_neighbours,
    draw_odd,
    draw_unseen,
)
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.trained import training_panel

SIDE_BY_SIDE: Final = 3
"""More tables than this do not fit beside each other; the others can be chosen instead."""

TOOLS: Final = {
    "neighbours": ("Neighbours", draw_neighbours),
    "unseen": ("An unseen word", draw_unseen),
    "analogy": ("Analogy", draw_analogies),
    "odd": ("Odd one out", draw_odd),
    "axis": ("An axis of your own", draw_axis),
}


def draw_static_room() -> None:
    """Draw the chosen tool over the chosen tables; bad input is answered below its own fields."""
    tool = st.segmented_control(
        "Tool",
        list(TOOLS),
        default="neighbours",
        format_func=lambda name: TOOLS[name][0],
        required=True,
        **KEYS.bound("tool"),
    )
    cards = _choose_tables()
    if not cards:
        note("Choose at least one table.")
        return
    try:
        TOOLS[tool or "neighbours"][1](SideBySide(cards))
    except EmbedLabError as error:
        problem_box(str(error))
    for card in cards:
        training_panel(card)


def _choose_tables() -> list[ModelCard]:
    offered = {card.id: card for card in static_tables()}
    bundled = [name for name in offered if catalog()[name].bundled][:SIDE_BY_SIDE]
    chosen = st.pills(
        f"Tables, at most {SIDE_BY_SIDE} side by side",
        list(offered),
        selection_mode="multi",
        default=bundled,
        format_func=lambda name: offered[name].name,
        **KEYS.bound("tables"),
    )
    return [card for name, card in offered.items() if name in chosen][:SIDE_BY_SIDE]
