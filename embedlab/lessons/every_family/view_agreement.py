"""Which families agree: a matrix of rankers in the order of a tree, over the questions that ship or for this query."""

from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from embedlab.figures.agreement_matrix import agreement_matrix
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_agreement import (
    MEASURE_NAMES,
    choose_measure,
    choose_over,
    choose_pair,
    chosen_pair,
    look_at,
)
from embedlab.lessons.every_family.shipped_agreement import Measure
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_agreement import Agreement, on_board, on_one_query
from embedlab.lessons.every_family.view_agreement_words import (
    BOTH_HEAD,
    PAIR_HEAD,
    agreement_rows,
    agreement_sentence,
    both_rows,
    measure_sentence,
    missing_sentence,
    pair_rows,
    pair_sentence,
    question_rows,
    silent_sentence,
    sure_sentence,
)
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.state import controls
from embedlab.ui.teacher import teaching

_EXTENTS: Final[dict[Measure, tuple[float, float]]] = {"tau": (-1.0, 1.0), "rbo": (0.0, 1.0)}
_LARGE: Final = 12
"""Rankers whose numbers have room in the cells on a projector."""


def draw_agreement(families: Families) -> None:
    """Draw matrix and tree, what they show in a sentence, and two rankers looked at."""
    left, right = controls(2)
    with left:
        measure = choose_measure()
    with right:
        over = choose_over()
    board, query = on_board(measure), _on_query(families, measure)
    shown = board if over == "board" and board is not None else query
    if shown is query and over == "board":
        note("The comparisons of the questions ship with EmbedLab, and they are not here. This query is shown instead.")
    st.caption(measure_sentence(measure, shown.texts))
    if shown.silent:
        note(silent_sentence(shown.silent))
    if not shown.pairs:
        note("There are no two rankings to compare. Choose another ranker under Families, or add a text.")
        return
    first = shown.most or shown.pairs[0]
    pair = chosen_pair(shown.rankers, (first.first, first.second))
    written = not narrow_screen() and (len(shown.rankers) <= _LARGE or not teaching())
    _draw_matrix(shown, pair, written=written)
    finding(agreement_sentence(shown, query if shown is board else board))
    st.caption(sure_sentence(shown))
    if not written:
        table("The most and the least alike", PAIR_HEAD, pair_rows(shown), style="epochs")
    offer("Agreement of rankers", partial(agreement_rows, shown))
    _draw_pair(families, shown, pair)


def _on_query(families: Families, measure: Measure) -> Agreement:
    ranks = families.ranks.reshape(-1, len(families.search.texts))  # no ranking is no row
    return on_one_query(tuple(families.results), ranks, measure)


def _draw_matrix(shown: Agreement, pair: tuple[str, str], *, written: bool) -> None:
    order = shown.tree.order
    rankers = [shown.rankers[place] for place in order]
    square = np.ix_(order, order)
    figure = agreement_matrix(
        shown.values[square], list(map(short_name, rankers)), list(map(colour_family, rankers)), shown.tree.branches,
        lows=shown.lows[square], highs=shown.highs[square], extent=_EXTENTS[shown.measure],
        name=MEASURE_NAMES[shown.measure], chosen=(rankers.index(pair[0]), rankers.index(pair[1])), written=written,
    )  # fmt: skip

    def choose(cell: object) -> None:
        if isinstance(cell, int):
            look_at((rankers[cell // len(rankers)], rankers[cell % len(rankers)]))

    chart(figure, KEYS("agreement"), select=True, on_choose=choose)


def _draw_pair(families: Families, shown: Agreement, pair: tuple[str, str]) -> None:
    choose_pair(shown.rankers, pair)
    finding(pair_sentence(shown, *pair))
    views = {said: (_on_query(families, name), on_board(name)) for name, said in MEASURE_NAMES.items()}
    table("Both measures of these two rankers", BOTH_HEAD, both_rows(views, *pair), style="epochs")
    offer("Two rankers by question", partial(question_rows, *pair))
    if not set(pair) <= set(families.results):
        st.caption(missing_sentence(pair, families.results))
