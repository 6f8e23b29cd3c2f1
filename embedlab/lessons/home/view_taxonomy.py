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


def taxonomy() -> None:
    """Draw the matrix: a row for each model, a column for each axis; a cell links to its lesson."""
    st.html(matrix_html(taxonomy_cards(), load_axes()))


def taxonomy_cards() -> list[ModelCard]:
    """The models that have a place on the axes of their own: no hybrids, and of a pair no single tower."""
    return [card for card in catalog().values() if card.family != "hybrid" and card.tower is None]


def matrix_html(cards: list[ModelCard], axes: tuple[Axis, ...]) -> str:
    """The matrix as a table; the place of a model on an axis whose lesson exists is a link to that lesson."""
    head = "".join(f'<th scope="col">{escape(axis.page.title)}</th>' for axis in axes)
    rows = "".join(_row(card, axes) for card in cards)
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="Models on the six axes"><table><thead><tr>'
        f'<th scope="col">Model</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(card: ModelCard, axes: tuple[Axis, ...]) -> str:
    cells = "".join(_cell(axis, str(getattr(card.axes, axis.field))) for axis in axes)
    mark = "" if card.bundled or not card.has_weights else " <small>hub</small>"
    name = f'<span class="el-family el-f-{card.family}"></span>{escape(card.name)}{mark}'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cell(axis: Axis, value: str) -> str:
    shown = escape(value.replace("-", " "))
    address = page_address(axis.page)
    return f'<td><a href="{escape(address)}" target="_self">{shown}</a></td>' if address else f"<td>{shown}</td>"


def timeline() -> None:
    """Draw the timeline, and beside it the sentence and paper of each entry."""
    entries = load_timeline()
    points = [TimelinePoint(e.year, e.name, e.family, runs_here(e), e.sentence) for e in entries]
    chart(field_timeline(points), "timeline")
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
