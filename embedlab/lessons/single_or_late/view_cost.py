"""The bill of lesson 5: what each way to compare costs, against the number of documents and their length."""

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.cost_curves import cost_curves
from embedlab.figures.kit.quantities import quantity
from embedlab.lessons.single_or_late.shipped import CROSS
from embedlab.lessons.single_or_late.study_cost import LENGTHS, SIZES, WAYS, Billed, Shape, Timing, counted, measure
from embedlab.lessons.single_or_late.view import Late
from embedlab.models.catalog import card
from embedlab.studies.rank import RankerId
from embedlab.ui.charts import chart
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.state import bound, controls
from embedlab.ui.teacher import control

Y_NAMES: dict[Billed, str] = {
    "multiplications": "multiplications a query",
    "bytes": "bytes stored",
    "milliseconds": "milliseconds a query, measured here",
}
FIRST_SIZE, FIRST_LENGTH = 10_000, 128


@st.fragment
def bill(late: Late, document: int) -> None:
    """Draw the bill for a query as long as the one on the page."""
    matrix, encoder = late.matrices[document], card(CROSS)
    dimension = RankerId.parse(late.models.shown).card.dimension
    shape = Shape(int(matrix.query.compared.sum()), dimension, encoder.layers, encoder.dimension)
    billed, size, length = _choose()
    timing = _timing(late, shape, size, length) if billed == "milliseconds" else None
    if billed == "milliseconds" and timing is None:
        return
    by_size, by_length = _curves(shape, billed, size, length, timing)
    left, right = st.columns(2, gap="medium")
    with left:
        subheading(f"Texts of {length} tokens, more and more of them")
        chart(cost_curves(SIZES, by_size, "documents", Y_NAMES[billed], mark=size), "late-bill-size")
    with right:
        subheading(f"{size:,} texts, longer and longer")
        chart(cost_curves(LENGTHS, by_length, "tokens a document", Y_NAMES[billed], mark=length), "late-bill-length")
    finding(bill_sentence(shape, size, length))
    st.caption(_how(shape, billed, timing))


def _choose() -> tuple[Billed, int, int]:
    kind, many, long = controls(3, weights=(4, 3, 3))
    with kind, control("billed"):
        billed = st.segmented_control(
            "What is counted", list(Y_NAMES), default="multiplications", required=True, **bound("late-billed")
        )
    with many, control("size"):
        size = st.select_slider("Documents", SIZES, FIRST_SIZE, format_func=lambda n: f"{n:,}", **bound("late-size"))
    with long, control("length"):
        length = st.select_slider("Tokens a document", LENGTHS, FIRST_LENGTH, **bound("late-length"))
    return billed, int(size), int(length)


def _curves(
    shape: Shape, billed: Billed, size: int, length: int, timing: Timing | None
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    if timing is not None:
        return dict(timing.by_size), dict(timing.by_length)
    by_size = counted(shape, billed, SIZES, [length] * len(SIZES))
    by_length = counted(shape, billed, [size] * len(LENGTHS), LENGTHS)
    if billed == "bytes":  # a cross-encoder stores nothing, which a logarithmic axis cannot show
        for curves in (by_size, by_length):
            curves.pop(WAYS[2])
    return by_size, by_length


def _timing(late: Late, shape: Shape, size: int, length: int) -> Timing | None:
    # A changed text has already begun to fetch what is missing, and says so above.
    if not (ready(card(CROSS)) if late.search.shipped else is_here(card(CROSS))):
        note("Measured as soon as the cross-encoder is here.")
        return None
    try:
        return _measured(shape, size, length)
    except EmbedLabError as error:
        problem_box(str(error))
        return None


@st.cache_data(max_entries=64, ttl=600, show_spinner="Measuring on this machine …")
def _measured(shape: Shape, size: int, length: int) -> Timing:
    return measure(runtime(), card(CROSS), shape, size, length)


def bill_sentence(shape: Shape, size: int, length: int) -> str:
    """The bill at the mark in words."""
    single, late, cross = shape.bills(length).values()
    times = late.multiplications_per_query_per_doc // single.multiplications_per_query_per_doc
    more = cross.multiplications_per_query_per_doc / late.multiplications_per_query_per_doc
    return (
        f"{size:,} texts of {length} tokens: {quantity(single.bytes_per_doc * size)}B as single vectors, "
        f"{quantity(late.bytes_per_doc * size)}B as token vectors. A query of {shape.query_tokens} tokens costs "
        f"{times:,} times the multiplications, and a cross-encoder {more:,.0f} times those again."
    )


def _how(shape: Shape, billed: Billed, timing: Timing | None) -> str:
    if timing is None:
        stored = " A cross-encoder stores nothing and has no line." if billed == "bytes" else ""
        return (
            f"Counted by the formulas under Why, for vectors of {shape.dimension} four-byte numbers and a "
            f"cross-encoder of {shape.layers} layers and width {shape.width}. Multiplications of a query leave out the "
            f"forward pass for the query itself.{stored}"
        )
    largest = timing.largest
    return (
        f"Measured just now, one query at a time, with random vectors of {shape.dimension} numbers: up to "
        f"{largest[WAYS[0]]:,} single vectors and {largest[WAYS[1]]:,} documents of token vectors at once, and "
        f"{largest[WAYS[2]]} pairs by the cross-encoder; beyond that, the time is scaled in proportion."
    )
