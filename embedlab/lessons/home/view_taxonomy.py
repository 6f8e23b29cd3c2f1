"""The taxonomy as a matrix of models and axes, and the timeline of the field."""

from html import escape

import streamlit as st

from embedlab.content.axes import Axis, load_axes
from embedlab.figures.timeline import TimelinePoint, field_timeline
from embedlab.lessons.home.examples_timeline import TimelineEntry, load_timeline
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog
from embedlab.ui.charts import chart
from embedlab.ui.navigation import page_address
from embedlab.ui.panels.table import Markup, table


def draw_taxonomy() -> None:
    """Draw the matrix: a row for each model, a column for each axis; a cell links to its lesson."""
    axes = load_axes()
    head = ("Model", *(axis.page.title for axis in axes))
    rows = [matrix_row(card, axes) for card in taxonomy_cards()]
    table("Models on the six axes", head, rows, style="matrix")


def taxonomy_cards() -> list[ModelCard]:
    """The models that have a place on the axes of their own: no hybrids, and of a pair no single tower."""
    return [card for card in catalog().values() if card.family != "hybrid" and card.tower is None]


def matrix_row(card: ModelCard, axes: tuple[Axis, ...]) -> list[Markup]:
    """A model and its place on each axis; where the lesson of an axis exists, the place is a link to it."""
    mark = "" if card.bundled or not card.has_weights else " <small>hub</small>"
    name = Markup(f'<span class="el-family el-f-{card.family}"></span>{escape(card.name)}{mark}')
    return [name, *(_place(axis, str(getattr(card.axes, axis.field))) for axis in axes)]


def _place(axis: Axis, value: str) -> Markup:
    shown = escape(value.replace("-", " "))
    address = page_address(axis.page)
    return Markup(f'<a href="{escape(address)}" target="_self">{shown}</a>' if address else shown)


def draw_timeline() -> None:
    """Draw the timeline, and beside it the sentence and paper of each entry."""
    entries = load_timeline()
    points = [TimelinePoint(e.year, e.name, e.family, runs_here(e), e.sentence) for e in entries]
    chart(field_timeline(points), "home-timeline")
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
