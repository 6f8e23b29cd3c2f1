"""The taxonomy as a matrix of models and axes, and the timeline of the field."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from embedlab.content.axes import Axis, load_axes
from embedlab.figures.timeline import TimelinePoint, field_timeline
from embedlab.lessons.home.examples_timeline import TimelineEntry, load_timeline
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.models.families import FAMILIES
from embedlab.numbers_text import counted
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.navigation import page_address
from embedlab.ui.panels.table import Markup, Wide, table


def draw_taxonomy() -> None:
    """Draw the matrix: a row for each model, family by family, a column for each axis; those of the hub are folded."""
    here, hub = (list(cards) for cards in here_and_hub(taxonomy_cards()))
    _draw_matrix("Models on the six axes", here, axis_head)
    with st.expander(f"{counted(len(hub), 'more model')}, which the model hub has"):
        # Without the links: each would be one more Tab stop to the same page.
        _draw_matrix("Models of the hub on the six axes", hub, lambda axis: axis.page.title)
    offer("Models on the six axes", partial(axis_rows, load_axes()))


def _draw_matrix(label: str, cards: Sequence[ModelCard], head: Callable[[Axis], object]) -> None:
    axes = load_axes()
    rows: list[Sequence[object]] = []
    for family, kin in by_family(cards).items():
        rows.append([Markup(f'<span class="el-family el-f-{family}"></span><b>{family}</b>'), Wide("", len(axes))])
        rows += [matrix_row(card, axes) for card in kin]
    table(label, ("Model, and when to choose it", *map(head, axes)), rows, style="matrix el-taxonomy")


def here_and_hub(cards: Sequence[ModelCard]) -> tuple[list[ModelCard], list[ModelCard]]:
    """The models that run without a model hub, and those that only it has."""
    here = [card for card in cards if card.bundled or not card.has_weights]
    return here, [card for card in cards if card not in here]


def taxonomy_cards() -> list[ModelCard]:
    """The models that have a place on the axes of their own: no hybrids, and of a pair no single tower."""
    return [card for card in catalog().values() if card.family != "hybrid" and card.tower in (None, "both")]


def by_family(cards: Sequence[ModelCard]) -> dict[str, list[ModelCard]]:
    """The models of each family that has any, families in their own order, models in the given one."""
    return {family: kin for family in FAMILIES if (kin := [card for card in cards if card.family == family])}


def axis_rows(axes: tuple[Axis, ...]) -> Rows:
    """The same, to be taken away: the place of each model on each axis, in plain words."""
    return [
        {"model": card.name, "family": card.family, "year": card.year, "choose_when": card.choose_when}
        | {axis.field: str(getattr(card.axes, axis.field)) for axis in axes}
        for cards in by_family(taxonomy_cards()).values()
        for card in cards
    ]


def matrix_row(card: ModelCard, axes: tuple[Axis, ...]) -> list[object]:
    """A model with the sentence that says when to choose it, and its place on each axis."""
    places = (str(getattr(card.axes, axis.field)).replace("-", " ") for axis in axes)
    return [Markup(f"{escape(card.name)} <small>{escape(card.choose_when)}</small>"), *places]


def axis_head(axis: Axis) -> Markup:
    """The name of an axis, a link to its lesson where that exists.

    The cells are no links: a keyboard would have to pass two hundred of them.
    """
    title, address = escape(axis.page.title), page_address(axis.page)
    return Markup(f'<a href="{escape(address)}" target="_self">{title}</a>' if address else title)


def draw_timeline() -> None:
    """Draw the timeline, and beside it the sentence and paper of each entry."""
    entries = load_timeline()
    points = [TimelinePoint(e.year, e.name, e.family, runs_here(e), e.sentence) for e in entries]
    chart(field_timeline(points), "home-timeline")
    offer(
        "Timeline",
        lambda: [
            {"year": e.year, "name": e.name, "family": e.family, "runs_here": runs_here(e), "paper": e.paper}
            for e in entries
        ],
    )
    with st.expander("Every entry, with its paper"):
        st.html(f'<ul class="el-reading">{"".join(map(_entry, entries))}</ul>')


def runs_here(entry: TimelineEntry) -> bool:
    """Whether the model of an entry, or its bundled stand-in, runs in this version."""
    card = catalog().get(entry.model_id or "")
    return card is not None and (card.bundled or not card.has_weights)


def _entry(entry: TimelineEntry) -> str:
    link = (
        f'<a href="{escape(entry.url)}" target="_blank" rel="noopener">{escape(entry.paper)}</a>' if entry.url else ""
    )
    here = " Runs here." if runs_here(entry) else ""
    return f"<li><b>{entry.year} {escape(entry.name)}</b>. {escape(entry.sentence)}{here}<br><span>{link}</span></li>"
