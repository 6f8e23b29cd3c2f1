"""The cost of lesson 5's rankers: what each way to compare costs, against the number of documents and their length."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.cost_curves import Writer, cost_curves
from embedlab.lessons.single_or_late.examples import CROSS
from embedlab.lessons.single_or_late.inputs import KEYS
from embedlab.lessons.single_or_late.study import Late
from embedlab.lessons.single_or_late.study_cost import LENGTHS, SIZES, WAYS, Counted, Shape, Timing, counted, measure
from embedlab.models.catalog import card
from embedlab.numbers_text import duration, in_bytes, quantity, seconds, whole
from embedlab.studies.rank import RankerId
from embedlab.studies.remembered import remembered_for
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box, waiting
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

Y_NAMES: dict[Counted, str] = {
    "multiplications": "multiplications a query",
    "bytes": "bytes stored",
    "milliseconds": "time of a query, measured here",
}
WRITTEN: dict[Counted, tuple[Writer, Writer]] = {
    "multiplications": (quantity, quantity),
    "bytes": (in_bytes, in_bytes),
    # An axis of powers of ten stays in seconds.
    "milliseconds": (lambda number: duration(number * 1e-3), lambda number: seconds(number * 1e-3)),
}
"""How a cost is written, and how on the axis."""
FIRST_SIZE, FIRST_LENGTH = 10_000, 128


def draw_cost(late: Late) -> None:
    """Draw what a query as long as the one on the page costs."""
    matrix, encoder = late.matrix, card(CROSS)
    if matrix is None:
        note("Counted as soon as the model is here.")
        return
    dimension = RankerId.parse(late.models.shown).card.dimension
    shape = Shape(int(matrix.query.compared.sum()), dimension, encoder.layers, encoder.dimension)
    counted_as, size, length = _choose()
    timing = _timing(late, shape, size, length) if counted_as == "milliseconds" else None
    if counted_as == "milliseconds" and timing is None:
        return
    y_name = Y_NAMES[counted_as]
    write, write_tick = WRITTEN[counted_as]
    by_size, by_length = _curves(shape, counted_as, size, length, timing)
    left, right = st.columns(2, gap="medium")
    with left:
        subheading(f"Texts of {length} tokens, more and more of them")
        chart(
            cost_curves(SIZES, by_size, "documents", y_name, mark=size, write=write, write_tick=write_tick),
            KEYS("cost-by-size"),
        )
    with right:
        subheading(f"{whole(size)} texts, longer and longer")
        figure = cost_curves(
            LENGTHS, by_length, "tokens a document", y_name, mark=length, write=write, write_tick=write_tick
        )
        chart(figure, KEYS("cost-by-length"))
    offer("Cost by number of texts", partial(cost_rows, counted_as, "documents", SIZES, by_size))
    offer("Cost by length of texts", partial(cost_rows, counted_as, "tokens_a_document", LENGTHS, by_length))
    finding(cost_sentence(shape, size, length))
    st.caption(_how(shape, counted_as, timing))


def cost_rows(counted_as: Counted, along: str, places: Sequence[int], curves: Mapping[str, np.ndarray]) -> Rows:
    """A row for each point of the curves: the way, where along the axis, and what it costs."""
    return [
        {"way": way, along: place, counted_as: float(cost)}
        for way, costs in curves.items()
        for place, cost in zip(places, costs, strict=True)
    ]


def _choose() -> tuple[Counted, int, int]:
    kind, many, long = controls(3, weights=(4, 3, 3))
    with kind, control("counted"):
        counted_as = st.segmented_control(
            "What is counted", list(Y_NAMES), default="multiplications", required=True, **KEYS.bound("counted")
        )
    with many, control("size"):
        size = st.select_slider("Documents", SIZES, FIRST_SIZE, format_func=whole, **KEYS.bound("size"))
    with long, control("length"):
        length = st.select_slider("Tokens a document", LENGTHS, FIRST_LENGTH, **KEYS.bound("length"))
    return one_of(counted_as, list(Y_NAMES)), int(size), int(length)


def _curves(
    shape: Shape, counted_as: Counted, size: int, length: int, timing: Timing | None
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    if timing is not None:
        return dict(timing.by_size), dict(timing.by_length)
    by_size = counted(shape, counted_as, SIZES, [length] * len(SIZES))
    by_length = counted(shape, counted_as, [size] * len(LENGTHS), LENGTHS)
    if counted_as == "bytes":  # a cross-encoder stores nothing, which a logarithmic axis cannot show
        for curves in (by_size, by_length):
            curves.pop(WAYS[2])
    return by_size, by_length


def _timing(late: Late, shape: Shape, size: int, length: int) -> Timing | None:
    # A changed text has already begun to fetch what is missing, and says so above.
    if not (ready(card(CROSS)) if late.search.shipped else is_here(card(CROSS))):
        note("Measured as soon as the cross-encoder is here.")
        return None
    try:
        return waiting("Measuring on this machine …", _measured, shape, size, length)
    except EmbedLabError as error:
        problem_box(str(error))
        return None


@remembered_for(seconds=600)
def _measured(shape: Shape, size: int, length: int) -> Timing:
    return measure(runtime(), card(CROSS), shape, size, length)


def cost_sentence(shape: Shape, size: int, length: int) -> str:
    """The cost at the mark in words."""
    single, late, cross = shape.costs(length).values()
    times = late.multiplications_per_query_per_doc // single.multiplications_per_query_per_doc
    more = cross.multiplications_per_query_per_doc / late.multiplications_per_query_per_doc
    return (
        f"{whole(size)} texts of {length} tokens: {in_bytes(single.bytes_per_doc * size)} as single vectors, "
        f"{in_bytes(late.bytes_per_doc * size)} as token vectors. A query of {shape.query_tokens} tokens costs "
        f"{whole(times)} times the multiplications, and a cross-encoder {whole(more)} times those again."
    )


def _how(shape: Shape, counted_as: Counted, timing: Timing | None) -> str:
    if timing is None:
        stored = " A cross-encoder stores nothing and has no line." if counted_as == "bytes" else ""
        return (
            f"Counted by the formulas under Why, for vectors of {shape.dimension} four-byte numbers and a "
            f"cross-encoder of {shape.layers} layers and width {shape.width}. Multiplications of a query leave out the "
            f"forward pass for the query itself.{stored}"
        )
    largest = timing.largest
    return (
        f"Measured just now, one query at a time, with random vectors of {shape.dimension} numbers: up to "
        f"{whole(largest[WAYS[0]])} single vectors and {whole(largest[WAYS[1]])} documents of token vectors at once, "
        f"and {largest[WAYS[2]]} pairs by the cross-encoder; beyond that, the time is scaled in proportion."
    )
