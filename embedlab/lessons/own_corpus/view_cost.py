"""What each set-up costs for what it gives: by time, by room, or by money at the visitor's prices."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.compute.query_price import Prices
from embedlab.figures.cost_quality import cost_quality
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_cost import (
    AXES,
    AXIS_TITLES,
    FIRST_PRICES,
    Axis,
    Priced,
    front_sentence,
    priced,
    priced_rows,
    step_rows,
    write_cost,
)
from embedlab.numbers_text import percent
from embedlab.studies.corpus.findings import LEVEL
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

_MOST_MONEY: Final = 1_000_000.0
_MOST_CORES: Final = 1_024
_MOST_QUERIES: Final = 10**12

FORMULA: Final = (
    "money = 10⁶ × seconds ÷ (3,600 × queries at once) × price of an hour  +  GB in memory × price of a GB-month × "
    "10⁶ ÷ queries in a month"
)


def draw_cost(chosen: Chosen) -> None:
    """Draw quality against the chosen cost, those that none beats, and what each step up costs."""
    if chosen.findings is None:
        note("Nothing is measured yet. Open “How good each is” above; what it measures is drawn here.")
        return
    if not chosen.measured:
        note(
            "No query of this collection has a text that is known to answer, so no quality is known. Judge some above."
        )
        return
    axis = _choose_axis()
    prices = _choose_prices() if axis == "money" else FIRST_PRICES
    if prices is None:
        return
    rows = priced(chosen, axis, prices)
    _draw_figure(rows, axis, chosen.metric)
    finding(front_sentence(rows, axis, chosen.metric))
    steps = step_rows(rows, axis, chosen.metric)
    if len(steps) > 1:
        head = ("beaten by none", chosen.metric, AXES[axis].lower(), "costs more", "gains")
        table("Set-ups that none beats, the cheapest first", head, steps, style="matrix")
    offer("Cost against quality", partial(priced_rows, rows, axis, chosen.metric))
    st.caption(how_sentence(axis, chosen.findings.machine))
    if axis == "money":
        st.caption(FORMULA)


def _choose_axis() -> Axis:
    with control("cost-axis"):
        chosen: Axis | None = st.segmented_control(
            "Cost", list(AXES), default="time", format_func=AXES.__getitem__, required=True,
            **KEYS.bound("cost-axis"),
        )  # fmt: skip
    return one_of(chosen, list(AXES))


def _choose_prices() -> Prices | None:
    """Draw the four prices; None when one of them is missing, which is said."""
    first = FIRST_PRICES
    with control("prices"):
        hour, cores, memory, monthly = controls(4)
        with hour:
            paid = st.number_input(
                "An hour of the machine", 0.0, _MOST_MONEY, first.hour, 0.01, format="%g",
                help="In your currency; what follows is in the same.", **KEYS.bound_number("price-hour"),
            )  # fmt: skip
        with cores:
            at_once = st.number_input(
                "Cores in use", 1, _MOST_CORES, first.cores, 1,
                help="Queries that it answers at once, one on each core.", **KEYS.bound_number("price-cores"),
            )  # fmt: skip
        with memory:
            room = st.number_input(
                "A GB of memory for a month", 0.0, _MOST_MONEY, first.memory, 0.5, format="%g",
                help="A GB has 1,000,000,000 bytes.", **KEYS.bound_number("price-memory"),
            )  # fmt: skip
        with monthly:
            asked = st.number_input(
                "Queries in a month", 1, _MOST_QUERIES, int(first.monthly), 100_000,
                help="They share what the memory costs.", **KEYS.bound_number("price-monthly"),
            )  # fmt: skip
    if None in (paid, at_once, room, asked):
        problem_box("A price is missing; type a number in each of the four fields.")
        return None
    return Prices(float(paid), int(at_once), float(room), float(asked))


def _draw_figure(rows: tuple[Priced, ...], axis: Axis, metric: str) -> None:
    figure = cost_quality(
        [row.name for row in rows], [row.cost for row in rows], [row.quality.mean for row in rows],
        [row.quality.low for row in rows], [row.quality.high for row in rows], [row.found.family for row in rows],
        [row.front for row in rows], cost_name=AXIS_TITLES[axis], quality_name=metric, narrow=narrow_screen(),
        write_cost=partial(write_cost, axis),
    )  # fmt: skip
    chart(figure, KEYS("cost-quality"))


def how_sentence(axis: Axis, machine: str) -> str:
    """What the figure shows, how the cost was taken, and what it leaves out."""
    shown = (
        "Filled marks: none is both better and no dearer. Hollow: one of the others is. Upright lines are "
        f"{percent(LEVEL)} intervals over the queries: where they overlap widely, a step may be luck. "
    )
    if axis == "bytes":
        return f"{shown}Bytes of vectors and word lists for a document, on average; texts and models are not in it."
    timed = f"Time: the median of warm queries, one at a time, on {machine}."
    if axis == "time":
        return shown + timed
    return (
        f"{shown}{timed} Memory: what is stored for all documents, and the files of the models. A machine that waits "
        "between queries costs more than this."
    )
