"""The three ways to asymmetry, each with a model that runs here and what it makes of the query on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER, PREFIXED, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, TripleScores, best_answer
from embedlab.models.catalog import catalog
from embedlab.numbers_text import percent, short
from embedlab.ui.exports import offer
from embedlab.ui.panels.table import table


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
        (TWO_TOWERS, "dpr-question"),
    ),
    Way("One encoder, a role signal", "the prefix before the text, see the laboratory above", (PREFIXED,)),
    Way(
        "Only the training",
        "nothing: questions with what answers them were its only pairs, and no paraphrases",
        (ONE_TOWER,),
    ),
)
"""Of each way the first model that is in the catalog is shown."""
KNOWN = "msmarco-minilm-l6-cos-v5"
"""A well known model of the third way."""


def draw_ways(found: Asymmetric) -> None:
    """Draw the three ways as a table."""
    names = ("Way", "What tells the sides apart", "Model", "best answer here", "beats a related question")
    table("Three ways to asymmetry", names, way_rows(found), style="matrix")
    offer("Three ways to asymmetry", lambda: [dict(zip(names, row, strict=True)) for row in way_rows(found)])
    known = catalog()[KNOWN]
    st.caption(
        f"Well known of the third kind is {known.name}, which only the hub has ({known.authors}), trained on "
        f"{known.trained_on} The one here was trained on pairs out of a dictionary, as the two towers were."
    )


def way_rows(found: Asymmetric) -> list[Sequence[str]]:
    """A row for each way: its model, the rank of the best answer, and the share of the shipped triples it wins."""
    rows: list[Sequence[str]] = []
    for way in WAYS:
        model = next(name for name in way.models if name in catalog())
        result = found.results.get(model)
        rank = best_answer(found.search, result) if result else None
        rows.append((way.name, way.sign, catalog()[model].name, _rank(rank), _share(found.scores.get(model))))
    return rows


def _rank(rank: float | None) -> str:
    return "–" if rank is None else f"rank {short(rank)}"


def _share(scores: TripleScores | None) -> str:
    if scores is None:
        return "–"
    summed = scores.against_related
    low, high = summed.share_interval
    return f"{percent(summed.share)} ({percent(low)} to {percent(high)})"
