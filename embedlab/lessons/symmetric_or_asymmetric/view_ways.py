"""The three ways to asymmetry, each with a model that runs here and what it makes of the query on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.study import TripleScores
from embedlab.lessons.symmetric_or_asymmetric.view import best_answer
from embedlab.models.catalog import catalog
from embedlab.studies.searches import Result, Search


@dataclass(frozen=True)
class Way:
    """One way to make a model asymmetric: its name, what tells the sides apart, and the models that show it."""

    name: str
    sign: str
    models: tuple[str, ...]


WAYS = (
    Way(
        "Two encoders",
        "which of the two reads a text; there is no prefix to set",
        ("two-tower-embedlab", "dpr-question"),
    ),
    Way("One encoder, a role signal", "the prefix before the text, see the laboratory above", ("e5-small-v2",)),
    Way(
        "Only the training",
        "nothing: questions with their answers were among its training pairs",
        ("all-minilm-l6-v2",),
    ),
)
"""Of each way the first model that is in the catalog is shown."""


def three_ways(search: Search, results: Sequence[Result], scores: Mapping[str, TripleScores]) -> None:
    """Draw the three ways as a table."""
    st.html(ways_html(search, results, scores))


def ways_html(search: Search, results: Sequence[Result], scores: Mapping[str, TripleScores]) -> str:
    """A row for each way: its model, the place of the best answer, and the share of the shipped triples it wins."""
    places = {result.model: best_answer(search, result) for result in results}
    rows = []
    for way in WAYS:
        model = next(name for name in way.models if name in catalog())
        cells = (way.sign, catalog()[model].name, _place(places.get(model)), _share(scores.get(model)))
        body = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(way.name)}</th>{body}</tr>')
    names = ("Way", "What tells the sides apart", "Model", "best answer here", "beats a related question")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="Three ways to asymmetry">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _place(place: int | None) -> str:
    return "–" if place is None else f"rank {place}"


def _share(scores: TripleScores | None) -> str:
    if scores is None:
        return "–"
    summed = scores.against_related()
    low, high = summed.share_interval
    return f"{summed.share:.0%} ({low:.0%} to {high:.0%})"
