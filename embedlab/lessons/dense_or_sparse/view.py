"""The first screen of lesson 4: one query by three rankers, and beside it one text as two vectors."""

from collections.abc import Mapping
from math import ceil

import numpy as np
import streamlit as st

from embedlab.compute.ranking import Ranking
from embedlab.compute.sparse import bytes_dense
from embedlab.errors import EmbedLabError
from embedlab.figures.bump import bump_chart
from embedlab.figures.text_orders import MOST_ORDERS, text_orders
from embedlab.figures.vectors_pair import dense_sparse_pair
from embedlab.lessons.dense_or_sparse.examples import (
    CROSS,
    RANKERS,
    RERANK,
    RRF,
    SPARSE,
    SPARSE_KINDS,
    Settings,
)
from embedlab.lessons.dense_or_sparse.found import (
    collection_of,
    find_board,
    find_dense,
    find_sparse,
    missing_models,
)
from embedlab.lessons.dense_or_sparse.inputs import (
    DOCUMENT,
    KEYS,
    choose_all,
    choose_settings,
    choose_side,
    chosen_document,
)
from embedlab.lessons.dense_or_sparse.study import SparseView
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.unread_texts import say_unread_search
from embedlab.ui.search_panel import choose_search
from embedlab.ui.stage import aside, hero
from embedlab.ui.teacher import control

HEIGHT = 352
TERMS = 3
"""Of the sparse side on the first screen; the flow below has them all."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
"""In words, as they stand in a heading."""
_TOLD = ("bm25", SPARSE, RRF, "dense")


def choose() -> Board | None:
    """Draw search and settings, and rank; None when there is nothing to search."""
    chosen: list[Settings] = []
    search = choose_search(KEYS.slug, lambda: chosen.append(choose_settings()))
    if search is None:
        return None
    (settings,) = chosen
    board = find_board(search, settings, chosen_document(search))
    for card in missing_models(settings):
        ready(card)
    return board


def draw(board: Board, guess: Guess) -> None:
    """Draw the ranks by the chosen rankers, and beside them both vectors of one text."""
    count = len(board.shown)
    named = _COUNTS[count] if count < len(_COUNTS) else str(count)
    with hero(f"One query, {named} ranker{'' if count == 1 else 's'}", choose_all):
        _draw_rankings(board, guess)
    sides: list[bool] = []
    with aside("One text, two vectors", lambda: sides.append(choose_side())):
        _draw_vectors(board, board.document if sides[0] else None)
        with control("document"):
            DOCUMENT.draw("Document (or click a mark)", board.search.texts, board.document)


def _draw_vectors(board: Board, document: int | None) -> None:
    search, settings = board.search, board.settings
    text = search.query if document is None else search.documents[document].text
    role = settings.options.roles()[0 if document is None else 1]
    try:
        dense = find_dense(text, role or "query", settings.options.dense)
        sparse = find_sparse(board, document)
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
    chart(figure, KEYS("pair"), height=HEIGHT)
    whose = "query" if document is None else f"document {document + 1}"
    offer("Dense vector", lambda: [{"text": whose, "number": n, "value": v} for n, v in enumerate(dense.tolist(), 1)])
    finding(sparse_sentence(sparse, SPARSE_KINDS[settings.sparse], "query" if document is None else "document"))


def sparse_sentence(sparse: SparseView, name: str, what: str) -> str:
    """How many words the sparse vector has, and which of them nobody wrote."""
    if not sparse.terms:
        return f"{name} knows no word of the {what}: its vector is empty."
    many = "1 word" if len(sparse.terms) == 1 else f"{len(sparse.terms)} words"
    if not sparse.added:
        return f"{name} gives the {what} {many}, all of them its own."
    some = ", ".join(f"“{term}”" for term in sparse.added[:3])
    return f"{name} gives the {what} {many}. Nobody wrote {some}."


def _draw_rankings(board: Board, guess: Guess) -> None:
    if not board.shown:
        note("No ranker can answer yet. Choose some under More, or wait for the models.")
        return
    search = board.search
    kinds = [document.kind for document in search.documents]
    named = kinds if guess.open and set(kinds) != {"other"} else None
    # Before the guess nothing says which text answers; what the visitor points at is marked all the same.
    marked = board.document if guess.open or board.document != search.answering else None
    rankers = [RANKERS[name] for name in board.shown]
    ranks = np.stack([ranking.ranks for ranking in board.shown.values()])
    figure = (
        text_orders(rankers, ranks, search.texts, named, marked, narrow=narrow_screen())
        if len(rankers) <= MOST_ORDERS
        else bump_chart(rankers, ranks, search.texts, named, marked)
    )
    chart(figure, KEYS("ranks"), select=True, on_choose=DOCUMENT.point_at)
    guess.finding(rank_sentence(board))
    example = collection_of(search)
    # The point of an example says which ranker its query was written to break.
    point = f"{example.point} " if example and guess.open else ""
    st.caption(f"{point}Click a mark to look at its text.")
    _draw_notes(board)


def _draw_notes(board: Board) -> None:
    shown = {name: result for name, result in board.results.items() if name in board.shown}
    for text in dict.fromkeys(result.note for result in shown.values() if result.note):
        said = [RANKERS[name] for name, result in shown.items() if result.note == text]
        note(f"{', '.join(said)}: {text}")
    if told := ties_sentence(board.shown):
        st.caption(told)
    options = board.settings.options
    models = {CROSS if name == RERANK else board.settings.model(name): options for name in board.shown}
    say_unread_search(board.search, models, board.document)


def rank_sentence(board: Board) -> str:
    """Where the rankers put the text that answers; without one, what they put first."""
    columns = board.shown
    if (best := board.search.answering) is not None and len(board.search.documents) > 1:
        told = [name for name in columns if len(columns) <= MOST_ORDERS or name in _TOLD]
        if told:
            ranks = ", ".join(f"{RANKERS[name]} {_ranks(columns[name], best)}" for name in told)
            return f"Rank of the answer: {ranks}."
    firsts = {int(ranking.order[0]) for ranking in columns.values()}
    if len(board.search.documents) == 1:
        return "One document: every ranker puts it first."
    if len(firsts) == 1:
        return f"All {len(columns)} put the same text first."
    return f"{len(columns)} rankers, {len(firsts)} different texts at rank 1."


def _ranks(ranking: Ranking, document: int) -> str:
    """One rank, or the first and the last of those that texts of equal score share."""
    first = int(ranking.ranks[document])
    last = first + int((ranking.ranks == first).sum()) - 1
    return str(first) if first == last else f"{first} to {last}"


def ties_sentence(columns: Mapping[str, Ranking]) -> str:
    """Which rankers give several texts one score; empty when none does."""
    told = []
    for name, ranking in columns.items():
        if ranking.ties:
            largest = max(ranking.ties, key=len)
            told.append(f"{RANKERS[name]} {len(largest)} at rank {int(ranking.ranks[largest[0]])}")
    return f"Equal scores share a rank: {', '.join(told)}." if told else ""
