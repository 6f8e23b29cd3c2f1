"""The first screen of lesson 5: rankings side by side, and the token matrix of one document."""

import numpy as np
import streamlit as st

from embedlab.figures.bump import bump_chart
from embedlab.lessons.single_or_late.examples import COLBERT
from embedlab.lessons.single_or_late.found import find_late
from embedlab.lessons.single_or_late.inputs import DOCUMENT, KEYS, choose_models, choose_step, chosen_step
from embedlab.lessons.single_or_late.study import Late
from embedlab.lessons.single_or_late.view_matrix import chosen_fold, draw_matrix
from embedlab.models.catalog import card
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.search_panel import choose_search
from embedlab.ui.teacher import control

HEIGHT = 310
RANKINGS_SHOWN = 14
"""Beyond so many documents the rankings are taller than the matrix beside them."""


def choose() -> Late | None:
    """Draw the controls, rank and compare; None when there is nothing to search."""
    search = choose_search(KEYS.slug)
    if search is None:
        return None
    # One row, so that figures and findings stand on a first screen of 800 pixels.
    first, second, third, fourth = st.columns([3, 3, 4, 3], gap="small")
    late = find_late(search, choose_models(first, second))
    with third, control("document"):
        DOCUMENT.draw("Document (or click a mark)", search.texts, late.document)
    if late.matrix is not None:
        with fourth, control("step"):
            choose_step(len(chosen_fold(late.matrix).rows))
    return late


def draw(late: Late, guess: Guess) -> None:
    """Draw the rankings, and beside them the matrix of the document that is looked at."""
    rankings, matrix = st.columns(2, gap="medium")
    with rankings:
        _draw_rankings(late, guess)
    with matrix:
        _draw_matrix(late)


def _draw_matrix(late: Late) -> None:
    if late.matrix is None:
        note(f"The matrix needs {name_of(late.models.shown)}, which is not here yet.")
        return
    fold = chosen_fold(late.matrix)
    draw_matrix(late.shown, late.document, fold, chosen_step(len(fold.rows)), HEIGHT)
    if late.models.shown == COLBERT:
        st.caption(card(COLBERT).note)


def _draw_rankings(late: Late, guess: Guess) -> None:
    if not late.results:
        note("The rankings come as soon as a model is here.")
        return
    names = [late.models.names[model] for model in late.results]
    ranks = np.array([result.ranking.ranks for result in late.results.values()])
    figure = bump_chart(names, ranks, late.search.texts, highlight=late.document if guess.open else None)
    short = len(late.search.texts) <= RANKINGS_SHOWN
    chart(figure, KEYS("rankings"), select=True, on_choose=DOCUMENT.point_at, height=HEIGHT if short else None)
    guess.finding(rank_sentence(late))
    for result in late.results.values():
        if result.note:
            note(result.note)
        if result.ranking.ties:
            tied = sum(map(len, result.ranking.ties))
            note(f"{name_of(result.model)} gives {tied} texts a score that another one has too; they share a rank.")


def rank_sentence(late: Late) -> str:
    """Where each ranker puts the document that is looked at."""
    found = [f"{late.models.names[m]} {int(r.ranking.ranks[late.document])}" for m, r in late.results.items()]
    return f"Rank of document {late.document + 1} among {len(late.search.texts)}: {', '.join(found)}."
