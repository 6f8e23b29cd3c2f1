"""The play part of lesson 4: one text as two vectors beside one query by every ranker, then what each rests on."""

from collections.abc import Callable
from math import ceil

import numpy as np
import streamlit as st

from embedlab.compute.ranking import Ranking
from embedlab.compute.sparse import bytes_dense
from embedlab.errors import EmbedLabError
from embedlab.figures.bump import bump_chart
from embedlab.figures.vectors_pair import dense_sparse_pair
from embedlab.lessons.dense_or_sparse.found import Board, collection_of, find_cuts, find_dense, find_sparse
from embedlab.lessons.dense_or_sparse.inputs import (
    RANKERS,
    SPARSE_KINDS,
    best_document,
    choose_document,
    choose_side,
    choose_weight,
    chosen_document,
    look_at,
)
from embedlab.lessons.dense_or_sparse.study import SparseView
from embedlab.lessons.dense_or_sparse.view_more import bm42_panel, examples_panel, flow_panel, hybrid_panel, marks_panel
from embedlab.studies.search_facts import worst_rank
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box

HEIGHT = 400
TERMS = 4
"""Of the sparse side on the first screen; the flow below has them all."""
CUTS = 3
SHOWN = 12
"""Documents up to which both figures of the first screen have one height."""


@st.fragment
def play(board: Board, predict: Callable[[], object]) -> None:
    """Draw everything that follows the weight, the side and the document; changing one redraws this part alone."""
    heads = st.columns(2, gap="medium", vertical_alignment="bottom")
    figures = st.columns(2, gap="medium")
    with heads[0]:
        title, side = st.columns([1, 1], vertical_alignment="bottom")
        with title:
            subheading("One text, two vectors")
        with side:
            of_document = choose_side()
    with heads[1]:
        title, slider = st.columns([1, 1], vertical_alignment="bottom")
        with title:
            subheading("One query, every ranker")
        with slider:
            weight = choose_weight()
    document = chosen_document(board.search)
    columns = board.columns(weight)
    with figures[1]:
        _rankings(board, columns, document)
    with figures[0]:
        _vectors(board, document if of_document else None)
    predict()
    document = choose_document(board.search)
    flow_panel(board, document)
    hybrid_panel(board, weight, document)
    marks_panel(board, columns)
    bm42_panel(board, document)
    examples_panel()


def _rankings(board: Board, columns: dict[str, Ranking], document: int) -> None:
    if not columns:
        note("No ranker can answer yet. Choose some under More, or wait for the models.")
        return
    search = board.search
    kinds = [d.kind for d in search.documents]
    figure = bump_chart(
        [RANKERS[name] for name in columns],
        np.stack([ranking.ranks for ranking in columns.values()]),
        search.texts,
        kinds if set(kinds) != {"other"} else None,
        document,
    )
    chart(
        figure, "ranks", select=True, on_choose=lambda row: look_at(search, row),
        height=HEIGHT if len(search.documents) <= SHOWN else None,
    )  # fmt: skip
    finding(rank_finding(board, columns))
    if example := collection_of(search):
        st.caption(example.point)
    for text in {result.note for result in board.results.values() if result.note}:
        said = [RANKERS[name] for name, result in board.results.items() if result.note == text and name in RANKERS]
        note(f"{', '.join(said)}: {text}")
    if told := ties_told(columns):
        st.caption(told)
    _cut(board)


def rank_finding(board: Board, columns: dict[str, Ranking]) -> str:
    """Where the rankers put the text that answers; without one, what they put first."""
    search = board.search
    grades = search.grades
    if grades and max(grades) > 0:
        best = best_document(search)
        told = [f"{RANKERS[n]} {_places(r, best)}" for n, r in columns.items() if n in _TOLD]
        return f"Place of the text that answers: {', '.join(told)}." if told else ""
    firsts = {int(ranking.order[0]) for ranking in columns.values()}
    if len(search.documents) == 1:
        return "One document: every ranker puts it first."
    if len(firsts) == 1:
        return f"All {len(columns)} put the same text first."
    return f"{len(columns)} rankers, {len(firsts)} different texts in first place."


def _places(ranking: Ranking, document: int) -> str:
    """One place, or the first and the last of those that texts of equal score share."""
    first, last = int(ranking.ranks[document]), worst_rank(ranking.scores.tolist(), document)
    return str(first) if first == last else f"{first} to {last}"


_TOLD = ("bm25", "splade-tiny", "hybrid-rrf", "dense")


def ties_told(columns: dict[str, Ranking]) -> str:
    """Which rankers give several texts one score; empty when none does."""
    told = []
    for name, ranking in columns.items():
        if ranking.ties:
            largest = max(ranking.ties, key=len)
            told.append(f"{RANKERS[name]} {len(largest)} at rank {int(ranking.ranks[largest[0]])}")
    return f"Equal scores share a rank: {', '.join(told)}." if told else ""


def _vectors(board: Board, document: int | None) -> None:
    search, settings = board.search, board.settings
    text = search.query if document is None else search.documents[document].text
    role = settings.options.roles()[0 if document is None else 1]
    try:
        dense = find_dense(text, role or "query", settings.options.dense)
        sparse = find_sparse(search, settings, document)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    if dense is None or sparse is None:
        note("The vectors of this text are drawn as soon as the models are here.")
        return
    figure = dense_sparse_pair(
        dense,
        [item.term for item in sparse.terms],
        [item.weight for item in sparse.terms],
        sparse.vocabulary,
        dense_bytes=bytes_dense(1, len(dense)),
        sparse_bytes=sparse.size,
        limit=ceil(float(np.abs(dense).max()) * 20) / 20,
        top=TERMS,
    )
    chart(figure, "pair", height=HEIGHT)
    finding(sparse_finding(sparse, SPARSE_KINDS[settings.sparse], "document" if document is not None else "query"))


def sparse_finding(sparse: SparseView, name: str, what: str) -> str:
    """How many words the sparse vector has, and which of them nobody wrote."""
    if not sparse.terms:
        return f"{name} knows no word of the {what}: its vector is empty."
    many = "1 word" if len(sparse.terms) == 1 else f"{len(sparse.terms)} words"
    if not sparse.added:
        return f"{name} gives the {what} {many}, all of them its own."
    some = ", ".join(f"“{term}”" for term in sparse.added[:3])
    return f"{name} gives the {what} {many}. Nobody wrote {some}."


def _cut(board: Board) -> None:
    cuts = find_cuts(board.search, board.settings)
    for number, model, end in cuts[:CUTS]:
        text = board.search.documents[number].text
        note(
            f"{model} stops reading document {number + 1} after “…{text[max(0, end - 40) : end]}”; "
            f"{len(text) - end:,} characters are not read."
        )
    if len(cuts) > CUTS:
        note(f"{len(cuts) - CUTS} more documents are longer than a model reads.")
