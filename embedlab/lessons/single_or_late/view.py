"""The first screen of lesson 5: rankings side by side, and the token matrix of one document."""

from collections.abc import Mapping

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.figures.bump import bump_chart
from embedlab.lessons.single_or_late.examples import COLBERT, SEEN, Models
from embedlab.lessons.single_or_late.found import find_late
from embedlab.lessons.single_or_late.inputs import DOCUMENT, KEYS, choose_more, choose_step, choose_whole, is_on
from embedlab.lessons.single_or_late.shipped import load_pipeline
from embedlab.lessons.single_or_late.study import Late
from embedlab.lessons.single_or_late.study_two_stage import first_share
from embedlab.lessons.single_or_late.view_matrix import chosen_fold, matrix_figure, sum_sentence, winners_html
from embedlab.models.catalog import card
from embedlab.numbers_text import percent
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.unread_texts import say_unread_search
from embedlab.ui.search_panel import choose_search
from embedlab.ui.stage import aside, hero
from embedlab.ui.teacher import control

HEIGHT, RANKINGS_HEIGHT = 244, 236
"""In pixels: with guess and controls above them, matrix, text and finding end on a screen of 800."""
ROWS_SHOWN, RANKINGS_SHOWN = 10, 12
"""More rows or documents have no room at these heights, and take their own."""


def choose() -> Late | None:
    """Draw the controls, rank and compare; None when there is nothing to search."""
    chosen: list[Models] = []
    search = choose_search(KEYS.slug, lambda: chosen.append(choose_more()))
    return None if search is None else find_late(search, chosen[0])


def draw(late: Late, guess: Guess) -> None:
    """Draw the matrix of the document that is looked at over its text, and beside them the rankings."""
    with hero("Each token of the query finds its best partner in the text"):
        st.fragment(_draw_matrix, key=KEYS("hero"))(late)
    with aside("Where each way ranks the texts"):
        _draw_rankings(late, guess)


def _draw_matrix(late: Late) -> None:
    matrix = late.matrix
    if matrix is None:
        note(f"The matrix needs {name_of(late.models.shown)}, which is not here yet.")
        return
    unfolded = is_on("unfold")
    fold = chosen_fold(matrix, unfolded=unfolded, whole=is_on("whole"))
    figure = st.container()
    stepper, extent = st.columns([3, 1], gap="small", vertical_alignment="center")
    with stepper, st.container(key="el-inline-step"), control("step"):
        step = choose_step(len(fold.rows))
    if chosen_fold(matrix, unfolded=unfolded, whole=False).is_partial:
        with extent, control("whole"):
            choose_whole()
    with figure:
        tall = HEIGHT if len(fold.rows) <= ROWS_SHOWN else None
        chart(matrix_figure(matrix, fold, step), KEYS("matrix"), height=tall)
    text = late.search.texts[late.document]
    st.html(winners_html(matrix, text, fold, step, f"Document {late.document + 1}:"))
    finding(sum_sentence(matrix, fold, step))
    say_unread_search(late.search, dict.fromkeys(late.results, RankOptions()), late.document)
    if late.models.shown in (COLBERT, SEEN):
        st.caption(card(COLBERT).note)


def _draw_rankings(late: Late, guess: Guess) -> None:
    with control("document"):
        DOCUMENT.draw("Document (or click a mark)", late.search.texts, late.document)
    if not late.results:
        note("The rankings come as soon as a model is here.")
        return
    names = [late.models.names[model] for model in late.results]
    ranks = np.array([result.ranking.ranks for result in late.results.values()])
    texts = late.search.texts
    figure = bump_chart(
        names, ranks, texts, highlight=late.document if guess.open else None,
        names=[f"text {number}" for number in range(1, len(texts) + 1)],
    )  # fmt: skip
    tall = RANKINGS_HEIGHT if len(texts) <= RANKINGS_SHOWN else None
    chart(figure, KEYS("rankings"), select=True, on_choose=DOCUMENT.point_at, height=tall)
    guess.finding(rank_sentence(late))
    if late.models.seen and (told := masks_sentence(load_pipeline())):
        st.caption(told)
    for result in late.results.values():
        if result.note:
            note(f"{name_of(result.model)}: {result.note}")
        if result.ranking.ties:
            tied = sum(map(len, result.ranking.ties))
            note(f"{name_of(result.model)} gives {tied} texts a score that another one has too; they share a rank.")


def masks_sentence(scores: Mapping[str, NDArray[np.float32]]) -> str:
    """How often the shipped set's own text comes first by ColBERT both ways, (Q, Q) scores; empty without them."""
    if COLBERT not in scores or SEEN not in scores:
        return ""
    count, (trained, seen) = len(scores[COLBERT]), (percent(first_share(scores[model])) for model in (COLBERT, SEEN))
    return (
        f"One query decides little. Of {count} questions, {trained} have their own dictionary entry first among all "
        f"{count} entries as ColBERT was trained, and {seen} when its words see the masks."
    )


def rank_sentence(late: Late) -> str:
    """Where each ranker puts the document that is looked at."""
    found = [f"{late.models.names[m]} {int(r.ranking.ranks[late.document])}" for m, r in late.results.items()]
    return f"Rank of document {late.document + 1} among {len(late.search.texts)}: {', '.join(found)}."
